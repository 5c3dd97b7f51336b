import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { seededRandom } from '../../../scripts/seeded-random.ts';
import { SymbolRun } from '../../../src/search/indexing/symbol-run.ts';
import { indexFiles } from '../../../src/search/pagefind/index-files.ts';
import { decode, readIndex } from './read-index.ts';

/** A text in which few pairs are very common and many are rare, as in every language. */
function writtenText(length: number): string {
  const random = seededRandom(1);
  return Array.from({ length }, () =>
    String.fromCharCode(0x4e00 + Math.min(random.below(400), random.below(400), random.below(400))),
  ).join('');
}

test('every word is in the one chunk whose name and borders lead to it', async () => {
  const run = new SymbolRun();
  run.add({ title: '题', headings: [], paragraphs: [writtenText(20_000)] });
  const index = indexFiles(run, undefined, {
    sizes: { usual: 5000, large: 7000, long: 9000 },
  });
  const { words } = readIndex(run, index);
  const meta = index.files.get(`pagefind.${index.hash}.pf_meta`) as Uint8Array;
  const [, , chunks] = decode(gunzipSync(meta).subarray('pagefind_dcd'.length, -4)) as [
    unknown,
    unknown,
    [string, string, string][],
  ];
  assert.ok(chunks.length > 20, `${chunks.length} chunks`);
  assert.equal(new Set(chunks.map(([, , name]) => name)).size, chunks.length);
  for (const word of words.keys()) {
    const ranges = chunks.filter(([from, to]) => from <= word && word <= to);
    assert.equal(ranges.length, 1, word);
    const content = index.files.get(`index/${ranges[0]?.[2]}.pf_index`) as Uint8Array;
    assert.ok(gunzipSync(content).includes(word), word);
  }
});

test('an archive of one report has a handful of files', async () => {
  const run = new SymbolRun();
  run.add({ title: '题', headings: [], paragraphs: [writtenText(8000)] });
  const { files, chunks } = indexFiles(run);
  assert.ok(chunks <= 6, `${chunks} chunks`);
  assert.equal(files.size, chunks + 2);
});
