/**
 * How often the report that a reader means is what the search shows first.
 *
 *   node scripts/bench-meant.ts --content <folder> --queries <json>
 *
 * The list is as those in tests/fixtures/search/: what is typed, year or issuer where they are chosen, and the
 * title or `year/slug` of the report that is meant. Told are two figures: of what is shown, and the strict one, in
 * which a report counts that has all that was asked for, or is called so, not one that has parts of it.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openArchive } from '../src/archive/open-archive.ts';
import { openSealed } from '../src/search/packed/sealed.ts';
import { openIndex } from '../src/search/pagefind/index-reader.ts';
import { askArchive, type Question } from './ask-archive.ts';

const { values } = parseArgs({
  options: { content: { type: 'string' }, queries: { type: 'string' } },
});
if (!values.content || !values.queries) throw new Error('--content and --queries are needed');
const { queries } = JSON.parse(await readFile(values.queries, 'utf8')) as {
  queries: (Question & { readonly kind: string; readonly meant: string })[];
};
const { archive } = await openArchive(values.content);
if (!archive) throw new Error(`${values.content} has errors: npm run check tells them`);
const ask = await askArchive(archive, (_, { files, hash }) =>
  openIndex(async (path) => {
    const content = files.get(path);
    if (!content) throw new Error(`no ${path}`);
    return openSealed(content, `${hash}/${path}`);
  }),
);

let first = 0;
let third = 0;
let strict = 0;
let strictThird = 0;
for (const query of queries) {
  const { answer, shown } = await ask(query);
  const place =
    shown.findIndex(
      ({ title, year, slug }) => title === query.meant || `${year}/${slug}` === query.meant,
    ) + 1;
  if (place === 1) first++;
  if (place > 0 && place <= 3) third++;
  const hits = shown.length - answer.parts.length;
  if (place === 1 && hits > 0) strict++;
  if (place > 0 && place <= Math.min(3, hits)) strictThird++;
  if (place !== 1 || hits === 0) {
    console.log(`${query.kind} ${query.q}: ${place || 'not'} of ${hits} hits`);
    if (place !== 1) console.log(`  before it: ${shown[0]?.title}`);
  }
}
console.log(`${archive.reports.length} reports, ${queries.length} queries`);
console.log(`of what is shown: first ${first}, among three ${third}`);
console.log(`of those with all of it: first ${strict}, among three ${strictThird}`);
