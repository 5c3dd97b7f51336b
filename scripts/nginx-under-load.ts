import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Debian's module, without which nginx does not know the line that the generated file has commented out. */
const brotliModule = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so';

/** A server of that nginx: where it listens on this machine, and the lines of its `server` block. */
export interface LoadedServer {
  readonly port: number;
  readonly lines: string;
}

/** An nginx while it runs. */
export interface Nginx {
  /** Seconds of processor time that it has taken until now; 0 where the system does not say. */
  processorSeconds(): number;
}

/** The generated file as a webmaster uses it who has the brotli module, where this machine has it. */
export function withBrotli(generated: string): string {
  return existsSync(brotliModule)
    ? generated.replaceAll('# brotli_static', 'brotli_static')
    : generated;
}

/**
 * Runs one nginx of one process for as long as `work` takes, with the lines that Debian's nginx.conf has for every
 * server; no log is written.
 *
 * @param folder emptied before; relative paths in the servers' lines begin there.
 */
export async function withNginx(
  folder: string,
  servers: readonly LoadedServer[],
  work: (nginx: Nginx) => Promise<void>,
): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const configuration = [
    existsSync(brotliModule) ? `load_module ${brotliModule};` : '',
    'daemon off; master_process off; pid nginx.pid; error_log stderr crit;',
    'events { worker_connections 768; }',
    'http { sendfile on; tcp_nopush on; types_hash_max_size 2048; access_log off;',
    ...temporary.map((name) => `${name}_temp_path ${name};`),
    ...servers.map(({ port, lines }) => `server { listen 127.0.0.1:${port}; ${lines}\n}`),
    '}',
  ];
  writeFileSync(join(folder, 'nginx.conf'), configuration.join('\n'));
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  try {
    for (const { port } of servers) {
      for (let left = 100; left > 0 && !(await answers(port)); left -= 1) {
        if (child.exitCode !== null) throw new Error('nginx ended');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    const clock = `/proc/${child.pid}/schedstat`;
    await work({
      processorSeconds: () =>
        existsSync(clock) ? Number(readFileSync(clock, 'utf8').split(' ')[0]) / 1e9 : 0,
    });
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );
}
