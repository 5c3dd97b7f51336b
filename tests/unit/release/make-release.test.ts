import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { makeRelease } from '../../../src/release/make-release.ts';
import { releaseId } from '../../../src/release/release-manifest.ts';
import { ReleaseRefused } from '../../../src/release/release-refused.ts';
import { ReleaseStore } from '../../../src/release/release-store.ts';
import { siteFiles } from '../../../src/release/site-files.ts';
import { inUploadOrder, stageOf, stages } from '../../../src/release/upload-order.ts';
import { place, type Releases, releasesOf } from './two-releases.ts';

describe('A release', () => {
  let all: Releases;
  before(async () => {
    all = await releasesOf('one', 'two', 'three');
  });
  after(() => all.remove());

  test('has beside every text file its compressed twins, which expand to its bytes', () => {
    const { site, manifest } = all.made[0] ?? assert.fail();
    const plain = manifest.files.filter(({ encoding }) => encoding === undefined);
    assert.equal(plain.length, 17);
    for (const { path, type } of plain) {
      const bytes = readFileSync(join(site, path));
      const isText = /charset/.test(type);
      assert.equal(existsSync(join(site, `${path}.br`)), isText, path);
      if (!isText) continue;
      assert.deepEqual(brotliDecompressSync(readFileSync(join(site, `${path}.br`))), bytes);
      assert.deepEqual(gunzipSync(readFileSync(join(site, `${path}.gz`))), bytes);
    }
  });

  test('is named by its content, and says of each file what it is', () => {
    const { id, manifest, site } = all.made[0] ?? assert.fail();
    assert.equal(id, releaseId(manifest.files));
    assert.deepEqual(
      manifest.files.map(({ path }) => path),
      siteFiles(site).files.filter((path) => path !== 'release.json'),
    );
    const of = (end: string) => manifest.files.find(({ path }) => path.endsWith(end));
    assert.equal(of('.css')?.cache, 'immutable');
    assert.equal(of('.pf_index')?.cache, 'immutable');
    assert.equal(of('archive.json')?.cache, 'revalidate');
    assert.equal(of('search/index.html.br')?.type, 'text/html; charset=utf-8');
    assert.equal(of('附件 1.pdf')?.type, 'application/pdf');
  });

  test('of the same build elsewhere is the same, byte for byte, and made once', async () => {
    const [first] = all.made;
    const build = join(all.folder, 'elsewhere');
    cpSync(join(all.folder, 'build-one'), build, { recursive: true });
    const other = new ReleaseStore(join(all.folder, 'other'));
    const again = await makeRelease({ build, ...place }, other);
    assert.equal(again.id, first?.id);
    execFileSync('diff', ['-r', again.site, first?.site ?? '']);
    assert.equal(again.isNew, true);
    assert.equal((await makeRelease({ build, ...place }, other)).isNew, false);
    const elsewhere = { ...place, url: 'https://other.archive.example' };
    assert.equal((await makeRelease({ build, ...elsewhere }, other)).manifest.url, elsewhere.url);
    // What is damaged is made again.
    rmSync(join(again.site, 'index.html.gz'));
    assert.equal((await makeRelease({ build, ...place }, other)).isNew, true);
    execFileSync('diff', ['-r', again.site, first?.site ?? '']);
  });

  test('compresses again only what has changed, and nothing that is damaged is used', async () => {
    const store = new ReleaseStore(join(all.folder, 'kept'));
    const build = join(all.folder, 'build-one');
    const { manifest } = await makeRelease({ build, ...place }, store);
    const kept = join(all.folder, 'kept/compressed');
    const names = siteFiles(kept).files;
    const [damaged = '', ...rest] = names;
    const times = rest.map((name) => statSync(join(kept, name)).mtimeMs);
    appendFileSync(join(kept, damaged), 'x');
    writeFileSync(join(kept, 'stray'), '');
    rmSync(join(store.folder, manifest.release), { recursive: true });
    const again = await makeRelease({ build, ...place }, store);
    assert.deepEqual(again.manifest, manifest);
    assert.deepEqual(siteFiles(kept).files, names);
    assert.deepEqual(
      rest.map((name) => statSync(join(kept, name)).mtimeMs),
      times,
    );
  });

  test('says what differs from the one before, and lists uploads in the safe order', () => {
    const [one, two, three] = all.made;
    const folder = join(three?.site ?? '', '..');
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    const { previous, added, changed, removed } = JSON.parse(read('difference.json'));
    assert.equal(previous, two?.id);
    assert.ok(added.includes('reports/2019/three/index.html'));
    assert.ok(changed.includes('index.html.br'));
    assert.ok(removed.includes('reports/2019/two/index.html'));
    assert.ok(![...added, ...changed].includes('about/index.html'));
    const lists = siteFiles(join(folder, 'upload')).files;
    assert.deepEqual(lists, [
      '1-assets.txt',
      '2-search.txt',
      '3-data.txt',
      '4-pages.txt',
      '5-entries.txt',
      '6-manifest.txt',
      '7-delete-later.txt',
    ]);
    const listed = lists.slice(0, 6).flatMap((name) => read(`upload/${name}`).match(/.+/g) ?? []);
    assert.deepEqual(listed.sort(), [...added, ...changed, 'release.json'].sort());
    assert.match(read('upload/5-entries.txt'), /^pagefind\/archive\.json$/m);
    // One old release is kept whole: what two has is not deleted yet, what only one has is.
    const gone = read('upload/7-delete-later.txt');
    assert.match(gone, /^reports\/2019\/one\/index\.html$/m);
    assert.doesNotMatch(gone, /two/);
    assert.ok(one && existsSync(join(one.site, 'index.html')));
  });

  test('is not made of a build that is unfinished, changed or has links', async () => {
    const store = new ReleaseStore(join(all.folder, 'refused'));
    const build = join(all.folder, 'changed');
    cpSync(join(all.folder, 'build-one'), build, { recursive: true });
    appendFileSync(join(build, 'about/index.html'), '<p>by hand');
    await assert.rejects(makeRelease({ build, ...place }, store), (error) => {
      assert.ok(error instanceof ReleaseRefused);
      assert.match(error.message, /about\/index\.html/);
      return true;
    });
    rmSync(join(build, 'index.html'));
    await assert.rejects(makeRelease({ build, ...place }, store), /npm run build/);
    assert.equal(existsSync(store.folder), false);
  });
});

describe('The order of uploads', () => {
  test('brings what pages need before them and what leads to them after', () => {
    const paths = ['release.json', 'sitemap-1.xml', 'index.html.gz', 'pagefind/archive.json'];
    const order = [
      ...inUploadOrder(
        [...paths, 'data/reports.csv', 'pagefind/1/a.js', '_assets/a.css.br'].map((path) => ({
          path,
        })),
        true,
      ).entries(),
    ].map(([stage, files]) => [stage, files.map(({ path }) => path)]);
    assert.deepEqual(order, [
      ['assets', ['_assets/a.css.br']],
      ['search', ['pagefind/1/a.js']],
      ['data', ['data/reports.csv']],
      ['pages', ['index.html.gz']],
      ['entries', ['sitemap-1.xml', 'pagefind/archive.json']],
      ['manifest', ['release.json']],
    ]);
  });

  test('gives the search page its entry first where there was none', () => {
    for (const path of ['feed.xml', 'zh-hant/issuers/a/feed.json', 'sitemap-1.xml'])
      assert.equal(stageOf({ path }, true), 'entries', path);
    const at = (path: string) => stages.indexOf(stageOf({ path }, false));
    assert.ok(at('pagefind/archive.json') < at('search/index.html'));
  });
});
