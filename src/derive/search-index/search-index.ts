import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { searchFolder } from '../../model/address.ts';
import type { Archive } from '../../model/archive.ts';
import type { Step } from '../step.ts';
import { writeArchiveIndex } from './archive-index.ts';
import { IndexBesidePages } from './index-beside-pages.ts';

/** Below so many reports a thread costs more than it saves. */
const worthAThread = 300;

/** Writes the search index. In development that is done when somebody first searches, and anew when the content has changed. */
export const searchIndex: Step = {
  name: 'search-index',
  title: '建立搜索索引',
  needs: ['archive'],
  writes: /^\/pagefind\//,
  early({ archive, scratch }) {
    if (archive.reports.length < worthAThread) return undefined;
    return new IndexBesidePages(archive, scratch);
  },
  async run({ archive, out, converterOf }, _pages, early) {
    if (early instanceof IndexBesidePages) await early.finish(out);
    else await writeArchiveIndex(archive, out, converterOf);
  },
  async answer(address, context) {
    if (!address.startsWith(`/${searchFolder}/`) || address.includes('..')) return undefined;
    if (!written.has(context.archive)) {
      written.set(
        context.archive,
        writeArchiveIndex(context.archive, context.scratch, context.converterOf),
      );
    }
    await written.get(context.archive);
    try {
      return {
        type: types[extname(address)] ?? 'application/octet-stream',
        body: await readFile(join(context.scratch, address)),
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return { type: 'text/plain', body: '', status: 404 };
    }
  },
};

const written = new WeakMap<Archive, Promise<unknown>>();
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
};
