/*
 * npm run look                        one sheet of pictures for each kind of page, of this checkout
 * npm run look -- --against <commit>  those of another commit too, and side by side what differs
 *
 * It decides nothing: fonts and browsers differ between machines, and a person has to look. Everything is
 * written below .cache/look/; no picture is committed.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright';
import { startStaticServer } from '../src/building/preview/static-server.ts';
import { Refusal } from '../src/model/refusal.ts';
import { root, runCommand } from './command.ts';
import { findBrowser } from './find-browser.ts';
import { contactSheet, sideBySide } from './look-sheets.ts';
import { fullestPages, looks, takeShot } from './look-shots.ts';
import { readArguments } from './read-arguments.ts';

/** The sheets of one commit. */
interface Sheets {
  readonly name: string;
  readonly folder: string;
  /** Kind of page → its address. */
  readonly pages: Readonly<Record<string, string>>;
}

const stop = new AbortController();

if (import.meta.main) {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  await runCommand(async () => {
    const { values } = readArguments({
      usage: '用法：npm run look -- [--against 提交]',
      options: { against: { type: 'string' } },
    });
    const executablePath = findBrowser();
    if (executablePath === undefined) {
      throw new Refusal(
        '没有找到浏览器：请安装 Chromium，或用环境变量 CHROMIUM_PATH 指出它在哪里。',
      );
    }
    const head = commitOf('HEAD');
    const other = values.against === undefined ? undefined : commitOf(values.against);
    const browser = await chromium.launch({
      executablePath,
      handleSIGINT: false,
      handleSIGTERM: false,
    });
    try {
      const now = await ownSheets(browser, head);
      console.log(`看这里：${join(now.folder, 'index.html')}`);
      if (other !== undefined) {
        const before = await sheetsOf(browser, other, new Map(Object.entries(now.pages)));
        console.log(`看这里：${await compare(before, now)}`);
      }
      return 0;
    } catch (error) {
      if (!stop.signal.aborted) throw error;
      console.log('\n停下了。已经拍好的留着，下次接着拍。');
      return 130;
    } finally {
      await browser.close();
    }
  });
}

/** @throws {Refusal} when git knows no such commit. */
function commitOf(name: string): string {
  const { status, stdout } = git('rev-parse', '--verify', '--quiet', `${name}^{commit}`);
  if (status !== 0) throw new Refusal(`git 里没有“${name}”这个提交。`);
  return stdout.trim().slice(0, 12);
}

/** Of this checkout as it is; with changes that are not committed, made anew each time. */
async function ownSheets(browser: Browser, commit: string): Promise<Sheets> {
  if (git('status', '--porcelain').stdout.trim() === '') return sheetsOf(browser, commit);
  const name = `${commit}-changed`;
  rmSync(folderOf(name), { recursive: true, force: true });
  await build(root, join(folderOf(name), 'site'));
  return makeSheets(browser, name);
}

async function sheetsOf(
  browser: Browser,
  commit: string,
  pages?: ReadonlyMap<string, string>,
): Promise<Sheets> {
  const made = join(folderOf(commit), 'sheets.json');
  if (existsSync(made)) {
    const known = JSON.parse(readFileSync(made, 'utf8')) as Record<string, string>;
    const isSame = [...(pages ?? [])].every(([type, address]) => known[type] === address);
    if (isSame) {
      console.log(`${commit} 的已经拍过。`);
      return { name: commit, folder: folderOf(commit), pages: known };
    }
    // Of other pages.
    rmSync(join(folderOf(commit), 'shots'), { recursive: true });
  }
  if (!existsSync(join(folderOf(commit), 'site'))) await buildCommit(commit);
  return makeSheets(browser, commit, pages);
}

function folderOf(name: string): string {
  return join(root, '.cache/look', name);
}

/** Builds another commit in a checkout of its own, with the packages that are installed here. */
async function buildCommit(commit: string): Promise<void> {
  const checkout = join(folderOf(commit), 'checkout');
  removeCheckout(checkout);
  mkdirSync(folderOf(commit), { recursive: true });
  const added = git('worktree', 'add', '--detach', '--force', checkout, commit);
  if (added.status !== 0) throw new Refusal(`git 没能取出 ${commit}：\n${added.stderr}`);
  try {
    if (git('diff', '--quiet', commit, '--', 'package-lock.json').status !== 0) {
      console.log(`${commit} 的依赖与现在的不同：用现在装着的来生成。`);
    }
    symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'), 'junction');
    await build(checkout, join(folderOf(commit), 'site'));
  } finally {
    removeCheckout(checkout);
  }
}

function removeCheckout(checkout: string): void {
  if (existsSync(checkout)) git('worktree', 'remove', '--force', checkout);
  rmSync(checkout, { recursive: true, force: true });
  git('worktree', 'prune');
}

/** Builds the fictional county as a checkout has it. */
async function build(checkout: string, out: string): Promise<void> {
  console.log(`生成虚构的县（${checkout}）……`);
  const part = `${out}-part`;
  rmSync(part, { recursive: true, force: true });
  let said = '';
  const ended = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/build.ts'], {
      cwd: checkout,
      env: {
        ...process.env,
        ARCHIVE_CONTENT: join(checkout, 'tests/fixtures/county'),
        ARCHIVE_OUT: part,
      },
      signal: stop.signal,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (text) => {
      said += text;
    });
    child.stderr.on('data', (text) => {
      said += text;
    });
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (ended !== 0) throw new Refusal(`没有生成：\n${said.slice(-2000)}`);
  rmSync(out, { recursive: true, force: true });
  renameSync(part, out);
}

async function makeSheets(
  browser: Browser,
  name: string,
  wanted?: ReadonlyMap<string, string>,
): Promise<Sheets> {
  const folder = folderOf(name);
  const site = join(folder, 'site');
  const pages = fullestPages(site, wanted);
  const server = await startStaticServer({ folder: site, base: '/', port: 0, host: '127.0.0.1' });
  rmSync(join(folder, 'sheets.json'), { force: true });
  mkdirSync(join(folder, 'shots'), { recursive: true });
  try {
    const jobs = [...pages].flatMap(([type, address]) =>
      looks.map((look) => ({ type, address, look })),
    );
    let done = 0;
    await sideways(jobs, async ({ type, address, look }) => {
      const file = shotFile(folder, type, look.name);
      // Of a run that was stopped: the site is the same.
      if (!existsSync(file))
        writeFileSync(file, await takeShot(browser, server.url, address, look));
      done += 1;
      tell(`${name}：${done}/${jobs.length}`);
    });
  } finally {
    await server.close();
  }
  for (const [type, address] of pages) {
    const shots = new Map(
      looks.map((look) => [look.name, readFileSync(shotFile(folder, type, look.name))]),
    );
    const sheet = await contactSheet(`${type}  ${address}  ${name}`, shots);
    writeFileSync(join(folder, `${type}.png`), sheet);
    stop.signal.throwIfAborted();
  }
  tell('');
  const items = [...pages].map(([type, address]) => ({
    title: `${type} ${address}`,
    file: `${type}.png`,
  }));
  writeFileSync(join(folder, 'index.html'), indexHtml(`${name}：各种页面`, items));
  writeFileSync(join(folder, 'sheets.json'), JSON.stringify(Object.fromEntries(pages)));
  return { name, folder, pages: Object.fromEntries(pages) };
}

function shotFile(folder: string, type: string, look: string): string {
  return join(folder, 'shots', `${type} ${look}.png`.replaceAll(' ', '-'));
}

/** Side by side what differs, most first; the path of the page that shows it. */
async function compare(before: Sheets, now: Sheets): Promise<string> {
  const folder = join(now.folder, `against-${before.name}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const found: { title: string; file: string; share: number }[] = [];
  for (const type of Object.keys(now.pages).filter((one) => one in before.pages)) {
    for (const look of looks) {
      stop.signal.throwIfAborted();
      const [one, other] = [before, now].map((sheets) =>
        readFileSync(shotFile(sheets.folder, type, look.name)),
      ) as [Buffer, Buffer];
      if (one.equals(other)) continue;
      const pair = await sideBySide([before.name, now.name], one, other);
      if (pair === undefined) continue;
      const file = `${type} ${look.name}.png`.replaceAll(' ', '-');
      writeFileSync(join(folder, file), pair.picture);
      const percent = (pair.share * 100).toFixed(2);
      found.push({ title: `${type} ${look.name}：${percent}%`, file, share: pair.share });
      tell(`不同的 ${found.length} 处`);
    }
  }
  tell('');
  const gone = Object.keys(before.pages).filter((type) => !(type in now.pages));
  const added = Object.keys(now.pages).filter((type) => !(type in before.pages));
  if (gone.length > 0) console.log(`只有 ${before.name} 有的页面：${gone.join('、')}`);
  if (added.length > 0) console.log(`只有 ${now.name} 有的页面：${added.join('、')}`);
  console.log(`${found.length} 张不同，请人来看。`);
  found.sort((one, other) => other.share - one.share);
  const index = join(folder, 'index.html');
  writeFileSync(index, indexHtml(`${before.name} 和 ${now.name} 不同之处`, found));
  return index;
}

/** As many at once as there are cores, four at most; ends at once when it is stopped. */
async function sideways<Job>(
  jobs: readonly Job[],
  work: (job: Job) => Promise<void>,
): Promise<void> {
  const left = jobs.values();
  const worker = async () => {
    for (const job of left) {
      stop.signal.throwIfAborted();
      await work(job);
    }
  };
  const count = Math.min(4, availableParallelism());
  await Promise.all(Array.from({ length: count }, worker));
}

function indexHtml(
  title: string,
  items: readonly { readonly title: string; readonly file: string }[],
): string {
  const list = items.map(
    ({ title: name, file }) =>
      `<h2 id="${file}">${name}</h2>\n<p><a href="${file}"><img src="${file}" alt="${name}" loading="lazy"></a></p>`,
  );
  return `<!doctype html>
<html lang="zh-Hans">
<meta charset="utf-8">
<title>${title}</title>
<style>body { font: 16px/1.6 sans-serif; margin: 2rem } img { max-width: 100%; border: 1px solid #777 }</style>
<h1>${title}</h1>
<p>${items.length === 0 ? '没有看得出的不同。' : `共${items.length}张。`}</p>
${list.join('\n')}
</html>
`;
}

/** On one line that is written over, where there is a terminal. */
function tell(text: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${text}`);
}

function git(...args: readonly string[]) {
  return spawnSync('git', args, { cwd: root, encoding: 'utf8' });
}
