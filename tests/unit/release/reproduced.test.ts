import assert from 'node:assert/strict';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startStaticServer } from '../../../src/building/preview/static-server.ts';
import { againstPublished } from '../../../src/release/against-published.ts';
import { firstDifference, folderDifferences } from '../../../src/release/folder-differences.ts';
import { type Releases, releasesOf } from './two-releases.ts';

describe('Two builds', () => {
  let all: Releases;
  let published: string;
  before(async () => {
    all = await releasesOf('one', 'two');
    published = join(all.folder, 'public');
  });
  after(() => all.remove());

  const siteOf = (index: number) => all.made[index]?.site ?? '';

  test('that are the same have no difference', () => {
    cpSync(siteOf(1), published, { recursive: true });
    assert.deepEqual(folderDifferences(siteOf(1), published), []);
  });

  test('that differ in one byte, or by a file, are told apart with the place of the first one', () => {
    cpSync(siteOf(1), published, { recursive: true });
    writeFileSync(join(published, 'feed.xml'), '<feed>twO</feed>');
    writeFileSync(join(published, 'more.txt'), '');
    rmSync(join(published, '404.html'));
    const found = folderDifferences(siteOf(1), published);
    assert.deepEqual(
      found.map(({ kind, path }) => `${kind} ${path}`),
      ['only-first 404.html', 'bytes feed.xml', 'only-second more.txt'],
    );
    const [feed] = found.flatMap((one) => (one.kind === 'bytes' ? [one.first] : []));
    assert.deepEqual([feed?.offset, feed?.lengths], [8, [16, 16]]);
    assert.deepEqual(
      feed?.around.map((bytes) => bytes.toString('latin1')),
      ['<feed>two</feed>', '<feed>twO</feed>'],
    );
  });

  test('of which one ends earlier part where it ends', () => {
    const [long, short] = [Buffer.from('依法行政'), Buffer.from('依法')];
    assert.equal(firstDifference(long, Buffer.from(long)), undefined);
    assert.equal(firstDifference(long, short)?.offset, short.length);
    assert.deepEqual(firstDifference(short, long)?.lengths, [6, 12]);
  });

  for (const kind of ['folder', 'address'] as const) {
    test(`are compared with a published one in its ${kind} through its manifest`, async () => {
      const { folder, store } = all;
      const at = async (index: number) => {
        if (kind === 'folder') return againstPublished(store.folder, siteOf(index));
        const server = await startStaticServer({
          folder: siteOf(index),
          base: '/',
          port: 0,
          host: '127.0.0.1',
        });
        try {
          return await againstPublished(store.folder, server.url);
        } finally {
          await server.close();
        }
      };
      assert.ok(folder);
      assert.deepEqual(await at(1), { release: all.made[1]?.id, differences: [] });
      const { differences } = await at(0);
      const named = differences.map((one) => `${one.kind} ${one.path}`);
      assert.ok(named.includes('bytes index.html'), named.join('\n'));
      assert.ok(named.includes('only-first reports/2019/two/index.html'));
      assert.ok(named.includes('only-second reports/2019/one/index.html'));
      assert.ok(!named.some((name) => /about|\.br$|\.gz$/.test(name)), named.join('\n'));
      const home = differences.find(({ path }) => path === 'index.html');
      assert.ok(home?.kind === 'bytes');
      assert.match(home.first.around[0].toString(), /style/);
      assert.notDeepEqual(home.first.around[0], home.first.around[1]);
    });
  }

  test('are not compared with a place that has no manifest', async () => {
    await assert.rejects(againstPublished(all.store.folder, all.folder), /没有 release\.json/);
  });
});
