import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openArchive } from '../../../src/archive/open-archive.ts';
import { writeArchiveIndex } from '../../../src/derive/search-index/archive-index.ts';
import { IndexBesidePages } from '../../../src/derive/search-index/index-beside-pages.ts';
import { searchIndex } from '../../../src/derive/search-index/search-index.ts';
import type { Archive } from '../../../src/model/archive.ts';
import { differences } from '../../output/same-bytes.ts';
import { testSite } from '../../sites.ts';
import { built, contextBelow } from './derive-context.ts';

const folder = mkdtempSync(join(tmpdir(), 'search-step-'));
after(() => rmSync(folder, { recursive: true, force: true }));

describe('The search index that a thread writes beside the pages', () => {
  let archive: Archive;
  before(async () => {
    archive = (await openArchive(testSite('county').contentDir)).archive as Archive;
    await writeArchiveIndex(archive, join(folder, 'alone'));
  });

  test('is the one that is written without a thread, byte for byte, however it was handed over', async () => {
    for (const batch of [1, 20_000, undefined]) {
      const site = join(folder, `beside-${batch}`);
      const work = new IndexBesidePages(archive, join(folder, 'scratch'), batch);
      await work.finish(site);
      assert.deepEqual(differences(join(folder, 'alone'), site), []);
      assert.ok(work.seconds !== undefined);
      assert.deepEqual(readdirSync(join(folder, 'scratch')), [], 'it was moved');
    }
  });

  test('is what the step puts in its place, for an archive that is worth a thread', async () => {
    const context = contextBelow(join(folder, 'small'), archive);
    assert.ok(archive.reports.length < 300);
    assert.equal(searchIndex.early?.(context), undefined, 'a small archive needs no thread');
    const many = Array.from({ length: 300 }, (_, i) => archive.reports[i % archive.reports.length]);
    const large = contextBelow(join(folder, 'large'), { ...archive, reports: many } as Archive);
    const early = searchIndex.early?.(large);
    assert.ok(early instanceof IndexBesidePages);
    await searchIndex.run(large, built(), early);
    await searchIndex.run({ ...large, out: join(folder, 'again') }, built(), undefined);
    assert.deepEqual(differences(large.out, join(folder, 'again')), []);
  });

  test('is no index at all when the thread fails: the build is told', async () => {
    const scratch = join(folder, 'a-file');
    mkdirSync(folder, { recursive: true });
    writeFileSync(scratch, '');
    const work = new IndexBesidePages(archive, scratch);
    await assert.rejects(work.finish(join(folder, 'never')), /ENOTDIR|EEXIST/);
  });
});
