import type { Page } from 'playwright';
import { kilo, percentile } from './bench-figures.ts';
import { type SearchKind, searchKindOf, searchKinds } from './search-kinds.ts';

/** What a browser loads, in bytes. */
export interface Loaded {
  readonly bytes: Record<SearchKind, number>;
  /** HTTP headers among them. */
  readonly headers: Record<SearchKind, number>;
  requests: number;
}

/** Counts what is loaded over the network from now on, headers included. */
export async function countLoaded(page: Page): Promise<Loaded> {
  const none = Object.fromEntries(searchKinds.map((kind) => [kind, 0])) as Loaded['bytes'];
  const loaded: Loaded = { bytes: { ...none }, headers: { ...none }, requests: 0 };
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  const responses = new Map<string, { path: string; headers: number }>();
  client.on('Network.responseReceived', ({ requestId, response }) => {
    const path = new URL(response.url).pathname;
    responses.set(requestId, { path, headers: response.encodedDataLength });
  });
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const { path, headers } = responses.get(requestId) ?? { path: '', headers: 0 };
    const kind = searchKindOf(path);
    loaded.bytes[kind] += encodedDataLength;
    loaded.headers[kind] += headers;
    loaded.requests++;
  });
  return loaded;
}

/** @param row takes a name and what is said of it. */
export function tellLoaded(
  all: readonly Loaded[],
  row: (name: string, value: string) => void,
): void {
  const told = (name: string, of: (loaded: Loaded) => number) => {
    const bytes = all.map(of);
    if (Math.max(...bytes) === 0) return;
    row(name, `${kilo(percentile(bytes, 0.5))} median, ${kilo(percentile(bytes, 0.95))} p95`);
  };
  row(
    'requests',
    `${percentile(
      all.map(({ requests }) => requests),
      0.5,
    )} median`,
  );
  for (const kind of searchKinds) {
    told(kind, ({ bytes }) => bytes[kind]);
    if (kind === 'index' || kind === 'excerpts')
      told('  without headers', ({ bytes, headers }) => bytes[kind] - headers[kind]);
  }
  told('but the engine', ({ bytes }) =>
    searchKinds.reduce((sum, kind) => (kind === 'engine' ? sum : sum + bytes[kind]), 0),
  );
}
