/**
 * Builds archives that nobody thought of and asks their search page random questions in Chromium, in both scripts:
 * every answer is held against the built pages, read by another parser and compared by Unicode's own rules.
 *
 *   node tests/fuzzing/search-page.ts [--questions 40] [--only <part of a name>] [--seed <integer>]
 *
 * Prints the seed; exit code 1 when an answer was wrong.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { buildCommand } from '../../scripts/build.ts';
import { findBrowser } from '../../scripts/find-browser.ts';
import { pageTexts } from '../../scripts/page-texts.ts';
import { seededRandom } from '../../scripts/seeded-random.ts';
import { openArchive } from '../../src/archive/open-archive.ts';
import { startStaticServer } from '../../src/building/preview/static-server.ts';
import { readSettings } from '../../src/building/settings.ts';
import { reportAddress } from '../../src/model/address.ts';
import type { Archive } from '../../src/model/archive.ts';
import { root, testDir } from '../sites.ts';
import { oddArchives, writeOddArchive } from './odd-archives.ts';

const { values } = parseArgs({
  options: {
    questions: { type: 'string', default: '40' },
    only: { type: 'string', default: '' },
    seed: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const random = seededRandom(seed);
console.log(`seed ${seed}`);

/** What a search must find at the least: the same letters and digits, whatever their width, case and spaces. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replace(/[\s\p{Cf}\p{M}\p{DI}]/gu, '');

/** What is typed for a run of a page's text, and would find the same. */
function typed(run: string): string {
  const signs = Array.from(run);
  const cut = 1 + random.below(signs.length);
  switch (random.below(7)) {
    case 0:
      return `"${run}"`;
    case 1:
      return `＂${run}＂`;
    case 2:
      return `\u200f${run}\u200e\n`;
    case 3:
      return `"${signs.slice(0, cut).join('')}\r\n${signs.slice(cut).join('')}"`;
    case 4:
      return run.replace(/[!-~]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0));
    case 5:
      return run.toUpperCase();
    default:
      return run;
  }
}

interface Said {
  readonly count: string;
  readonly found: readonly string[];
  /** Of each result its marks. */
  readonly marks: readonly (readonly string[])[];
  readonly text: string;
}

async function ask(page: Page, q: string): Promise<Said> {
  await page.goto(`search/?${new URLSearchParams({ q })}`);
  await page.waitForSelector('[data-search-count]', { state: 'attached' });
  await page.waitForSelector('search-page.is-filling, search-page.is-searching', {
    state: 'detached',
  });
  return page.evaluate(async () => {
    const own = document.querySelector('search-page') as HTMLElement & {
      found(): Promise<string[]>;
    };
    const results = Array.from(own.querySelectorAll('[data-search-results] > li'));
    return {
      count: own.querySelector('[data-search-count]')?.textContent ?? '',
      found: await own.found(),
      marks: results.map((item) =>
        Array.from(item.querySelectorAll('mark'), (mark) => mark.textContent ?? ''),
      ),
      text: [own.querySelector('[data-search-status]'), ...results]
        .map((each) => each?.textContent)
        .join(),
    };
  });
}

const executablePath = findBrowser();
const browser = await chromium.launch({ ...(executablePath && { executablePath }) });
let asked = 0;
let wrong = 0;
for (const [name, reports] of Object.entries(oddArchives(random))) {
  if (!name.includes(values.only)) continue;
  const folder = join(testDir, 'odd');
  const [content, out] = [join(folder, 'content'), join(folder, 'out')];
  writeOddArchive(content, reports);
  const settings = readSettings(root, { ARCHIVE_CONTENT: content, ARCHIVE_OUT: out });
  if ((await buildCommand(settings)) !== 0) throw new Error(`${name} cannot be built`);
  const archive = (await openArchive(content)).archive as Archive;
  const server = await startStaticServer({ folder: out, base: '/', port: 0, host: '127.0.0.1' });
  const trees = ['', 'zh-hant/'].map((tree) => ({
    tree,
    texts: archive.reports.map((report) => pageTexts(join(out, tree), report)),
  }));
  for (const { tree } of trees) {
    const context = await browser.newContext({ baseURL: `${server.url}${tree}` });
    const page = await context.newPage();
    const bad = (q: string, what: string) => {
      wrong++;
      console.error(`${name} ${tree}${JSON.stringify(q)}: ${what}`);
    };
    page.on('pageerror', (error) => bad(page.url(), String(error)));
    for (let i = 0; i < Number(values.questions); i++) {
      const texts = trees[random.below(2)]?.texts as string[][];
      const blocks = texts[random.below(texts.length)] as string[];
      const block = Array.from(blocks[random.below(blocks.length)] as string);
      const start = random.below(block.length);
      const run = block
        .slice(start, start + 1 + random.below(random.below(5) === 0 ? 50 : 8))
        .join('')
        .trim();
      // Signs of the search, and words that spaces make, are other questions.
      if (/["＂“”\-－−\s]/u.test(run) || plain(run) === '') continue;
      const q = typed(run);
      const holding = archive.reports.flatMap((report, at) =>
        trees.some((each) => each.texts[at]?.some((text) => plain(text).includes(plain(run))))
          ? [`/${tree}${reportAddress(report).slice(1)}`]
          : [],
      );
      const said = await ask(page, q);
      asked++;
      const missed = holding.filter((address) => !said.found.includes(address));
      if (missed.length > 0) bad(q, `misses ${missed}`);
      if (Number(said.count) !== new Set(said.found).size)
        bad(q, `says ${said.count} of ${said.found}`);
      if (said.marks.length !== Math.min(10, said.found.length))
        bad(q, `shows ${said.marks.length}`);
      if (said.marks.some((marks) => marks.length === 0)) bad(q, 'a result without a mark');
      if (/没有取到|沒有取到/.test(said.text)) bad(q, 'says that something is missing');
    }
    await context.close();
  }
  await server.close();
}
await browser.close();
console.log(`seed ${seed}: ${asked} questions, ${wrong} wrong`);
process.exitCode = wrong > 0 ? 1 : 0;
