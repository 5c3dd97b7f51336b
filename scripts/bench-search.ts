/**
 * Measures search as a reader has it: builds the site of a content folder, serves it, types into the real
 * search page in Chromium, and holds what it answers against the texts themselves; then the same for a
 * stock Pagefind over the same pages.
 *
 *   npm run bench:search -- --content <folder> [--queries 100] [--seed 1] [--site <built folder>] [--no-stock]
 *
 * Or measures the index and the search page over it at several sizes of archive, made of a corpus
 * (bench-search-sizes.ts):
 *
 *   npm run bench:search -- --corpus <folder with *.jsonl.gz> [--sizes 1000,3476,10000,40000] [--queries 100] [--seed 1] [--work <folder>] [--no-stock]
 *
 * Ctrl+C ends what is being measured and reports it from the queries asked so far. `--site` takes a
 * folder that was built before from the same content. The written queries
 * (tests/fixtures/search/queries.json) are asked where the archive has their documents.
 */

import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright';
import { openArchive } from '../src/archive/open-archive.ts';
import { startStaticServer } from '../src/building/preview/static-server.ts';
import { reportAddress, withBase } from '../src/model/address.ts';
import type { Archive } from '../src/model/archive.ts';
import { normalizeText } from '../src/search/normalize.ts';
import { mega, percentile } from './bench-figures.ts';
import { measureSizes } from './bench-search-sizes.ts';
import { scriptArguments } from './command.ts';
import { countLoaded, type Loaded, tellLoaded } from './count-loaded.ts';
import { pageTexts } from './page-texts.ts';
import { watchMemory } from './process-memory.ts';
import { seededRandom } from './seeded-random.ts';

const usage =
  '用法：npm run bench:search -- --content <内容文件夹> [--queries 100] [--seed 1] [--site 生成好的网站] [--no-stock]\n' +
  '      npm run bench:search -- --corpus <语料文件夹> [--sizes 1000,3476,10000,40000] [--queries 100] [--seed 1] [--work 文件夹] [--no-stock]';
const { values } = scriptArguments({
  usage,
  options: {
    content: { type: 'string' },
    queries: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    site: { type: 'string' },
    'no-stock': { type: 'boolean', default: false },
    corpus: { type: 'string' },
    sizes: { type: 'string', default: '1000,3476,10000,40000' },
    work: { type: 'string' },
  },
});
const count = Number(values.queries);
const seed = Number(values.seed);
const sizes = values.sizes.split(',').map(Number);
if (
  (values.content === undefined) === (values.corpus === undefined) ||
  sizes.some((size) => !(Number.isInteger(size) && size > 0)) ||
  !Number.isInteger(count) ||
  count < 1 ||
  !Number.isInteger(seed)
) {
  console.error(`要么写内容文件夹，要么写语料文件夹；数目都是整数。\n${usage}`);
  process.exit(2);
}
const work = mkdtempSync(join(tmpdir(), 'bench-search-'));
const content = resolve(values.content ?? '');
const site = values.site ? resolve(values.site) : join(work, 'site');
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
let interrupted = 0;
process.on('SIGINT', () => {
  interrupted++;
  if (interrupted > 1) process.exit(130);
});
if (values.corpus !== undefined) {
  const kept = values.work === undefined ? work : resolve(values.work);
  const stock = !values['no-stock'];
  const corpus = resolve(values.corpus);
  await measureSizes({ corpus, sizes, queries: count, seed, work: kept, stock });
  process.exit();
}
/** Cold searches take a new browser profile each. */
const coldQueries = 40;

/** One document as the searcher knows it: where it is and what it says. */
interface Document {
  readonly address: string;
  readonly title: string;
  readonly blocks: readonly string[];
  readonly normalized: readonly string[];
}

interface Question {
  readonly run: string;
  readonly truth: ReadonlySet<string>;
}

interface Score {
  recall: number;
  precision: number;
  perfect: number;
}

const { archive } = await openArchive(content);
if (!archive) throw new Error(`${content} has errors; see npm run check`);
const base = archive.site.base;
if (!values.site) {
  console.log('building the site …');
  await run(process.execPath, ['scripts/build.ts'], {
    ARCHIVE_CONTENT: content,
    ARCHIVE_OUT: site,
    ARCHIVE_SKIP: 'card',
  });
}
const documents = readDocuments(archive);
const characters = documents.reduce(
  (sum, { blocks }) => sum + blocks.reduce((length, text) => length + text.length, 0),
  0,
);
console.log(`${documents.length} documents, ${characters} characters\n`);

const indexing = await measureIndexing();
const server = await startStaticServer({ folder: site, base, port: 0, host: '127.0.0.1' });
const origin = new URL(server.url).origin;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
  // Interrupting ends a measurement, not the browser that reports it.
  handleSIGINT: false,
});
try {
  const questions = sample(documents, count, seed, () => undefined);
  const cold = sample(documents, Math.min(count, coldQueries), seed + 1, () => 4);
  await measureExactness(browser, questions);
  await measureCold(browser, cold);
  await measureFirst(browser);
  if (!values['no-stock']) await measureStock(browser, questions, cold);
} finally {
  await browser.close();
  await server.close();
}

function readDocuments(from: Archive): Document[] {
  return from.reports.map((report) => {
    const blocks = pageTexts(site, report);
    return {
      address: withBase(base, reportAddress(report)),
      title: report.title,
      blocks,
      normalized: blocks.map(normalizeText),
    };
  });
}

/**
 * Runs of 1 to 20 characters from titles and paragraphs, with the spaces that stand in them. The truth is
 * found by looking through every text.
 */
function sample(
  from: readonly Document[],
  wanted: number,
  seed: number,
  lengthOf: () => number | undefined,
): Question[] {
  const random = seededRandom(seed);
  const questions: Question[] = [];
  while (questions.length < wanted) {
    const { blocks } = from[random.below(from.length)] as Document;
    const text = (blocks[random.below(blocks.length)] as string).replace(/\s+/gu, ' ').trim();
    const length = lengthOf() ?? 1 + random.below(20);
    if (text.length < length) continue;
    const start = random.below(text.length - length + 1);
    const run = text.slice(start, start + length).trim();
    const sought = normalizeText(run);
    if (sought === '' || /["＂]/.test(run)) continue;
    const truth = from
      .filter(({ normalized }) => normalized.some((block) => block.includes(sought)))
      .map(({ address }) => address);
    questions.push({ run, truth: new Set(truth) });
  }
  return questions;
}

async function measureIndexing(): Promise<{ seconds: number; cpuSeconds: number }> {
  const target = join(work, 'index');
  const child = spawn(
    process.execPath,
    ['--expose-gc', 'scripts/bench-search-index.ts', content, target],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const stop = watchMemory(child.pid as number);
  let output = '';
  for await (const chunk of child.stdout) output += chunk;
  const { peak } = stop();
  const written = JSON.parse(output.trim().split('\n').at(-1) ?? '') as Record<
    'symbols' | 'bytes' | 'chunks' | 'before' | 'peak' | 'seconds' | 'cpuSeconds',
    number
  >;
  console.log('index');
  row('time', `${written.seconds.toFixed(1)} s (${written.cpuSeconds.toFixed(1)} s of CPU)`);
  row(
    'memory',
    `${mega(peak - written.before)} at the peak beside the opened archive (${mega(written.before)}), Pagefind's process included`,
  );
  row(
    'size',
    `${mega(written.bytes)}, ${(written.bytes / written.symbols).toFixed(2)} bytes a character, ${written.chunks} chunks`,
  );
  const same = sameFiles(join(target, 'pagefind'), join(site, 'pagefind'));
  row('identical', same ? 'yes: two builds wrote the same bytes' : 'NO: two builds differ');
  console.log();
  return written;
}

async function measureExactness(browser: Browser, questions: readonly Question[]): Promise<void> {
  const score: Score = { recall: 0, precision: 0, perfect: 0 };
  const latencies: number[] = [];
  for (const tree of ['', 'zh-hant/']) {
    const page = await browser.newPage();
    await page.goto(`${origin}${base}${tree}search/`);
    await ready(page);
    for (const question of asking(questions.filter((_, i) => i % 2 === (tree === '' ? 0 : 1)))) {
      const { milliseconds, found } = await ask(page, question.run);
      latencies.push(milliseconds);
      const plain = new Set(found.map((address) => address.replace(`${base}${tree}`, base)));
      add(score, plain, question);
    }
    await page.close();
  }
  console.log(
    `our search page, ${latencies.length} runs of 1 to 20 characters, half of them asked in Traditional pages`,
  );
  report(score, latencies.length);
  row('answered', `${said(latencies)} (index partly loaded)`);
  console.log();
}

/**
 * Nothing loaded before, in two ways: as a reader does it, who presses into the box, types (here: half a
 * second) and presses Enter; and with everything still to load at Enter, the program included.
 */
async function measureCold(browser: Browser, questions: readonly Question[]): Promise<void> {
  const all: Loaded[] = [];
  const typed: number[] = [];
  const cold: number[] = [];
  for (const { run } of asking(questions)) {
    for (const latencies of [typed, cold]) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${origin}${base}search/`);
      await page.waitForLoadState('networkidle');
      await ready(page);
      const loaded = await countLoaded(page);
      if (latencies === typed) {
        await page.focus('search-page input[name=q]');
        await page.keyboard.insertText(run);
        await page.waitForTimeout(500);
      }
      const { milliseconds } = await ask(page, run, 'latency only');
      // The first page of results, every report opened for its excerpt.
      await page.waitForFunction(() => !document.querySelector('search-page [aria-busy]'));
      await page.waitForTimeout(100);
      latencies.push(milliseconds);
      if (latencies === cold) all.push(loaded);
      await context.close();
    }
  }
  console.log(`a first search of 4 characters, nothing loaded before (${all.length} runs)`);
  tellLoaded(all, row);
  row('answered', `${said(typed)}, from Enter to the results shown, half a second after typing`);
  row('all cold', `${said(cold)}, the program still to load at Enter`);
  console.log();
}

async function measureFirst(browser: Browser): Promise<void> {
  const file = new URL('../tests/fixtures/search/queries.json', import.meta.url);
  const written = JSON.parse(readFileSync(file, 'utf8')) as { query: string; first: string }[];
  const titles = new Set(documents.map(({ title }) => title));
  const asked = written.filter(({ first }) => titles.has(first));
  if (asked.length === 0) return;
  const page = await browser.newPage();
  await page.goto(`${origin}${base}search/`);
  await ready(page);
  const missed: string[] = [];
  for (const { query, first } of asking(asked)) {
    await ask(page, query);
    const result = page
      .locator('[data-search-results] > li a, [data-search-parts-list] > li a')
      .first();
    const title = (await result.count()) > 0 ? await result.textContent() : '';
    if (title?.trim() !== first) missed.push(`${query}: ${title?.trim()} instead of ${first}`);
  }
  await page.close();
  console.log('written queries');
  row('first place', `${asked.length - missed.length} of ${asked.length}`);
  for (const miss of missed) console.log(`  ${miss}`);
  console.log();
}

async function measureStock(
  browser: Browser,
  questions: readonly Question[],
  cold: readonly Question[],
): Promise<void> {
  const folder = join(work, 'stock');
  const begun = performance.now();
  const child = spawn(
    'node_modules/.bin/pagefind',
    ['--site', site, '--glob', 'reports/**/*.html', '--output-path', join(folder, 'pagefind')],
    { stdio: 'ignore' },
  );
  const stop = watchMemory(child.pid as number);
  await new Promise((done, failed) => {
    child.once('exit', done);
    child.once('error', failed);
  });
  const { peak, cpuSeconds } = stop();
  const seconds = (performance.now() - begun) / 1000;
  const size = ['index', 'fragment', 'filter'].reduce(
    (sum, part) => sum + bytesBelow(join(folder, 'pagefind', part)),
    0,
  );

  const addresses = new Map<string, string>();
  for (const name of readdirSync(join(folder, 'pagefind', 'fragment'))) {
    const text = gunzipSync(readFileSync(join(folder, 'pagefind', 'fragment', name))).toString(
      'utf8',
    );
    const { url } = JSON.parse(text.slice('pagefind_dcd'.length)) as { url: string };
    addresses.set(name.replace('.pf_fragment', ''), withBase(base, url));
  }
  // Without its worker, whose loading the page's own session does not see.
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><html lang="zh-Hans"><script type="module">const pagefind = await import("/pagefind/pagefind.js"); await pagefind.options({ noWorker: true }); await pagefind.init(); window.pagefind = pagefind;</script>',
  );
  const stock = await startStaticServer({ folder, base: '/', port: 0, host: '127.0.0.1' });
  const page = await browser.newPage();
  await page.goto(stock.url);
  await page.waitForFunction(() => 'pagefind' in window);
  const score: Score = { recall: 0, precision: 0, perfect: 0 };
  const quoted: Score = { recall: 0, precision: 0, perfect: 0 };
  let asked = 0;
  for (const question of asking(questions)) {
    asked++;
    for (const [form, sum] of [
      [question.run, score],
      [`"${question.run}"`, quoted],
    ] as const) {
      const ids = await page.evaluate(async (q) => {
        const { pagefind } = window as unknown as {
          pagefind: { search(q: string): Promise<{ results: { id: string }[] }> };
        };
        return (await pagefind.search(q)).results.map(({ id }) => id);
      }, form);
      add(sum, new Set(ids.map((id) => addresses.get(id) ?? id)), question);
    }
  }
  await page.close();
  const all: Loaded[] = [];
  const latencies: number[] = [];
  for (const { run } of asking(cold)) {
    const context = await browser.newContext();
    const fresh = await context.newPage();
    const loaded = await countLoaded(fresh);
    await fresh.goto(stock.url);
    await fresh.waitForFunction(() => 'pagefind' in window);
    latencies.push(
      await fresh.evaluate(async (q) => {
        const { pagefind } = window as unknown as {
          pagefind: {
            search(q: string): Promise<{ results: { data(): Promise<unknown> }[] }>;
          };
        };
        const begun = performance.now();
        const { results } = await pagefind.search(q);
        await results[0]?.data();
        const milliseconds = performance.now() - begun;
        await Promise.all(results.slice(0, 10).map((result) => result.data()));
        return milliseconds;
      }, run),
    );
    all.push(loaded);
    await context.close();
  }
  await stock.close();
  console.log('stock Pagefind on the same pages, the same runs');
  row(
    'time',
    `${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of CPU): ${times(seconds, indexing.seconds)} our time in this run, ${times(cpuSeconds, indexing.cpuSeconds)} our CPU`,
  );
  row('memory', `${mega(peak)} at the peak`);
  row('size', `${mega(size)}, ${(size / characters).toFixed(2)} bytes a character`);
  report(score, asked);
  console.log('  quoted:');
  report(quoted, asked);
  tellLoaded(all, row);
  row('answered', `${said(latencies)}, Pagefind loaded before`);
}

/** Waits until the search page answers its form itself. */
async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => customElements.get('search-page') !== undefined);
}

/** Types a query, presses Enter, and waits for the results. */
async function ask(
  page: Page,
  q: string,
  only?: 'latency only',
): Promise<{ found: string[]; milliseconds: number }> {
  await ready(page);
  return page.evaluate(
    async ([typed, only]) => {
      const element = document.querySelector('search-page') as HTMLElement & {
        found(): Promise<string[]>;
      };
      const form = element.querySelector('form[role=search]') as HTMLFormElement;
      (form.elements.namedItem('q') as HTMLInputElement).value = typed;
      const begun = performance.now();
      const answered = new Promise((done) => {
        element.addEventListener('search-answered', done, { once: true });
      });
      form.requestSubmit();
      await answered;
      const milliseconds = performance.now() - begun;
      if (only) return { found: [], milliseconds };
      const found = await element.found();
      const said = element.querySelector('[data-search-count]')?.textContent;
      if (Number(said) !== found.length) throw new Error(`${typed}: ${said} said`);
      return { found, milliseconds };
    },
    [q, only] as const,
  );
}

/** One after the other, with a sign of life where somebody looks on; ends early when interrupted. */
function* asking<Item>(items: readonly Item[]): Generator<Item> {
  const seen = interrupted;
  for (const [index, item] of items.entries()) {
    if (interrupted > seen) break;
    if (process.stderr.isTTY) process.stderr.write(`\r${index + 1} of ${items.length} `);
    yield item;
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}

function add(score: Score, found: ReadonlySet<string>, { truth }: Question): void {
  const right = [...found].filter((address) => truth.has(address)).length;
  score.recall += right / truth.size;
  score.precision += found.size === 0 ? 0 : right / found.size;
  if (right === truth.size && right === found.size) score.perfect++;
}

function report(score: Score, asked: number): void {
  row('recall', (score.recall / asked).toFixed(4));
  row('precision', (score.precision / asked).toFixed(4));
  row('perfect', `${((100 * score.perfect) / asked).toFixed(1)} % of the queries`);
}

function row(name: string, value: string): void {
  console.log(`  ${name.padEnd(16)} ${value}`);
}

function times(theirs: number, ours: number): string {
  return `${(theirs / ours).toFixed(1)} times`;
}

function said(milliseconds: readonly number[]): string {
  return `${median(milliseconds).toFixed(0)} ms median, ${percentile(milliseconds, 0.95).toFixed(0)} ms p95`;
}

function median(numbers: readonly number[]): number {
  return percentile(numbers, 0.5);
}

function bytesBelow(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

function sameFiles(first: string, second: string): boolean {
  const names = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length))
      .sort();
  const [ours, theirs] = [names(first), names(second)];
  return (
    ours.join('\n') === theirs.join('\n') &&
    ours.every((name) => readFileSync(join(first, name)).equals(readFileSync(join(second, name))))
  );
}

async function run(
  command: string,
  args: string[],
  environment: Record<string, string>,
): Promise<void> {
  const child = spawn(command, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((done) => child.once('exit', done));
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}`);
}
