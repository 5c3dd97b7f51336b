import { type Fault, type FaultyServer, faults } from './faulty-server.ts';

/** A page of whatever browser, as far as the search is asked. */
export interface DrivenPage {
  goto(url: string): Promise<void>;
  evaluate<Value>(expression: string): Promise<Value>;
  /** From now on as if the site had never been visited: nothing is in any cache. */
  forget(): Promise<void>;
}

/** What a reader asks for, each of which loads other files than those before it. */
export const journeys = {
  'a word': 'search/?q=行政复议',
  'a whole title': 'search/?q=青禾县司法局关于2023年度法治政府建设工作情况的报告',
  'an issuer and a year': 'search/?q=司法局 2021',
  'a word under an indicator': 'search/?q=法治&indicator=2021/45',
  'a word in the other script': 'zh-hant/search/?q=行政復議',
  'what is nowhere': 'search/?q=政务公天',
} as const;

interface Seen {
  readonly count: string | null;
  readonly status: string;
  readonly help: string;
  readonly links: string[];
  readonly results: string[];
  readonly retry: boolean;
}

const seen = `(() => {
  const one = (selector) => document.querySelector(selector);
  const shown = (selector) => Array.from(document.querySelectorAll(selector)).filter((each) => each.offsetParent);
  const count = one('[data-search-count]');
  return {
    count: count ? count.textContent : null,
    status: one('[data-search-status]').textContent,
    help: one('[data-search-help]').hidden ? '' : one('[data-search-help]').textContent,
    links: shown('[data-search-help] a').map((link) => link.textContent),
    results: shown('[data-search-results] > li, [data-search-parts-list] > li').map((item) => item.textContent),
    retry: !one('[data-search-retry]').hidden,
  };
})()`;

const settled = `Boolean(
  customElements.get('search-page') &&
  !document.querySelector('.is-searching, .is-filling, [aria-busy=true]') &&
  document.querySelector('[data-search-status]').textContent.trim()
)`;

/** Presses what is there to try again: the button, or that of the form. */
const again = `(() => {
  const retry = document.querySelector('[data-search-retry]');
  (retry.hidden ? document.querySelector('search-page form button') : retry).click();
})()`;

async function until(said: () => Promise<boolean> | boolean, patience = 30_000): Promise<boolean> {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    if (await said()) return true;
    await new Promise((wait) => setTimeout(wait, 50));
  }
  return false;
}

/** Names and numbers apart: which files are of one kind. */
function kindOf(path: string): string {
  return path
    .replace(/^(\/pagefind\/)[0-9a-f]{10}\//, '$1#/')
    .replace(/^(.*\/reports\/).*/, '$1#')
    .replace(/(?<=[./])\d+(?=\.)/g, '#');
}

/** Kinds of files that a search asks for, found out by asking. */
export async function kindsOf(
  page: DrivenPage,
  server: FaultyServer,
  address: string,
): Promise<string[]> {
  server.befalls = undefined;
  await page.forget();
  server.asked.length = 0;
  await page.goto(`${server.url}/${encodeURI(address)}`);
  await until(() => page.evaluate<boolean>(settled));
  const own = server.asked.filter((path) => /\/pagefind\/|\/reports\/|nearest-words/.test(path));
  return [...new Set(own.map(kindOf))].sort();
}

/** A changed page or program is a page or program: what they say is not sealed. */
const unsealed = /\/reports\/|nearest-words/;
const unsealedFaults: readonly unknown[] = ['lost', 'broken-off', 'missing'];

/**
 * Has every fault befall every file of a kind, one after the other in one page, and then none: what is wrong with
 * what the page says, if anything. It may say that it does not know; or the right number, and that something of
 * the rest is missing or all of the rest.
 */
export async function lies(
  page: DrivenPage,
  server: FaultyServer,
  address: string,
  kind: string,
  tried: readonly Fault[] = faults,
): Promise<string[]> {
  const url = `${server.url}/${encodeURI(address)}`;
  const wrong: string[] = [];
  const look = () => page.evaluate<Seen>(seen);
  const settle = async () => {
    if (!(await until(() => page.evaluate<boolean>(settled).catch(() => false))))
      wrong.push(`${kind}: never settled`);
  };
  server.befalls = undefined;
  await page.forget();
  await page.goto(url);
  await settle();
  const sound = await look();
  const isSound = (now: Seen) => JSON.stringify(now) === JSON.stringify(sound);
  let isOpen = false;
  for (const fault of tried) {
    if (unsealed.test(kind) && !unsealedFaults.includes(fault)) continue;
    server.befalls = { test: (path) => kindOf(path.replace(/@\d+$/, '')) === kind };
    server.fault = fault;
    const before = server.befallen;
    if (isOpen) {
      await page.evaluate(again);
    } else {
      await page.forget();
      await page.goto(url);
    }
    const isAsked = () => server.befallen > before;
    // What came after all, by a try of the page's own, is not asked for again: the page is opened anew.
    if (!(await until(isAsked, 5_000)) && isOpen) {
      await page.forget();
      await page.goto(url);
    }
    if (!(await until(isAsked))) wrong.push(`${kind} not asked for: ${fault}`);
    await settle();
    let now = await look();
    // What is made anew of single results is not said to be under way.
    if (now.count !== null && !isSound(now))
      await until(async () => {
        now = await look();
        return isSound(now) || /没有取到|沒有取到/.test(now.status + now.help);
      });
    const isSaidLost =
      now.count === null &&
      /这次没能查完|這次沒能查完/.test(now.status) &&
      now.retry &&
      now.results.length === 0;
    const isSaidIncomplete =
      now.count === sound.count &&
      /没有取到|沒有取到/.test(now.status + now.help) &&
      now.links.every((link) => sound.links.includes(link));
    if (!isSaidLost && !isSaidIncomplete && !isSound(now))
      wrong.push(`${kind} ${fault}: ${JSON.stringify({ ...now, results: now.results.length })}`);
    isOpen = !isSound(now);
  }
  server.befalls = undefined;
  if (isOpen) {
    await page.evaluate(again);
    // What a browser keeps of a program that did not come it keeps until the page is opened again.
    const isKept = kind.includes('nearest-words');
    if (!isKept && !(await until(async () => isSound(await look()))))
      wrong.push(`${kind} never right: ${JSON.stringify(await look()).slice(0, 400)}`);
  }
  return wrong;
}
