import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { LostFile } from '../../../../src/client/search-files.ts';
import { headLoader } from '../../../../src/client/search-page/head-loader.ts';
import { onlyPage, type TextHead } from '../../../../src/search/excerpts/text-head.ts';
import { HeadFiles } from '../../../../src/search/indexing/head-files.ts';

const headOf = (document: number): TextHead => ({
  slug: `report-${document}`,
  issuer: `issuer-${document % 3}`,
  title: { text: `第${document}号报告`, unusual: '' },
  headings: 64,
  paragraphs: 256,
  position: document * 1000,
  page: { symbols: [20, 30], kinds: ['heading', 'text'], stretches: [90] },
  pages: [onlyPage],
});

/** Heads of documents behind a server that knows ranges. */
function serve(t: TestContext, documents: number, place: string) {
  const index = { hash: '0123456789', folder: `/${place}/` };
  const files = new HeadFiles();
  const lengths = Array.from({ length: documents }, (_, document) => 1 + (document % 5));
  for (const [document, grains] of lengths.entries()) files.add(headOf(document), grains);
  const slots = files.close({ keep: () => assert.fail('a head that does not fit') });
  const written = new Map(files.files(index.hash));
  const state = { asked: [] as string[], bytes: 0, isDown: false };
  const { fetch } = globalThis;
  t.after(() => Object.assign(globalThis, { fetch, window: undefined }));
  Object.assign(globalThis, {
    window: globalThis,
    async fetch(path: string, { headers }: { headers: { Range: string } }) {
      state.asked.push(path.slice(index.folder.length));
      if (state.isDown) throw new TypeError('no network');
      const [, from = '', to = ''] = /^bytes=(\d+)-(\d+)$/.exec(headers.Range) ?? [];
      const file = written.get(path.slice(index.folder.length)) as Uint8Array;
      const part = file.slice(Number(from), Number(to) + 1);
      state.bytes += part.length;
      const said = { 'Content-Range': `bytes ${from}-${to}/${file.length}` };
      return new Response(part, { status: 206, headers: said });
    },
  });
  return { state, load: headLoader(index, lengths, slots) };
}

test('heads that stand near each other come in one request, others each in its own, and none twice', async (t) => {
  const { state, load } = serve(t, 300, 'near');
  const wanted = [250, 3, 5, 90, 4, 97, 96];
  const found = await Promise.all(wanted.map(load));
  assert.deepEqual(found, wanted.map(headOf));
  // 3 to 5, 90, 96 and 97, 250.
  assert.deepEqual([...state.asked].sort(), [
    'heads/0.packed',
    'heads/0.packed',
    'heads/1.packed',
    'heads/2.packed',
  ]);
  assert.ok(state.bytes < 1000, `${state.bytes}`);
  await Promise.all(wanted.map(load));
  assert.equal(state.asked.length, 4);
  assert.deepEqual(await load(299), headOf(299));
  assert.equal(state.asked.length, 5);
});

test('a head that was lost is asked for again, and is nothing meanwhile', async (t) => {
  const { state, load } = serve(t, 20, 'again');
  state.isDown = true;
  const lost = await Promise.allSettled([load(7), load(8)]);
  for (const each of lost)
    assert.ok(each.status === 'rejected' && each.reason instanceof LostFile, each.status);
  state.isDown = false;
  assert.deepEqual(await Promise.all([load(7), load(8)]), [headOf(7), headOf(8)]);
  assert.equal(state.asked.length, 2);
});
