/**
 * Writes the search index of a content folder and nothing else, for `bench-search.ts` to watch from outside.
 * Prints one line of JSON: what was written, and how much memory and time the archive had taken before.
 *
 *   node scripts/bench-search-index.ts <content folder> <site folder>
 */
import { openArchive } from '../src/archive/open-archive.ts';
import { writeArchiveIndex } from '../src/derive/search-index/archive-index.ts';

const [content = '', site = ''] = process.argv.slice(2);
const { archive } = await openArchive(content);
if (!archive) throw new Error(`${content} has errors; see npm run check`);
globalThis.gc?.();
const before = process.memoryUsage.rss();
const cpuBefore = process.cpuUsage();
const begun = performance.now();
const written = await writeArchiveIndex(archive, site);
const cpu = process.cpuUsage(cpuBefore);
console.log(
  JSON.stringify({
    ...written,
    before,
    peak: process.resourceUsage().maxRSS * 1024,
    seconds: (performance.now() - begun) / 1000,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
  }),
);
