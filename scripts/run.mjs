// Plain JavaScript: this runs under whatever Node (20 or newer) the machine has, before Node 24 is here.
//
//   node scripts/run.mjs [--all] <script> [arguments of the script]
//
// Makes node_modules hold what package-lock.json says, then runs the script (a path from the root) under
// Node 24 and ends as it ends. Without --all that is what a build needs; with it, what tests need too.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const isWindows = process.platform === 'win32';
const node24 = join(root, 'node_modules/node/bin', isWindows ? 'node.exe' : 'node');

const wantsAll = process.argv[2] === '--all';
const [script = '', ...scriptArguments] = process.argv.slice(wantsAll ? 3 : 2);

if (!isInstalled()) {
  console.log(
    `安装${wantsAll ? '测试和生成' : '生成网站'}所需的依赖（只在第一次，或依赖有变化时；通常几分钟）……`,
  );
  if (!install()) {
    fail(
      '依赖没有装上，原因见上面 npm 的输出。',
      '没有联网的机器：在能联网的同类机器上装好，把整个 node_modules 文件夹拷过来再运行。',
    );
  }
}
if (!runs(node24)) npm('rebuild', 'node', '--foreground-scripts', '--ignore-scripts=false');
const node = runs(node24) ? node24 : process.execPath;
if (!runs(node)) {
  fail(
    `需要 Node 24；这台机器上的是 ${process.version}，随依赖安装的那一份没有装上。`,
    '检查 npm 是否禁止安装脚本（npm config get ignore-scripts 应为 false），或自行安装 Node 24 后再运行。',
  );
}
process.exitCode = await run(node);

/** What was downloaded stays in npm's cache, so a connection that breaks off is worth a second try. */
function install() {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const kinds = wantsAll ? '--include=dev' : '--omit=dev';
    if (npm('ci', kinds, '--prefer-offline', '--fetch-retries=5', '--loglevel=error') === 0) {
      return true;
    }
  }
  return false;
}

/** Whether npm's own record of node_modules agrees with the lock file, other platforms' packages aside. */
function isInstalled() {
  const wanted = lockedPackages('package-lock.json');
  const present = lockedPackages('node_modules/.package-lock.json');
  return Object.entries(wanted).every(
    ([path, { version, optional, dev, devOptional }]) =>
      path === '' ||
      (!wantsAll && (dev || devOptional)) ||
      (present[path] ? present[path].version === version : optional),
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, dev?: boolean, devOptional?: boolean }>}
 */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  } catch {
    return {};
  }
}

/** @param {string} node */
function runs(node) {
  if (!existsSync(node)) return false;
  const { stdout } = spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' });
  return Number.parseInt(stdout ?? '', 10) >= 24;
}

/** @param {...string} args */
function npm(...args) {
  // npm names itself to the scripts that it runs; by hand (node scripts/run.mjs …) it is on the PATH.
  const cli = process.env.npm_execpath;
  const options = { cwd: root, stdio: /** @type {const} */ ('inherit') };
  return cli?.endsWith('.js')
    ? spawnSync(process.execPath, [cli, ...args], options).status
    : spawnSync('npm', args, { ...options, shell: isWindows }).status;
}

/**
 * @param {string} node
 * @returns {Promise<number>}
 */
function run(node) {
  const bin = join(root, 'node_modules/.bin');
  const path = `${bin}${isWindows ? ';' : ':'}${process.env.PATH ?? ''}`;
  const child = spawn(node, [join(root, script), ...scriptArguments], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  });
  // Ctrl+C reaches the child by itself; what only this process gets is passed on, and the child decides.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => {});
  return new Promise((resolve) => {
    child.on('error', (error) => fail(String(error)));
    child.on('exit', (code, signal) =>
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)),
    );
  });
}

/**
 * @param {...string} lines
 * @returns {never}
 */
function fail(...lines) {
  for (const line of lines) console.error(line);
  process.exit(1);
}
