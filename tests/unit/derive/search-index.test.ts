import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openArchive } from '../../../src/archive/open-archive.ts';
import { filesBelow } from '../../../src/derive/kept/files-below.ts';
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
    const alone = { ...contextBelow(join(folder, 'alone-again'), large.archive) };
    await searchIndex.run(alone, built(), undefined);
    assert.deepEqual(differences(large.out, alone.out), []);
    assert.equal(searchIndex.early?.(large), undefined, 'it is there already: no thread');
  });

  test('is no index at all when the thread fails: the build is told', async () => {
    const scratch = join(folder, 'a-file');
    mkdirSync(folder, { recursive: true });
    writeFileSync(scratch, '');
    const work = new IndexBesidePages(archive, scratch);
    await assert.rejects(work.finish(join(folder, 'never')), /ENOTDIR|EEXIST/);
  });
});

describe('The search index of the last build', () => {
  let archive: Archive;
  const at = (name: string) => join(folder, 'kept-index', name);
  /** Runs the step as a new build does, which keeps what the one before kept. */
  const build = async (name: string, own = archive) => {
    const context = { ...contextBelow(at('home'), own), out: at(name) };
    await searchIndex.run(context, built(), undefined);
    return context.out;
  };
  const kept = () => filesBelow(at('home/kept'));
  const nodes = (out: string) => new Set(filesBelow(out).map((file) => statSync(file).ino));
  /** An archive opened anew, so that nothing is remembered of it. */
  const open = async () => (await openArchive(testSite('county').contentDir)).archive as Archive;

  before(async () => {
    archive = await open();
    await build('first');
  });

  test('comes back as it was, for the same reports in another process', async () => {
    const again = await build('again', await open());
    assert.deepEqual(differences(at('first'), again), []);
    // Where a disk gives a file two names, nothing was written at all.
    assert.deepEqual(nodes(again), nodes(at('first')));
    assert.equal(kept().length, filesBelow(again).length + 1, 'the files and their list');
  });

  test('is made anew when anything in it is damaged or gone, and whole again', async () => {
    const damages: Record<string, (files: readonly string[]) => void> = {
      'a file cut off': (files) => truncateSync(files[3] as string, 5),
      'a file gone': (files) => rmSync(files[7] as string),
      'everything but one file gone': (files) => {
        for (const file of files.slice(1)) rmSync(file);
      },
      'another bit in every file': (files) => {
        for (const file of files) {
          const bytes = readFileSync(file);
          bytes[bytes.length - 1] = (bytes.at(-1) as number) ^ 1;
          rmSync(file);
          writeFileSync(file, bytes);
        }
      },
    };
    for (const [damage, inflict] of Object.entries(damages)) {
      inflict(kept());
      assert.deepEqual(differences(join(folder, 'alone'), await build('mended')), [], damage);
      const next = await build('next');
      assert.deepEqual(nodes(next), nodes(at('mended')), `kept again after ${damage}`);
    }
  });

  test('is not that of other reports, titles, names or glossaries, and none of its files stay', async () => {
    const [first, ...others] = archive.reports;
    const changed: Record<string, Archive> = {
      'a report less': { ...archive, reports: others },
      'another title': {
        ...archive,
        reports: [{ ...first, title: '另一个标题' } as Archive['reports'][number], ...others],
      },
      'another body': {
        ...archive,
        bodies: new Map([
          ...archive.bodies,
          [[...archive.bodies.keys()][0] as string, { html: '<p>另一段文字</p>' } as never],
        ]),
      },
      'an entry of the glossary': {
        ...archive,
        glossary: [...archive.glossary, { simplified: '里程', traditional: '裡程' }],
      },
    };
    for (const [change, other] of Object.entries(changed)) {
      await writeArchiveIndex(other, at('truth'));
      const own = await build('changed', other);
      assert.deepEqual(differences(at('truth'), own), [], change);
      assert.equal(kept().length, filesBelow(own).length + 1, change);
    }
  });
});
