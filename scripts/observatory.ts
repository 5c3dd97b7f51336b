/**
 * What Mozilla's HTTP Observatory gives the site, by its own scanner.
 *
 *   npm run observatory                         the finished build, through nginx on this machine with the generated file
 *   npm run observatory -- https://域名/        a site as it stands
 *   … -- --no-install                           as the tests do: skipped where something is not installed
 *
 * The scanner (MPL-2.0, 233 packages, 131 MB) is no dependency of the project: it is installed below .cache/, in one
 * version, without its install scripts, which would fetch lists from the network. Exit code 1 below A+ or below 125.
 */

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readSettings, type Settings } from '../src/building/settings.ts';
import { Refusal } from '../src/model/refusal.ts';
import { serverFile } from '../src/release/servers/server-files.ts';
import { root, runCommand } from './command.ts';
import { freePort } from './free-port.ts';
import { readArguments } from './read-arguments.ts';

const version = '1.4.8';
const home = join(root, '.cache/observatory', version);
const scanner = join(home, 'node_modules/@mdn/mdn-http-observatory');

/** The grade and the score that the site must have. */
const leastScore = 125;

interface Scan {
  readonly scan: { readonly grade: string; readonly score: number };
  readonly tests: Readonly<
    Record<
      string,
      { readonly result: string; readonly pass: boolean; readonly scoreModifier: number }
    >
  >;
}

await runCommand(async () => {
  const { values, positionals } = readArguments({
    usage: '用法：npm run observatory -- [网址] [--no-install]',
    words: 1,
    options: { 'no-install': { type: 'boolean', default: false } },
  });
  const [address] = positionals;
  const needed = address === undefined ? ['nginx', 'openssl'] : [];
  const absent = needed.filter((tool) => spawnSync(tool, ['-v']).error !== undefined);
  const missing = [
    ...absent,
    ...(values['no-install'] && !existsSync(scanner)
      ? ['Mozilla’s scanner (npm run observatory)']
      : []),
  ];
  if (values['no-install'] && missing.length > 0) {
    console.log(`skipped: no ${missing.join(', no ')}`);
    return 0;
  }
  if (missing.length > 0) throw new Refusal(`要先装 ${missing.join('、')}。`);
  install();
  const found =
    address === undefined ? await scanBuild(readSettings(process.cwd())) : scanSite(address);
  for (const [name, { result, pass, scoreModifier }] of Object.entries(found.tests)) {
    const points = scoreModifier > 0 ? `+${scoreModifier}` : `${scoreModifier}`;
    console.log(`${pass ? '✓' : '✗'} ${points.padStart(4)}  ${name}: ${result}`);
  }
  const { grade, score } = found.scan;
  console.log(`${grade}，${score} 分（至少要 A+、${leastScore} 分）`);
  return grade === 'A+' && score >= leastScore ? 0 : 1;
});

function install(): void {
  if (existsSync(scanner)) return;
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  console.log('安装 Mozilla 的检查程序（只在第一次）……');
  const { status } = spawnSync(
    'npm',
    [
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      `@mdn/mdn-http-observatory@${version}`,
    ],
    { cwd: home, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' },
  );
  if (status !== 0) {
    rmSync(home, { recursive: true });
    throw new Refusal('Mozilla 的检查程序没有装上，原因见上面 npm 的输出。');
  }
  // The list of hosts that browsers know to be HTTPS only, which its install script would fetch: none are.
  writeFileSync(join(scanner, 'conf/hsts-preload.json'), '{}\n');
}

function scanSite(address: string): Scan {
  if (!URL.canParse(address)) throw new Refusal(`不是网址：${address}`);
  const { host, pathname } = new URL(address);
  return runScanner([`${host}${pathname}`], {});
}

/** @param env added to the scanner's environment. */
function runScanner(args: readonly string[], env: Readonly<Record<string, string>>): Scan {
  const module = pathToFileURL(join(scanner, 'src/scanner/index.js')).href;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'observatory-scan.ts'), module, ...args],
    { encoding: 'utf8', env: { ...process.env, ...env } },
  );
  if (status !== 0) throw new Refusal(`检查程序没有查成：${stderr.trim().split('\n').at(-1)}`);
  return JSON.parse(stdout) as Scan;
}

/** Starts nginx with the generated file and a certificate that only the scanner trusts. */
async function scanBuild(settings: Settings): Promise<Scan> {
  const { base, outDir, url } = settings;
  if (!existsSync(join(outDir, 'index.html'))) {
    throw new Refusal(`${outDir} 里没有生成好的网站：先运行 npm run build。`);
  }
  const host = new URL(url).hostname;
  const folder = mkdtempSync(join(tmpdir(), 'observatory-'));
  const ports = [await freePort(), await freePort()] as const;
  try {
    makeCertificate(folder, host);
    const site = join(folder, 'root', base);
    mkdirSync(dirname(site), { recursive: true });
    symlinkSync(outDir, site.replace(/\/$/, ''));
    const place = { url: `https://${host}`, base, ownsHost: true };
    writeFileSync(join(folder, 'site.conf'), serverFile('nginx', place) ?? '');
    writeFileSync(join(folder, 'nginx.conf'), configuration(host, ports));
    const nginx = spawn('nginx', ['-p', folder, '-c', 'nginx.conf', '-e', 'error.log'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const ended = new Promise((resolve) => nginx.on('close', resolve));
    try {
      await begins(ports[1], () => nginx.exitCode === null);
      return runScanner([host + base, ...ports.map(String)], {
        NODE_EXTRA_CA_CERTS: join(folder, 'certificate.pem'),
      });
    } finally {
      nginx.kill('SIGTERM');
      await ended;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function makeCertificate(folder: string, host: string): void {
  const { status, stderr } = spawnSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1'],
      ...['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`],
      ...['-keyout', 'key.pem', '-out', 'certificate.pem'],
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  if (status !== 0) throw new Refusal(`openssl 没有做成证书：${stderr}`);
}

/** What the handbook tells a webmaster to write around the generated file. */
function configuration(host: string, [http, https]: readonly [number, number]): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${name};`,
  );
  return [
    'daemon off; master_process off; pid nginx.pid;',
    'events {}',
    `http { access_log off; ${temporary.join(' ')}`,
    `server { listen 127.0.0.1:${http}; server_name ${host}; return 301 https://${host}$request_uri; }`,
    `server { listen 127.0.0.1:${https} ssl; server_name ${host}; root root;`,
    'ssl_certificate certificate.pem; ssl_certificate_key key.pem; include site.conf; } }',
  ].join('\n');
}

async function begins(port: number, isRunning: () => boolean): Promise<void> {
  for (let attempt = 0; isRunning() && attempt < 100; attempt += 1) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Refusal('nginx 没有启动。');
}
