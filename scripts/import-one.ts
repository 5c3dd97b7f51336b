/** The child process of an import: reads the sources it is asked for, one after the other, and answers. */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import type { ImportRequest } from '../src/importing/import-source.ts';

// Loading the readers costs more than reading a file: what was compiled is kept for the next process.
enableCompileCache(join(import.meta.dirname, '../.cache/compiled'));
const { importSource } = await import('../src/importing/import-source.ts');
let isKept = false;

process.on('message', async (request) => {
  process.send?.(await importSource(request as ImportRequest));
  // Most processes are stopped, and would keep nothing at their end.
  if (!isKept) flushCompileCache();
  isKept = true;
});
