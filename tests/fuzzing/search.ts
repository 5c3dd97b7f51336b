/**
 * Asks the fictional county random questions through the whole engine and holds every answer against the built
 * pages, read by another parser; and while files are lost at random, that it answers right or not at all.
 *
 *   node tests/fuzzing/search.ts [--minutes 5] [--seed <integer>]
 *
 * Needs `node tests/build.ts county`. Prints the seed; exit code 1 when an answer was wrong.
 */
import { parseArgs } from 'node:util';
import { askArchive } from '../../scripts/ask-archive.ts';
import { pageTexts } from '../../scripts/page-texts.ts';
import { seededRandom } from '../../scripts/seeded-random.ts';
import { openArchive } from '../../src/archive/open-archive.ts';
import type { Archive } from '../../src/model/archive.ts';
import { normalizeText } from '../../src/search/normalize.ts';
import { openSealed } from '../../src/search/packed/sealed.ts';
import { openIndex } from '../../src/search/pagefind/index-reader.ts';
import { testSite } from '../sites.ts';
import { typedOtherwise } from '../unit/search/typed-otherwise.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '5' }, seed: { type: 'string' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const random = seededRandom(seed);
console.log(`seed ${seed}`);

const { contentDir, outDir } = testSite('county');
const archive = (await openArchive(contentDir)).archive as Archive;
const originals = archive.reports.map((report) => pageTexts(outDir, report));
const texts = originals.map((blocks) => blocks.map(normalizeText));

class Lost extends Error {}
/** One request in so many is lost; none at 0. */
let lossy = 0;
/** A new reader of the same files: nothing of an earlier one is known to it. */
const askAnew = async () =>
  askArchive(archive, (_, { files, hash }) =>
    openIndex(async (path) => {
      if (lossy > 0 && random.below(lossy) === 0) throw new Lost(path);
      const content = files.get(path);
      if (!content) throw new Error(`no ${path}`);
      return openSealed(content, `${hash}/${path}`);
    }),
  );

const holds = (run: string) =>
  texts.flatMap((blocks, i) => (blocks.some((block) => block.includes(run)) ? [i] : []));

function someRun(longest: number): string {
  const blocks = originals[random.below(originals.length)] as string[];
  const block = Array.from(blocks[random.below(blocks.length)] as string);
  const start = random.below(block.length);
  return block.slice(start, start + 1 + random.below(longest)).join('');
}

/** What is typed and which documents have it; a sign of the search in it would be another question. */
function someQuestion(): { q: string; expected: number[]; exact: boolean } | undefined {
  const run = someRun(random.below(4) === 0 ? 64 : 9).replace(/["＂“”\-－−\p{White_Space}]/gu, '');
  const text = normalizeText(run);
  if (text === '' || text.length > 64) return undefined;
  const choices = Array.from({ length: run.length + 1 }, () => random.below(1000));
  switch (random.below(4)) {
    case 0: {
      // A slip, which may stand nowhere.
      const other = someRun(1).replace(/["＂“”\-－−\p{White_Space}]/gu, '');
      const at = random.below(run.length);
      const q = run.slice(0, at) + other + run.slice(at + 1);
      if (normalizeText(q) === '') return undefined;
      return { q, expected: holds(normalizeText(q)), exact: false };
    }
    case 1: {
      const second = someRun(6).replace(/["＂“”\-－−\p{White_Space}]/gu, '');
      if (normalizeText(second) === '') return undefined;
      const both = holds(text).filter((each) => holds(normalizeText(second)).includes(each));
      return { q: `"${run}" "${second}"`, expected: both, exact: true };
    }
    case 2: {
      const unwanted = someRun(3).replace(/["＂“”\-－−\p{White_Space}]/gu, '');
      if (normalizeText(unwanted) === '') return undefined;
      const gone = holds(normalizeText(unwanted));
      const left =
        normalizeText(unwanted) === text ? [] : holds(text).filter((each) => !gone.includes(each));
      return { q: `"${run}" -"${unwanted}"`, expected: left, exact: true };
    }
    default:
      return {
        q: typedOtherwise(run, choices).replace(/["＂“”]/g, ''),
        expected: holds(text),
        exact: true,
      };
  }
}

let asked = 0;
let refused = 0;
let wrong = 0;
for (const until = Date.now() + Number(values.minutes) * 60_000; Date.now() < until; ) {
  lossy = 0;
  const sure = await askAnew();
  for (let i = 0; i < 400 && Date.now() < until; i++) {
    const question = someQuestion();
    if (!question) continue;
    const { q, expected, exact } = question;
    lossy = 0;
    asked++;
    const { answer, shown } = await sure({ q });
    const hits = answer.hits.map(({ document }) => document).sort((a, b) => a - b);
    // What stands nowhere may be answered by what is called so, and says so; or as it is also written.
    const isOther =
      expected.length === 0 && (answer.called || !exact || answer.phrases[0]?.typed !== q);
    if (!isOther && String(hits) !== String(expected)) {
      wrong++;
      console.error(`${JSON.stringify(q)}: ${hits.length} and not ${expected.length}`);
    }
    if (new Set(shown).size !== shown.length) {
      wrong++;
      console.error(`${JSON.stringify(q)}: a report twice`);
    }
    if (i % 20 !== 0) continue;
    try {
      lossy = 2 + random.below(12);
      const again = await (await askAnew())({ q });
      const same = again.answer.hits.map(({ document }) => document).sort((a, b) => a - b);
      if (String(same) !== String(hits)) {
        wrong++;
        console.error(`${JSON.stringify(q)} with losses: ${same.length} and not ${hits.length}`);
      }
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
      refused++;
    }
  }
}
console.log(
  `seed ${seed}: ${asked} questions, ${refused} refused when files were lost, ${wrong} wrong`,
);
process.exitCode = wrong > 0 ? 1 : 0;
