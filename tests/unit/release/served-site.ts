import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../scripts/free-port.ts';

/** A web server that runs on this machine. */
export interface Served {
  readonly port: number;
  stop(): Promise<void>;
}

/** How a kind of server is started with a file that `npm run headers` wrote. */
export interface ServerKind {
  readonly name: string;
  readonly command: string;
  /** Writes its configuration into `folder` and gives the arguments that start it there, not as a daemon. */
  prepare(folder: string, own: string, root: string, port: number): readonly string[];
}

const debianModules = '/usr/lib/nginx/modules';
const brotli = ['filter', 'static'].map(
  (name) => `${debianModules}/ngx_http_brotli_${name}_module.so`,
);

/** Whether a file is there, asked of the shell's own test so that a test needs no more of it. */
function isThere(file: string): boolean {
  return spawnSync('test', ['-e', file]).status === 0;
}

export const serverKindsToTry: readonly ServerKind[] = [
  {
    name: 'nginx',
    command: 'nginx',
    prepare(folder, own, root, port) {
      const module = brotli.find((file) => /static/.test(file) && isThere(file));
      const used = module === undefined ? own : own.replaceAll('# brotli_static', 'brotli_static');
      writeFileSync(join(folder, 'site.conf'), used);
      for (const name of ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'])
        mkdirSync(join(folder, name));
      const temporary = ['client_body_temp_path body;', 'proxy_temp_path proxy;'];
      const others = ['fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${name};`);
      writeFileSync(
        join(folder, 'nginx.conf'),
        [
          ...(module === undefined ? [] : [`load_module ${module};`]),
          'daemon off; master_process off; pid nginx.pid; error_log stderr warn;',
          'events {}',
          `http { access_log off; ${[...temporary, ...others].join(' ')}`,
          `server { listen 127.0.0.1:${port}; root ${root}; include site.conf; } }`,
        ].join('\n'),
      );
      return ['-p', folder, '-c', join(folder, 'nginx.conf')];
    },
  },
  {
    name: 'Caddy',
    command: 'caddy',
    prepare(folder, own, root, port) {
      writeFileSync(join(folder, 'site.caddy'), own);
      const options = '{\n\tadmin off\n\tauto_https off\n\tstorage file_system storage\n}\n';
      const site = `:${port} {\n\tbind 127.0.0.1\n\troot * ${root}\n\timport site.caddy\n}\n`;
      writeFileSync(join(folder, 'Caddyfile'), options + site);
      return ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'];
    },
  },
  {
    name: 'Apache',
    command: 'apache2',
    prepare(folder, own, root, port) {
      writeFileSync(join(folder, 'site.conf'), own);
      const modules = ['mpm_event', 'authz_core', 'headers', 'rewrite', 'dir', 'mime', 'setenvif'];
      writeFileSync(
        join(folder, 'apache.conf'),
        [
          ...modules.map(
            (name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`,
          ),
          `ServerRoot ${folder}`,
          'PidFile apache.pid',
          'DefaultRuntimeDir .',
          'ErrorLog error.log',
          'ServerName localhost',
          'TypesConfig /dev/null',
          `Listen 127.0.0.1:${port}`,
          `<VirtualHost *:${port}>`,
          `DocumentRoot ${root}`,
          `<Directory ${root}>`,
          'Require all granted',
          '</Directory>',
          `Include ${folder}/site.conf`,
          '</VirtualHost>',
        ].join('\n'),
      );
      return ['-f', join(folder, 'apache.conf'), '-DFOREGROUND'];
    },
  },
];

/** @throws what the server said, when it does not begin to answer. */
export async function serve(kind: ServerKind, own: string, root: string): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'server-'));
  const port = await freePort();
  const child = spawn(kind.command, kind.prepare(folder, own, root, port), {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder },
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let attempt = 0; child.exitCode === null && attempt < 200; attempt += 1) {
    try {
      await ask(port, '/', {});
      return { port, stop };
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  await stop();
  throw new Error(`${kind.name} does not answer: ${said}`);
}

/** What a server answered; the body as it came over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export function ask(port: number, path: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}
