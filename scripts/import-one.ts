/** The child process of an import: reads the sources it is asked for, one after the other, and answers. */
import { type ImportRequest, importSource } from '../src/importing/import-source.ts';

process.on('message', async (request) => {
  process.send?.(await importSource(request as ImportRequest));
});
