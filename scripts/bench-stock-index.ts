/**
 * Indexes the reports of a content folder with a stock Pagefind, each as a plain page of title and body, for
 * `bench-search-sizes.ts`. Prints one line of JSON: seconds and bytes of what a search may load.
 *
 *   node scripts/bench-stock-index.ts <content folder> <folder to write to>
 */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { close, createIndex } from 'pagefind';
import { openArchive } from '../src/archive/open-archive.ts';
import { filesBelow } from '../src/derive/kept/files-below.ts';
import { bodyOf } from '../src/model/archive.ts';

const [content = '', folder = ''] = process.argv.slice(2);
const { archive } = await openArchive(content);
if (!archive) throw new Error(`${content} has errors; see npm run check`);
const begun = performance.now();
const { index, errors } = await createIndex({});
if (!index) throw new Error(errors.join('; '));
for (const report of archive.reports) {
  const { html } = bodyOf(archive, report);
  await index.addHTMLFile({
    url: `/${report.year}/${report.slug}/`,
    content: `<!doctype html><html lang="zh-Hans"><title>${report.slug}</title><body><main><h1>${report.title}</h1>${html}</main>`,
  });
}
mkdirSync(folder, { recursive: true });
await index.writeFiles({ outputPath: join(folder, 'pagefind') });
const seconds = (performance.now() - begun) / 1000;
await close();
// Without its worker, whose loading the page's own session does not see.
writeFileSync(
  join(folder, 'index.html'),
  '<!doctype html><html lang="zh-Hans"><script type="module">const pagefind = await import("/pagefind/pagefind.js"); await pagefind.options({ noWorker: true }); await pagefind.init(); window.pagefind = pagefind;</script>',
);
const bytes = filesBelow(join(folder, 'pagefind'))
  .filter((file) => /\/(?:index|fragment|filter)\//.test(file.replaceAll('\\', '/')))
  .reduce((sum, file) => sum + statSync(file).size, 0);
console.log(JSON.stringify({ seconds, bytes }));
