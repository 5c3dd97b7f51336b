import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse } from 'yaml';
import { contentTypeOf } from '../../../src/model/content-type.ts';
import { securityHeaders } from '../../../src/model/response-headers.ts';
import { ReleaseStore } from '../../../src/release/release-store.ts';
import { root } from '../../sites.ts';
import { blocksOf, scriptOf } from '../handbook-commands.ts';
import { ask, serve, serverKindsToTry } from './served-site.ts';
import { writeSmallBuild } from './small-build.ts';

const handbook = readFileSync(join(root, 'src/pages/help/_publishing.mdx'), 'utf8');
const blocks = blocksOf(handbook);

let scratch: string;
const at = (...parts: readonly string[]) => join(scratch, ...parts);
let id = '';

before(() => {
  scratch = mkdtempSync(join(tmpdir(), 'publishing-handbook-'));
  mkdirSync(at('content'));
  writeFileSync(
    at('content/site.yaml'),
    'name: 试\ntitle: 试\nurl: https://fz.qingfeng.gov.cn\ntrail: [试]\nownsHost: true\n',
  );
  mkdirSync(at('remote'));
  // Where npm's commands run; keys are made beside it, as the handbook says.
  mkdirSync(at('project'));
  writeFileSync(at('rclone.conf'), `[oss]\ntype = alias\nremote = ${at('remote')}\n`);
});
after(() => rmSync(scratch, { recursive: true, force: true }));

/** What the handbook names and every site has elsewhere. */
function inPlace(command: string): string {
  return command
    .replaceAll('rsync:用户@主机:', 'rsync:')
    .replaceAll('/srv/fz', at('srv/fz'))
    .replaceAll('/var/www/html', at('html'))
    .replaceAll('/media/U盘', at('usb'))
    .replaceAll('releases/版本号/', `${at('releases')}/${id}/`)
    .replaceAll(
      '旧版本的/',
      `${at('releases')}/${new ReleaseStore(at('releases')).ids()[0]}/site/`,
    );
}

/** Runs one line as a shell does, in the sandbox; npm's commands without looking whether packages are installed. */
function run(line: string, ...more: readonly string[]): { code: number | null; said: string } {
  const npm = /^npm run (\S+)(?: -- (.*))?$/.exec(line);
  let command = inPlace(line);
  if (npm) {
    const own = [...more].map((part) => `'${part}'`).join(' ');
    command = `'${process.execPath}' '${scriptOf(npm[1] ?? '')}' ${inPlace(npm[2] ?? '')} ${own}`;
  }
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd: npm ? at('project') : scratch,
    encoding: 'utf8',
    env: {
      ...process.env,
      ARCHIVE_CONTENT: at('content'),
      ARCHIVE_OUT: at('dist'),
      RCLONE_CONFIG: at('rclone.conf'),
    },
  });
  return { code: status, said: stdout + stderr };
}

const isThere = (tool: string, argument = '--version') =>
  spawnSync(tool, [argument]).error === undefined;

function works(line: string, ...more: readonly string[]): string {
  const { code, said } = run(line, ...more);
  assert.equal(code, 0, said);
  return said;
}

const releases = () => ['--to', at('releases')];
const inStore = () => new ReleaseStore(at('releases'));

/** Writes an edition where a build would, and makes its release. */
function release(edition: string): void {
  rmSync(at('dist'), { recursive: true, force: true });
  writeSmallBuild(at('dist'), edition);
  works('npm run release -- --accept-lost', ...releases());
  id = inStore().latest() ?? '';
}

/** Signs the release elsewhere, and puts the signature beside its manifest. */
function signs(block: string, signature: string): void {
  cpSync(at('releases', id, 'site/release.json'), at('release.json'));
  works(block);
  cpSync(at(signature), at('releases', id, 'site', signature));
  assert.match(works(`npm run verify -- ${at('releases', id, 'site')} --key 公钥.pem`), /签名正确/);
}

/** How each block is tried, by what it begins with, in the order of the handbook; each is called once. */
const trials: readonly {
  readonly begins: string;
  readonly needs?: string;
  readonly run: (block: string) => void | Promise<void>;
}[] = [
  {
    begins: 'npm run build',
    run(block) {
      const [build, make = '', ...others] = block.split('\n');
      // The build itself is the editors' handbook's; here a small one stands for it.
      assert.deepEqual([build, others], ['npm run build', []]);
      writeSmallBuild(at('dist'), 'one');
      assert.match(works(make, ...releases()), /做好版本/);
      id = inStore().latest() ?? '';
      for (const part of ['site', 'servers', 'upload', 'difference.json', 'site/release.json'])
        assert.ok(existsSync(at('releases', id, part)), part);
    },
  },
  {
    begins: '- from:',
    run(block) {
      const entries = parse(block) as readonly { from: string; to?: string }[];
      assert.ok(entries.some(({ to }) => to === undefined));
      assert.ok(entries.every(({ from }) => from.startsWith('/')));
    },
  },
  {
    begins: 'openssl genpkey',
    needs: 'openssl',
    run(block) {
      works(block);
      cpSync(at('公钥.pem'), at('project/公钥.pem'));
    },
  },
  {
    begins: 'openssl pkeyutl -sign -rawin -inkey',
    needs: 'openssl',
    run: (block) => signs(block, 'release.json.sig'),
  },
  {
    begins: 'openssl pkeyutl -sign -rawin -digest sm3',
    needs: 'openssl',
    run(block) {
      // As the handbook says it: the same key commands, with SM2 for ed25519.
      const keys = blocks.find((one) => one.startsWith('openssl genpkey')) ?? '';
      rmSync(at('releases', id, 'site/release.json.sig'));
      works(keys.replace(/ed25519/g, 'SM2'));
      cpSync(at('公钥.pem'), at('project/公钥.pem'));
      signs(block, 'release.json.sm2');
      rmSync(at('releases', id, 'site/release.json.sm2'));
    },
  },
  {
    begins: 'npm run release -- publish folder:',
    run(block) {
      works(block, ...releases());
      release('two');
      works(block, ...releases());
      assert.equal(readlinkSync(at('srv/fz/current')), `releases/${id}`);
    },
  },
  {
    begins: 'ln -s',
    run(block) {
      mkdirSync(at('html'));
      works(block);
      assert.ok(existsSync(at('html/fz/index.html')));
    },
  },
  {
    begins: 'npm run release -- publish rsync:',
    needs: 'rsync',
    run(block) {
      const elsewhere = block.replace('/srv/fz', at('rsync'));
      works(elsewhere, ...releases());
      assert.equal(readlinkSync(at('rsync/current')), `releases/${id}`);
    },
  },
  {
    begins: 'npm run release -- publish rclone:oss:',
    needs: 'rclone',
    run(block) {
      works(block, ...releases());
      assert.ok(existsSync(at('remote/桶名/路径/index.html')));
    },
  },
  {
    begins: 'npm run release -- zip',
    needs: 'unzip',
    run(block) {
      works(block, ...releases());
      works(`mkdir 那边 && cd 那边 && unzip -q '${at('project/带走.zip')}'`);
      const [check] = readdirSync(at('那边'), { recursive: true })
        .map(String)
        .filter((name) => name.endsWith('check.sh'));
      assert.ok(check);
      works(`cd '${join(at('那边'), check, '..')}' && sh ./check.sh`);
    },
  },
  {
    begins: 'server {',
    needs: 'nginx',
    run: (block) => served('nginx', block, 'nginx.conf', '/etc/nginx/fz.conf'),
  },
  {
    begins: 'fz.某县.gov.cn {',
    needs: 'caddy',
    run: (block) => served('Caddy', block, 'Caddyfile', '/etc/caddy/fz.caddy'),
  },
  {
    begins: '<VirtualHost',
    needs: 'apache2',
    run: (block) => served('Apache', block, 'apache.conf', '/etc/apache2/fz.conf'),
  },
  {
    // tests/output/observatory.test.ts runs the scanner.
    begins: 'npm run observatory',
    run: (block) => assert.match(block, /^npm run observatory -- https:\/\/\S+\/$/),
  },
  {
    begins: 'npm run verify -- https://',
    needs: 'openssl',
    async run(block) {
      const kind = serverKindsToTry.find(({ command }) => isThere(command, '-v'));
      if (kind === undefined) return;
      const [, sign = ''] = /`(npm run release -- sign [^`]+)`/.exec(handbook) ?? [];
      works(sign, ...releases());
      works('npm run release -- publish folder:/srv/fz', ...releases());
      const own = works(`npm run headers -- ${kind.name.toLowerCase()}`);
      const site = await serve(kind, own, at('srv/fz/current'));
      try {
        const line = block.replace('https://fz.某县.gov.cn/', `http://127.0.0.1:${site.port}/`);
        assert.match(await later(line), /签名正确[\s\S]*全部一致/);
      } finally {
        await site.stop();
      }
    },
  },
  {
    begins: 'npm run verify -- /srv/fz',
    needs: 'openssl',
    run: (block) => void assert.match(works(block), /签名正确[\s\S]*全部一致/),
  },
  {
    begins: 'npm run release -- rollback',
    run: (block) => void assert.match(works(block, ...releases()), /已退回版本/),
  },
  { begins: 'npm run release -- clean', run: (block) => void works(block, ...releases()) },
  {
    begins: 'npm run preserve',
    run(block) {
      works(block, ...releases(), '--date', '2024-03-22');
      assert.ok(existsSync(at('usb', `archive-${id}.wacz`)));
      assert.ok(existsSync(at('usb', `archive-${id}`, 'index.html')));
    },
  },
];

/** {@link works} while a server of this process answers. */
function later(line: string): Promise<string> {
  const [, , name = '', ...rest] = inPlace(line).split(' ');
  const child = spawn(process.execPath, [scriptOf(name), ...rest.slice(1)], {
    cwd: at('project'),
  });
  let said = '';
  child.stdout.on('data', (piece) => {
    said += piece;
  });
  child.stderr.on('data', (piece) => {
    said += piece;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve(said));
  });
}

/**
 * Starts a server with the very block of the handbook: its include is the file of the release, its root the place of
 * publication; only what this machine cannot have is another: ports, and the certificate.
 */
async function served(name: string, block: string, file: string, included: string): Promise<void> {
  const kind = serverKindsToTry.find((known) => known.name === name);
  assert.ok(kind);
  assert.ok(block.includes(included), included);
  const own = readFileSync(at('releases', id, 'servers', file), 'utf8');
  const prepared: typeof kind = {
    ...kind,
    prepare(folder, text, site, port) {
      const args = kind.prepare(folder, text, site, port);
      const main = join(
        folder,
        args.find((part) => part.startsWith(folder))?.slice(folder.length + 1) || 'nginx.conf',
      );
      const configuration = name === 'nginx' ? join(folder, 'nginx.conf') : main;
      const whole = readFileSync(configuration, 'utf8');
      const site_ = join(folder, name === 'Caddy' ? 'site.caddy' : 'site.conf');
      let written = inPlace(block).replace(included, site_);
      if (name === 'nginx') {
        // Its http server only leads to the other; a certificate needs a name that is known.
        const tls = written.slice(written.lastIndexOf('server {'));
        written = tls
          .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
          .replace(/ssl_certificate(?:_key)? [^;]+;/g, '');
        writeFileSync(
          configuration,
          whole.replace(/server \{ listen[\s\S]*?\} \}/, `${written} }`),
        );
      } else if (name === 'Caddy') {
        written = written.replace('fz.某县.gov.cn {', `:${port} {\n\tbind 127.0.0.1`);
        writeFileSync(configuration, `${whole.slice(0, whole.indexOf(`:${port} {`))}${written}\n`);
      } else {
        written = written
          .replace('*:80', `*:${port}`)
          .replace('ServerName fz.某县.gov.cn', 'ServerName localhost');
        const access = `<Directory ${at('srv')}>\nRequire all granted\n</Directory>\n`;
        writeFileSync(
          configuration,
          `${whole.slice(0, whole.indexOf('<VirtualHost'))}${access}${written}\n`,
        );
      }
      return args;
    },
  };
  const running = await serve(prepared, own, at('srv/fz/current'));
  try {
    const home = await ask(running.port, '/', { 'Accept-Encoding': 'gzip' });
    assert.equal(home.status, 200);
    assert.equal(home.headers['content-type'], contentTypeOf('index.html'));
    for (const [header, value] of securityHeaders)
      assert.equal(home.headers[header.toLowerCase()], value, header);
    assert.match(String(home.headers['strict-transport-security']), /max-age/);
    assert.equal((await ask(running.port, '/none/', {})).status, 404);
  } finally {
    await running.stop();
  }
}

describe('The handbook for webmasters', () => {
  test('has no block that is not tried', () => {
    for (const block of blocks) {
      const found = trials.filter(({ begins }) => block.startsWith(begins));
      assert.equal(found.length, 1, block);
    }
    for (const { begins } of trials)
      assert.equal(blocks.filter((block) => block.startsWith(begins)).length, 1, begins);
  });

  for (const block of blocks) {
    const trial = trials.find(({ begins }) => block.startsWith(begins));
    const lacks = trial?.needs !== undefined && !isThere(trial.needs, '-v') && `no ${trial.needs}`;
    test(`says “${block.split('\n')[0]}”, which works in its place`, { skip: lacks }, async () => {
      await trial?.run(block);
    });
  }
});
