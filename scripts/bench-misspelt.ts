/**
 * How often a reader who types something wrong still comes to the report that is meant: asked of a built search page
 * in Chromium, with all the help that the page gives.
 *
 *   node scripts/bench-misspelt.ts --site <built folder> --queries <json>
 *
 * The list is as tests/fixtures/search/meant-misspelt.json. Of each query is told where the meant report is: `found`
 * among the first three that are shown at once, `led` among the first three behind one of the words that are offered,
 * `late` shown or led to behind others, or `lost`.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { startStaticServer } from '../src/building/preview/static-server.ts';
import { findBrowser } from './find-browser.ts';

interface Misspelt {
  readonly kind: string;
  readonly q: string;
  /** Title of the report that is meant. */
  readonly meant: string;
}

/** What a search page shows, each in its order. */
interface Shown {
  readonly count: string;
  /** Titles of the reports that have all of it, then of those with parts. */
  readonly titles: readonly string[];
  readonly offered: readonly { readonly said: string; readonly href: string }[];
}

const { values } = parseArgs({
  options: { site: { type: 'string' }, queries: { type: 'string' } },
});
if (!values.site || !values.queries) throw new Error('--site and --queries are needed');
const { queries } = JSON.parse(await readFile(values.queries, 'utf8')) as {
  queries: readonly Misspelt[];
};
const server = await startStaticServer({
  folder: values.site,
  base: '/',
  port: 0,
  host: '127.0.0.1',
});
const executablePath = findBrowser();
const browser = await chromium.launch({ ...(executablePath && { executablePath }) });
const page = await browser.newPage();

async function ask(search: string): Promise<Shown> {
  await page.goto(`${server.url}search/${search}`);
  await page.waitForSelector('[data-search-count]', { state: 'attached' });
  await page.waitForSelector('search-page.is-filling', { state: 'detached' });
  return seen(page);
}

function seen(from: Page): Promise<Shown> {
  return from.evaluate(() => {
    const links = (selector: string) =>
      Array.from(document.querySelectorAll<HTMLAnchorElement>(selector)).filter(
        (link) => link.offsetParent,
      );
    return {
      count: document.querySelector('[data-search-count]')?.textContent ?? '',
      titles: links('[data-search-results] > li a, [data-search-parts-list] > li a').map(
        ({ textContent }) => textContent ?? '',
      ),
      offered: links('[data-search-help] a').map((link) => ({
        said: link.textContent ?? '',
        href: link.search,
      })),
    };
  });
}

const few = 3;
const came = { found: 0, led: 0, late: 0, lost: 0 };
for (const { kind, q, meant } of queries) {
  const { count, titles, offered } = await ask(`?${new URLSearchParams({ q })}`);
  const place = titles.indexOf(meant);
  let end: keyof typeof came = place === -1 ? 'lost' : place < few ? 'found' : 'late';
  let by = '';
  for (const { said, href } of end === 'found' ? [] : offered) {
    const behind = (await ask(href)).titles.indexOf(meant);
    if (behind === -1) continue;
    end = behind < few ? 'led' : 'late';
    by = ` by ${said}`;
    if (end === 'led') break;
  }
  came[end]++;
  if (end !== 'found')
    console.log(
      `${end}\t${kind} ${q}: ${count} hits, place ${place + 1}${by}; offered ${offered.length}: ${offered.map(({ said }) => said).join(' | ')}`,
    );
}
console.log(`${queries.length} queries: ${JSON.stringify(came)}`);
await browser.close();
await server.close();
