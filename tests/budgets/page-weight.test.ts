import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { heaviestPages, totalOf } from '../../scripts/bench-bytes.ts';
import { type PageType, pageTypes } from '../../scripts/page-types.ts';
import { testSite } from '../sites.ts';

interface Budget {
  /** HTML, CSS and JS together. */
  readonly total: number;
  /** Script before any interaction, inline script included. */
  readonly js: number;
  readonly requests: number;
}

/** Bytes after brotli 11; the project's promise: 3 KB of script, 4 requests. `npm run bench:bytes` prints what is. */
const usual: Budget = { total: 15 * 1024, js: 3 * 1024, requests: 4 };
/**
 * The whole search page is one tool: its script comes at once, so that a result is not late. The reader of the
 * index is in it (3.4 KB); Pagefind's script and wasm, 67 KB more at the first search, are not loaded any more. Its
 * own style sheet is the tenth request, so that no other page carries it. The place that is kept over reload and
 * back, what is found by the record and the conditions that hide results are 1.7 KB of it; what a search that finds
 * nothing needs comes only then. What reads the stored texts, in place of whole pages, and lists cut by place is 1.4 KB;
 * copies of a text kept behind the others and the way to the sounds are 0.3 KB. What filters let through, loaded value
 * by value and counted where it is seen, in place of 160 KB of columns at 40,000 reports, is 1.2 KB. What is called so,
 * years in words, a zero that is said before its help and the sentences for odd queries are 1.4 KB.
 * What a search left out, a site seen to be updated at once, a history that refuses an entry and an answer brought into a
 * low window are 0.6 KB; that there may be more places than were counted is said in 30 bytes.
 * What stands in its HTML for these is 1 KB of a county with many issuers. Heads of texts found by their slots, read as
 * bytes, in pages where they are long, and asked for together are 1.4 KB, in place of 11 KB in every search.
 */
const search: Budget = { total: 51_450, js: 37_760, requests: 11 };
/** Every problem that the content check knows, with what is wrong and what is right: some 200 bytes a code. */
const problems: Budget = { ...usual, total: 23_000 };
/** The whole way from an empty folder to a published site and back, with what is to be seen on each of its pictures. */
const editing: Budget = { ...usual, total: 16_110 };
// The promise for the real report is 24 KB; what has been reached is kept.
// What keeps the largest elder type inside 320 px is 10 bytes of them.
// How a hash is checked under Windows is 40 bytes.
// Marks between words that are hidden from screen readers cost 80 to 280 bytes: names are read without gaps.
const budgets: Readonly<Record<'real' | 'county', Partial<Record<PageType, Budget>>>> = {
  real: { report: { ...usual, total: 18_530 }, search, problems, editing },
  county: { report: { ...usual, total: 25_900 }, search, problems, editing },
};

for (const name of ['real', 'county'] as const) {
  describe(`The pages of ${name} are light`, () => {
    const { outDir, base } = testSite(name);
    const heaviest = heaviestPages(outDir, base);

    for (const type of Object.keys(pageTypes) as PageType[]) {
      test(type, () => {
        const weight = heaviest.get(type);
        assert.ok(weight, `there is no page of the kind ${type}`);
        const budget = budgets[name][type] ?? usual;
        const shown = JSON.stringify(weight);
        assert.ok(totalOf(weight) <= budget.total, `more than ${budget.total} bytes: ${shown}`);
        const js = weight.js + weight.inlineJs;
        assert.ok(js <= budget.js, `more than ${budget.js} bytes of script: ${shown}`);
        assert.equal(weight.fonts, 0, `a font: ${shown}`);
        assert.ok(weight.requests <= budget.requests, `more requests: ${shown}`);
      });
    }
  });
}
