import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { kilo, percentile } from './bench-figures.ts';
import type { CountedRun } from './bench-search-index.ts';
import { countLoaded, type Loaded, tellLoaded } from './count-loaded.ts';

/**
 * A phone on a slow 4G line, as Lighthouse has it: 150 ms for every round trip, 1.6 Mbit/s, a processor four times
 * as slow as this one.
 */
const slowPhone = { latency: 150, bitsPerSecond: 1.6e6, slower: 4 } as const;

/** Searches of each kind: every cold one takes a browser context of its own. */
const coldSearches = 20;
const slowSearches = 10;
const commonSearches = 5;
/** Milliseconds from pressing into the box until Enter: what every search needs is asked for meanwhile. */
const typing = 2000;

export type TellRow = (name: string, value: string) => void;

/**
 * Asks the built search page in Chromium, from Enter until the first result is painted with its excerpt: nothing
 * loaded before, later in the same page, and cold again on a slow phone. What is found is held against the texts.
 *
 * @param address of the search page.
 */
export async function measurePage(
  address: string,
  runs: readonly CountedRun[],
  row: TellRow,
): Promise<void> {
  const browser = await launch();
  try {
    const four = runs.filter(({ run }) => run.length === 4).slice(0, coldSearches);
    // The first page of a browser pays for starting it.
    await cold(browser, address, four.slice(0, 2), async () => undefined);
    const loaded: Loaded[] = [];
    const all = await cold(browser, address, four, async (page) => {
      loaded.push(await countLoaded(page));
    });
    row('page: all cold', said(all, 'of 4 characters in Chromium, from Enter to the first result'));
    tellLoaded(loaded, (name, value) => row(`  ${name}`, value));
    row('page: later', said(await later(browser, address, runs), 'of any length, in one page'));
    await counts(browser, address, runs, row);
    const slowDown = async (page: Page, context: BrowserContext) => {
      const client = await context.newCDPSession(page);
      const { latency, bitsPerSecond, slower } = slowPhone;
      await client.send('Network.enable');
      await client.send('Network.emulateNetworkConditions', {
        offline: false,
        latency,
        downloadThroughput: bitsPerSecond / 8,
        uploadThroughput: bitsPerSecond / 16,
      });
      await client.send('Emulation.setCPUThrottlingRate', { rate: slower });
    };
    const few = four.slice(0, slowSearches);
    const slow = await cold(browser, address, few, slowDown);
    row(
      'page: slow phone',
      said(slow, '150 ms a round trip, 1.6 Mbit/s, processor 4 times slower'),
    );
    const typed = await cold(browser, address, few, async (page, context) => {
      await slowDown(page, context);
      await page.focus('search-page input[name=q]');
      await page.waitForTimeout(typing);
    });
    row('  typed before', said(typed, 'the same, two seconds after the box was pressed'));
  } finally {
    await browser.close();
  }
}

/**
 * Asks a stock Pagefind over the same texts for the same runs, in quotation marks: how many are answered exactly, what
 * a first search loads with the first ten results, and how long it takes; its program is loaded before.
 */
export async function measureStock(
  address: string,
  runs: readonly CountedRun[],
  row: TellRow,
): Promise<void> {
  const browser = await launch();
  try {
    const four = runs.filter(({ run }) => run.length === 4).slice(0, coldSearches);
    const loaded: Loaded[] = [];
    const times: number[] = [];
    let right = 0;
    for (const { run, documents } of four) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const own = await countLoaded(page);
      await page.goto(address);
      await page.waitForFunction(() => 'pagefind' in window);
      const { found, milliseconds } = await page.evaluate(async (q) => {
        const { pagefind } = window as unknown as {
          pagefind: { search(q: string): Promise<{ results: { data(): Promise<unknown> }[] }> };
        };
        const begun = performance.now();
        const { results } = await pagefind.search(q);
        await results[0]?.data();
        const milliseconds = performance.now() - begun;
        await Promise.all(results.slice(0, 10).map((result) => result.data()));
        return { found: results.length, milliseconds };
      }, `"${run}"`);
      if (found === documents) right++;
      times.push(milliseconds);
      loaded.push(own);
      await context.close();
    }
    row('stock: exact', `${right} of ${four.length} find as many documents as the texts`);
    row('stock: all cold', said(times, 'of 4 characters, to the data of the first result'));
    tellLoaded(loaded, (name, value) => row(`  ${name}`, value));
  } finally {
    await browser.close();
  }
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
}

function said(milliseconds: readonly number[], what: string): string {
  const at = (share: number) => percentile(milliseconds, share).toFixed(0);
  return `${at(0.5)} ms median, ${at(0.95)} ms p95 (${milliseconds.length} ${what})`;
}

/** @param prepare called when the page stands there, before anything is typed. */
async function cold(
  browser: Browser,
  address: string,
  runs: readonly CountedRun[],
  prepare: (page: Page, context: BrowserContext) => Promise<void>,
): Promise<number[]> {
  const times: number[] = [];
  for (const run of runs) {
    const context = await browser.newContext();
    const page = await openPage(context, address);
    await prepare(page, context);
    times.push(await ask(page, run));
    // The rest of the first ten results, whose bytes are counted.
    await page.waitForFunction(() => !document.querySelector('search-page.is-filling'));
    await page.waitForTimeout(50);
    await context.close();
  }
  return times;
}

async function later(
  browser: Browser,
  address: string,
  runs: readonly CountedRun[],
): Promise<number[]> {
  const context = await browser.newContext();
  const page = await openPage(context, address);
  const times: number[] = [];
  for (const run of runs) times.push(await ask(page, run));
  await context.close();
  return times.slice(1);
}

/**
 * Bytes of what is counted for the filters by the most common runs, in a window of 1280 × 800: on the screen as it
 * is when all results are there, when each of the lists is scrolled to, and when all of it has been looked at.
 */
async function counts(
  browser: Browser,
  address: string,
  runs: readonly CountedRun[],
  row: TellRow,
): Promise<void> {
  const common = [...runs].sort((a, b) => b.documents - a.documents).slice(0, commonSearches);
  const bytes = new Map<string, number[]>();
  for (const run of common) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await openPage(context, address);
    const loaded = await countLoaded(page);
    const note = async (at: string) => {
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(100);
      const body = loaded.bytes.counts - loaded.headers.counts;
      bytes.set(at, [...(bytes.get(at) ?? []), body]);
    };
    await ask(page, run);
    await page.waitForFunction(() => !document.querySelector('search-page.is-filling'));
    await note('as found');
    for (const list of ['issuer', 'indicator']) {
      await page.evaluate((name) => {
        const link = document.querySelector(`a[data-filter=${name}]`) as Element;
        window.scrollTo({ top: 0, behavior: 'instant' });
        window.scrollTo({ top: link.getBoundingClientRect().top - 100, behavior: 'instant' });
      }, list);
      await note(`at the first ${list}`);
    }
    for (let last = -1, at = 0; at !== last; ) {
      last = at;
      at = await page.evaluate(() => {
        window.scrollBy({ top: window.innerHeight / 2, behavior: 'instant' });
        return window.scrollY;
      });
      await page.waitForTimeout(100);
    }
    await note('all looked at');
    await context.close();
  }
  const most = common.at(-1)?.documents;
  row('page: counts', `of the ${common.length} most common runs, ${most} documents and more`);
  for (const [at, all] of bytes)
    row(`  ${at}`, `${kilo(percentile(all, 0.5))} median, ${kilo(Math.max(...all))} at most`);
}

async function openPage(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => customElements.get('search-page') !== undefined);
  return page;
}

/** Milliseconds from submitting the form until the frame is painted that has the first result with its excerpt. */
async function ask(page: Page, { run, documents }: CountedRun): Promise<number> {
  const { milliseconds, found } = await page.evaluate(async (typed) => {
    const element = document.querySelector('search-page') as HTMLElement;
    const form = element.querySelector('form[role=search]') as HTMLFormElement;
    const list = element.querySelector('[data-search-results]') as HTMLElement;
    for (const old of Array.from(list.children)) old.remove();
    (form.elements.namedItem('q') as HTMLInputElement).value = typed;
    const answered = new Promise((done) => {
      element.addEventListener('search-answered', done, { once: true });
    });
    const shown = new Promise<number>((done) => {
      const look = new MutationObserver(() => {
        if (!list.querySelector('li [data-excerpt]')?.textContent || list.closest('[hidden]'))
          return;
        look.disconnect();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => done(performance.now());
          port2.postMessage(undefined);
        });
      });
      look.observe(element, { subtree: true, childList: true, attributes: true });
    });
    const begun = performance.now();
    form.requestSubmit();
    const end = await shown;
    await answered;
    const found = element.querySelector('[data-search-count]')?.textContent;
    return { milliseconds: end - begun, found: Number(found) };
  }, `"${run}"`);
  if (found !== documents) console.log(`  WRONG: ${run}: ${found} instead of ${documents}`);
  return milliseconds;
}
