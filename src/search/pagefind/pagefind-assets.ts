import { close, createIndex } from 'pagefind';
import { pagefindVersion } from './pagefind-version.ts';

/** Pagefind's browser script and its wasm without a stemmer, the two of its files that are served. */
const wanted = ['pagefind.js', 'wasm.unknown.pagefind'];

/**
 * What Pagefind would put beside an index, from its own program.
 *
 * @throws when the installed Pagefind is not of the version whose index format is written.
 */
export async function pagefindAssets(): Promise<Map<string, Uint8Array>> {
  try {
    const { index, errors } = await createIndex({ forceLanguage: 'und' });
    if (!index) throw new Error(`Pagefind did not start: ${errors.join('; ')}`);
    await index.addCustomRecord({ url: '/', content: 'a', language: 'und' });
    const { files } = await index.getFiles();
    const found = new Map<string, Uint8Array>();
    for (const { path, content } of files) {
      if (wanted.includes(path)) found.set(path, content);
      if (path === 'pagefind-entry.json') {
        const { version } = JSON.parse(Buffer.from(content).toString('utf8')) as {
          version: string;
        };
        if (version !== pagefindVersion) {
          throw new Error(`Pagefind ${version} is installed, the index is of ${pagefindVersion}`);
        }
      }
    }
    for (const path of wanted) {
      if (!found.has(path)) throw new Error(`Pagefind ${pagefindVersion} has no file ${path}`);
    }
    return found;
  } finally {
    await close();
  }
}
