import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import { scriptArguments } from '../scripts/command.ts';
import { findBrowser, findFirefox, provideBrowser, provideFirefox } from './browser.ts';
import { root, siteNames } from './sites.ts';
import { type Step, steps } from './steps.ts';

/**
 * `npm test`: every step, two side by side, going on after failures. The output of a step is
 * shown when it fails (or always, with --verbose). `--only <text>` runs the steps whose name has it.
 */
const { values } = scriptArguments({
  usage: '用法：npm test -- [--quick] [--verbose] [--only 名称的一部分]',
  options: {
    quick: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});

const chosen = steps.filter(
  ({ name, slow }) => !(values.quick && slow) && (!values.only || name.includes(values.only)),
);
if (chosen.length === 0) {
  console.error(`没有名称里有“${values.only}”的检查。有：`);
  for (const { name } of steps) console.error(`  ${name}`);
  process.exit(2);
}

const children = new Set<ReturnType<typeof spawn>>();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
    process.exit(130);
  });
}

const env: Record<string, string | undefined> = {
  ...process.env,
  ARCHIVE_TEST_PORT: String(await freePorts(siteNames.length)),
  ASTRO_TELEMETRY_DISABLED: '1',
  FORCE_COLOR: '0',
};
// The tests choose contents and outputs themselves.
delete env.ARCHIVE_CONTENT;
delete env.ARCHIVE_OUT;

let setupFailed = false;
if (chosen.some(({ browser }) => browser)) {
  try {
    provideBrowser();
    env.CHROMIUM_PATH = findBrowser();
  } catch (error) {
    setupFailed = true;
    console.error(error instanceof Error ? error.message : error);
  }
}

if (chosen.some(({ firefox }) => firefox)) {
  provideFirefox();
  env.FIREFOX_PATH = findFirefox();
}

/** As many as this machine has cores for, within what its memory is sure to hold. */
const places = Math.min(availableParallelism(), 2);
const started = performance.now();
const passed = new Set<string>();
const failed: string[] = [];
const waiting = [...chosen];
const running = new Map<Step, Promise<void>>();
while (waiting.length > 0 || running.size > 0) {
  const next = [...running.keys()].some(({ alone }) => alone) ? undefined : waiting.find(canBegin);
  if (next && running.size < (next.alone ? 1 : places)) {
    waiting.splice(waiting.indexOf(next), 1);
    // What is not tried at all is through before this line is: it is struck off behind it.
    running.set(
      next,
      perform(next).finally(() => running.delete(next)),
    );
  } else {
    await Promise.race(running.values());
  }
}

console.log(`\n${seconds(started)} s`);
for (const name of failed) console.log(`FAILED: ${name}`);
console.log(`${passed.size} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;

/** What it looks at is there, or will not be made in this run; what is alone waits for its turn. */
function canBegin({ after = [] }: Step): boolean {
  return !after.some((name) =>
    [...waiting, ...running.keys()].some((unfinished) => unfinished.name === name),
  );
}

async function perform(step: Step): Promise<void> {
  const start = performance.now();
  const missing = step.after?.find((name) => failed.includes(name));
  const { ok, output } =
    step.browser && setupFailed
      ? { ok: false, output: 'There is no browser.\n' }
      : missing
        ? { ok: false, output: `Not tried, since this failed: ${missing}\n` }
        : await run(step);
  if (ok) passed.add(step.name);
  else failed.push(step.name);
  const done = passed.size + failed.length;
  console.log(
    `[${done}/${chosen.length}] ${step.name} … ${ok ? 'ok' : 'FAILED'} (${seconds(start)} s)`,
  );
  if (!ok || values.verbose) console.log(output.replace(/^/gm, '    '));
  else for (const [line] of output.matchAll(/^skipped: .*$/gm)) console.log(`    ${line}`);
}

function run({
  name,
  command: [command, ...args],
}: Step): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command !== process.execPath,
    });
    children.add(child);
    let output = '';
    // A long step says every half minute how many lines its own report has, so that nobody thinks it hangs.
    const progress = setInterval(() => {
      console.log(`    … ${name}: ${output.split('\n').length - 1} lines`);
    }, 30_000);
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('error', (error) => (output += `${error}\n`));
    child.on('close', (code) => {
      clearInterval(progress);
      children.delete(child);
      resolve({ ok: code === 0, output });
    });
  });
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}

/** The first of `count` ports in a row that nobody listens on. */
async function freePorts(count: number): Promise<number> {
  for (let first = 4400; first < 5400; first += count) {
    const ports = Array.from({ length: count }, (_, index) => first + index);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return first;
  }
  throw new Error('No free ports between 4400 and 5400');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .once('listening', () => probe.close(() => resolve(true)))
      .listen(port, '127.0.0.1');
  });
}
