import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { searchFolder } from '../../model/address.ts';
import type { Archive } from '../../model/archive.ts';
import type { DeriveContext, Step } from '../step.ts';
import { writeArchiveIndex } from './archive-index.ts';
import { IndexBesidePages } from './index-beside-pages.ts';
import { KeptIndex } from './kept-index.ts';

/** Below so many reports a thread costs more than it saves. */
const worthAThread = 300;

/** Writes the search index. In development that is done when somebody first searches, and anew when the content has changed. */
export const searchIndex: Step = {
  name: 'search-index',
  title: '建立搜索索引',
  needs: ['archive'],
  writes: /^\/pagefind\//,
  early(context) {
    const { archive, scratch } = context;
    if (archive.reports.length < worthAThread || keptIndex(context).isThere) return undefined;
    return new IndexBesidePages(archive, scratch);
  },
  async run(context, _pages, early) {
    const { archive, out, converterOf } = context;
    const kept = keptIndex(context);
    const folder = join(out, searchFolder);
    if (early instanceof IndexBesidePages) await early.finish(out);
    else if (kept.restore(folder)) return;
    else await writeArchiveIndex(archive, out, converterOf);
    kept.keep(folder);
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

function keptIndex({ archive, cache }: DeriveContext): KeptIndex {
  return new KeptIndex(cache(import.meta.url), archive);
}

const written = new WeakMap<Archive, Promise<unknown>>();
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
};
