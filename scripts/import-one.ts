/** The child process of an import: reads the one source it is asked for and answers. */
import { type ImportRequest, importSource } from '../src/importing/import-source.ts';

process.once('message', async (request) => {
  const answer = await importSource(request as ImportRequest);
  process.send?.(answer, () => process.disconnect());
});
