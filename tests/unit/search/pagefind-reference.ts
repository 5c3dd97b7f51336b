import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { close, createIndex } from 'pagefind';
import type { IndexFiles } from '../../../src/search/pagefind/index-files.ts';
import { pagefindVersion } from '../../../src/search/pagefind/pagefind-version.ts';

/** Pagefind's browser script and its wasm without a stemmer. */
const script = 'pagefind.js';
const wasm = 'wasm.unknown.pagefind';

interface PagefindModule {
  createInstance(options: object): {
    init(): Promise<void>;
    search(term: string): Promise<{ results: readonly { words: readonly number[] }[] }>;
  };
}

/**
 * What the installed Pagefind itself puts beside an index.
 *
 * @throws when it is not of the version whose index format is written.
 */
async function program(): Promise<Map<string, Uint8Array>> {
  try {
    const { index, errors } = await createIndex({ forceLanguage: 'und' });
    if (!index) throw new Error(`Pagefind did not start: ${errors.join('; ')}`);
    await index.addCustomRecord({ url: '/', content: 'a', language: 'und' });
    const { files } = await index.getFiles();
    const found = new Map(files.map(({ path, content }) => [path, content]));
    const entry = Buffer.from(found.get('pagefind-entry.json') ?? []).toString('utf8');
    const { version } = JSON.parse(entry) as { version: string };
    if (version !== pagefindVersion) {
      throw new Error(
        `Pagefind ${version} is installed, the index is written and read as of ${pagefindVersion}: ` +
          'follow “To a new version” in src/search/pagefind/README.md',
      );
    }
    for (const path of [script, wasm])
      if (!found.has(path)) throw new Error(`Pagefind ${version} has no file ${path}`);
    return found;
  } finally {
    await close();
  }
}

/** The index read by Pagefind's own script and wasm, as a browser would run them; `end` before the next one. */
export async function readByPagefind(
  index: IndexFiles,
): Promise<{ locations(word: string): Promise<readonly number[]>; end(): void }> {
  const files = await program();
  for (const [path, content] of index.files) files.set(path, content);
  const language = { hash: index.hash, wasm: 'unknown', page_count: 1 };
  const entry = { version: pagefindVersion, languages: { und: language }, include_characters: [] };
  files.set('pagefind-entry.json', Buffer.from(JSON.stringify(entry)));

  const folder = mkdtempSync(join(tmpdir(), 'pagefind-'));
  const file = join(folder, 'pagefind.mjs');
  writeFileSync(file, files.get(script) as Uint8Array);
  const { fetch } = globalThis;
  globalThis.fetch = async (asked) => {
    const content = files.get(new URL(String(asked), 'http://x/').pathname.replace('/index/', ''));
    return content ? new Response(Buffer.from(content)) : new Response('', { status: 404 });
  };
  const { createInstance } = (await import(pathToFileURL(file).href)) as PagefindModule;
  const instance = createInstance({ basePath: '/index/', noWorker: true });
  await instance.init();
  return {
    locations: async (word) => (await instance.search(word)).results[0]?.words ?? [],
    end() {
      globalThis.fetch = fetch;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
