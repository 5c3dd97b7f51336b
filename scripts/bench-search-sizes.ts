import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { startStaticServer } from '../src/building/preview/static-server.ts';
import { SearchEngine } from '../src/client/search-page/search-engine.ts';
import { filesBelow } from '../src/derive/kept/files-below.ts';
import { parseQuery } from '../src/search/query.ts';
import { kilo, mega, percentile } from './bench-figures.ts';
import type { CountedRun } from './bench-search-index.ts';
import { measurePage, measureStock } from './bench-search-page.ts';
import { type SearchKind, searchKindOf, searchKinds } from './search-kinds.ts';

export interface SizesOptions {
  /** Folder with `*.jsonl.gz`. */
  readonly corpus: string;
  /** Numbers of reports. */
  readonly sizes: readonly number[];
  /** Runs that are asked for at each size. */
  readonly queries: number;
  readonly seed: number;
  /** Whether a stock Pagefind is measured beside, where it can be. */
  readonly stock: boolean;
  /** Keeps content and index from one run to the next; what is there is taken. */
  readonly work: string;
}

interface Written {
  readonly documents: number;
  readonly symbols: number;
  readonly chunks: number;
  readonly before: number;
  readonly peak: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly runs: readonly CountedRun[];
}

const loaded = new Map<SearchKind, number>();
let requests = 0;

/** The engine is the browser's: here it has what it needs of one, and every byte is counted. */
function standIn(): void {
  Object.assign(globalThis, { window: globalThis });
  const { fetch } = globalThis;
  globalThis.fetch = async (...asked) => {
    const response = await fetch(...asked);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const kind = searchKindOf(new URL(response.url).pathname);
    loaded.set(kind, (loaded.get(kind) ?? 0) + bytes.length);
    requests++;
    return new Response(bytes, { status: response.status });
  };
}

/**
 * Measures the search index alone, at several sizes of archive: no pages are built. For each size a content
 * folder is made of a corpus, its index written (time, memory), and its folder served; the search page's own
 * engine then asks for runs of the texts, cold (nothing loaded before) and later (one engine for all), and
 * what it finds is held against the texts. Bytes are those of the files' bodies, by kind. Then the built search
 * page is asked in Chromium (bench-search-page.ts).
 */
export async function measureSizes(options: SizesOptions): Promise<void> {
  standIn();
  const page = await builtPage(options);
  for (const size of options.sizes) await measure(size, page, options);
}

/** Reports of the site whose search page is opened over every index: enough for all that stands in its filters. */
const pageReports = 60;

/** Builds the site of a few reports of the corpus, every time: its search page must be of the code that writes the index. */
async function builtPage({ corpus, work }: SizesOptions): Promise<string> {
  mkdirSync(work, { recursive: true });
  const content = join(work, 'content-page');
  const site = join(work, 'page');
  if (!existsSync(content)) await writeContent(corpus, content, pageReports);
  const environment = { ARCHIVE_CONTENT: content, ARCHIVE_OUT: site, ARCHIVE_SKIP: 'card' };
  await command(['scripts/build.ts'], environment);
  return site;
}

async function writeContent(from: string, out: string, documents: number): Promise<void> {
  await command(['scripts/corpus.ts', '--from', from, '--out', out, '--documents', `${documents}`]);
}

async function measure(
  size: number,
  page: string,
  { corpus, queries, seed, work, stock }: SizesOptions,
): Promise<void> {
  const content = join(work, `content-${size}`);
  const site = join(work, `site-${size}`);
  const known = join(work, `index-${size}.json`);
  if (!existsSync(content)) await writeContent(corpus, content, size);
  if (!existsSync(known)) {
    const output = await command([
      'scripts/bench-search-index.ts',
      content,
      site,
      `${queries}`,
      `${seed}`,
    ]);
    writeFileSync(known, output.trim().split('\n').at(-1) ?? '');
  }
  // The search page stands over the index of this size; its own is left behind.
  const own = join(page, 'pagefind');
  cpSync(page, site, { recursive: true, filter: (path) => !path.startsWith(own) });
  const written = JSON.parse(readFileSync(known, 'utf8')) as Written;
  const { documents, symbols, before, peak, seconds, cpuSeconds } = written;
  console.log(`${documents} reports, ${(symbols / 1e6).toFixed(1)} million symbols`);
  row(
    'indexing',
    `${seconds.toFixed(1)} s in a thread of its own, ${cpuSeconds.toFixed(1)} s of CPU on all cores`,
  );
  row('memory', `${mega(peak - before)} at the peak above the opened archive (${mega(before)})`);
  tellFiles(join(site, 'pagefind'), site);
  const server = await startStaticServer({ folder: site, base: '/', port: 0, host: '127.0.0.1' });
  try {
    const { origin } = new URL(server.url);
    await tellSearches(`${origin}/pagefind/`, written.runs);
    await measurePage(`${origin}/search/`, written.runs, row);
  } finally {
    await server.close();
  }
  if (stock) await tellStock(content, join(work, `stock-${size}`), written);
  console.log();
}

/** Pagefind's indexer takes 200 bytes of memory for a character: up to so many fit into 8 GB. */
const mostStockSymbols = 40e6;

async function tellStock(content: string, folder: string, written: Written): Promise<void> {
  if (written.symbols > mostStockSymbols) {
    const memory = mega(written.symbols * 200);
    row('stock Pagefind', `not run: its indexer would take about ${memory} of memory`);
    return;
  }
  rmSync(folder, { recursive: true, force: true });
  const output = await command(['scripts/bench-stock-index.ts', content, folder]);
  const { seconds, bytes } = JSON.parse(output.trim().split('\n').at(-1) ?? '') as {
    seconds: number;
    bytes: number;
  };
  row('stock: indexing', `${seconds.toFixed(1)} s, ${mega(bytes)} to load from`);
  const server = await startStaticServer({ folder, base: '/', port: 0, host: '127.0.0.1' });
  try {
    await measureStock(server.url, written.runs, row);
  } finally {
    await server.close();
  }
}

function tellFiles(folder: string, site: string): void {
  let total = 0;
  const byKind = new Map<SearchKind, number[]>();
  for (const file of filesBelow(folder)) {
    total++;
    const kind = searchKindOf(`/${relative(site, file).replaceAll('\\', '/')}`);
    byKind.set(kind, [...(byKind.get(kind) ?? []), statSync(file).size]);
  }
  row('files', `${total}`);
  for (const kind of searchKinds) {
    const all = byKind.get(kind);
    if (!all) continue;
    const sum = all.reduce((total, bytes) => total + bytes, 0);
    row(
      `files: ${kind}`,
      `${all.length}, ${mega(sum)}, median ${kilo(percentile(all, 0.5))}, largest ${kilo(Math.max(...all))}`,
    );
  }
}

interface Search {
  readonly bytes: ReadonlyMap<SearchKind, number>;
  readonly requests: number;
  readonly milliseconds: number;
  readonly right: boolean;
}

async function search(engine: SearchEngine, { run, documents }: CountedRun): Promise<Search> {
  loaded.clear();
  requests = 0;
  const begun = performance.now();
  const found = await engine.use((index) => index.answer(parseQuery(`"${run}"`), new Map()));
  const milliseconds = performance.now() - begun;
  const right = found.hits.length === documents;
  if (!right) console.log(`  WRONG: ${run}: ${found.hits.length} instead of ${documents}`);
  return { bytes: new Map(loaded), requests, milliseconds, right };
}

async function tellSearches(folder: string, runs: readonly CountedRun[]): Promise<void> {
  // The first search of a process pays for its compilation, which is not the index's.
  for (const run of runs.slice(0, 10)) await search(new SearchEngine(folder), run);
  for (const length of [...new Set(runs.map(({ run }) => run.length))].sort((a, b) => a - b)) {
    const cold: Search[] = [];
    for (const run of runs)
      if (run.run.length === length) cold.push(await search(new SearchEngine(folder), run));
    tell(`cold, ${length} characters`, cold);
  }
  const engine = new SearchEngine(folder);
  const later: Search[] = [];
  for (const run of runs) later.push(await search(engine, run));
  tell('later, any length', later);
}

function tell(name: string, searches: readonly Search[]): void {
  const right = searches.filter((each) => each.right).length;
  row(name, `${right} of ${searches.length} find exactly as many documents as the texts`);
  for (const kind of searchKinds) {
    const bytes = searches.map((each) => each.bytes.get(kind) ?? 0);
    if (bytes.some((each) => each > 0))
      row(
        `  ${kind}`,
        `${kilo(percentile(bytes, 0.5))} median, ${kilo(percentile(bytes, 0.95))} p95`,
      );
  }
  const asked = searches.map((each) => each.requests);
  const times = searches.map(({ milliseconds }) => milliseconds);
  row('  requests', `${percentile(asked, 0.5)} median, ${percentile(asked, 0.95)} p95`);
  row(
    '  answered',
    `${percentile(times, 0.5).toFixed(0)} ms median, ${percentile(times, 0.95).toFixed(0)} ms p95`,
  );
}

async function command(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const child = spawn(process.execPath, ['--expose-gc', ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const part of child.stdout) output += part;
  const code = child.exitCode ?? (await new Promise((done) => child.once('exit', done)));
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return output;
}

function row(name: string, value: string): void {
  console.log(`  ${name.padEnd(22)} ${value}`);
}
