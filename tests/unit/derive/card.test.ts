import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import sharp from 'sharp';
import { ProblemList } from '../../../src/archive/check/problem-list.ts';
import { readCard } from '../../../src/archive/read/read-card.ts';
import { readImages } from '../../../src/archive/read/read-images.ts';
import { card } from '../../../src/derive/card/card.ts';
import { keepCard } from '../../../src/derive/card/keep-card.ts';
import { drawCard } from '../../../src/derive/card/site-card.ts';
import type { DeriveContext } from '../../../src/derive/step.ts';
import type { Archive } from '../../../src/model/archive.ts';
import { withPngText } from '../../../src/model/png-text.ts';
import { cardFiles, cardRecord } from '../../../src/model/share-card.ts';
import { siteConverters, variantSettings } from '../../../src/variant/site-converters.ts';
import { built, contextBelow, smallArchive } from './derive-context.ts';

const content = { lang: 'zh-Hans', heading: '某县', title: '档案', foot: '指标' } as const;
const square = { channels: 3, background: 'white' } as const;
const site = { ...smallArchive.site, name: '发展档案 <&>', trail: ['甲', '乙'] };

let folder: string;
let contentDir: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'card-'));
  contentDir = join(folder, 'content');
  mkdirSync(contentDir);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The archive of the folder with the card that is kept in it, and the problems of that. */
async function opened(changes: Partial<Archive['site']> = {}) {
  const problems = new ProblemList();
  const files = Object.values(cardFiles).filter((file) =>
    statSync(join(contentDir, file), { throwIfNoEntry: false }),
  );
  const images = await readImages(contentDir, files, problems);
  const own = { ...site, ...changes };
  const read = readCard(contentDir, files, images, own, problems);
  const archive: Archive = { ...smallArchive, contentDir, site: own, card: read };
  return { archive, problems: problems.sorted().map(({ code, message }) => `${code} ${message}`) };
}

async function keep(overwrite = false) {
  const { archive } = await opened();
  return keepCard(archive, siteConverters(variantSettings(archive)), { overwrite });
}

/** What the step writes, by address; and what it says. */
async function step(archive: Archive) {
  const said: string[] = [];
  const context: DeriveContext = {
    ...contextBelow(folder, archive),
    warn: (message) => said.push(message),
  };
  await card.run(context, built(), undefined);
  const written = ['social.png', 'zh-hant/social.png'].map((address) => {
    assert.match(`/${address}`, card.writes);
    const file = join(context.out, address);
    return statSync(file, { throwIfNoEntry: false }) && readFileSync(file);
  });
  return { said, written };
}

describe('The share card', () => {
  test('is kept in the content folder in both scripts, in the size that link previews take', async () => {
    for (const file of await keep()) {
      const { format, width, height, comments } = await sharp(file).metadata();
      assert.deepEqual([format, width, height], ['png', 1200, 630]);
      const isTraditional = file.endsWith(cardFiles.traditional);
      assert.equal(
        comments?.[0]?.text,
        `{"heading":"","title":"${isTraditional ? '發展檔案' : '发展档案'} <&>","foot":"甲 · 乙"}`,
      );
    }
    const { archive, problems } = await opened();
    assert.deepEqual(problems, []);
    const { said, written } = await step(archive);
    assert.deepEqual(said, []);
    assert.deepEqual(
      written,
      Object.values(cardFiles).map((file) => readFileSync(join(contentDir, file))),
    );
  });

  test('drawn again of the same site gives the same bytes', async () => {
    const files = await keep();
    const first = files.map((file) => readFileSync(file));
    assert.deepEqual(
      (await keep()).map((file) => readFileSync(file)),
      first,
    );
  });

  test('that cannot be put in its place leaves nothing beside it', async () => {
    mkdirSync(join(contentDir, cardFiles.simplified));
    await assert.rejects(keep(true));
    assert.deepEqual(readdirSync(contentDir), [cardFiles.simplified]);
  });

  test('of which one cannot be put in its place leaves the other as it was', async () => {
    mkdirSync(join(contentDir, cardFiles.traditional));
    await assert.rejects(keep(true));
    assert.deepEqual(readdirSync(contentDir), [cardFiles.traditional]);
    const old = await sharp({ create: { ...square, width: 1200, height: 630 } })
      .png()
      .toBuffer();
    writeFileSync(join(contentDir, cardFiles.simplified), old);
    await assert.rejects(keep(true));
    assert.deepEqual(readFileSync(join(contentDir, cardFiles.simplified)), old);
    assert.equal(readdirSync(contentDir).length, 2);
  });

  test('of two that were not drawn together is told by the build', async () => {
    await keep();
    const file = join(contentDir, cardFiles.traditional);
    const old = readFileSync(file);
    const { archive } = await opened({ name: '另一个名称' });
    await keepCard(archive, siteConverters(variantSettings(archive)), { overwrite: false });
    // The machine stopped before the second was put in its place.
    writeFileSync(file, old);
    const { said } = await step((await opened({ name: '另一个名称' })).archive);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /画到一半停了。运行 npm run card 重画/);
  });

  test('that is not there is said once, with the command, and nothing is written', async () => {
    const { archive, problems } = await opened();
    assert.deepEqual(problems, []);
    const { said, written } = await step(archive);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /npm run card/);
    assert.deepEqual(written, [undefined, undefined]);
  });

  test('of another name, or without its twin, or of another size is stated', async () => {
    await keep();
    const renamed = await opened({ name: '新名' });
    assert.match(renamed.problems.join('\n'), /^card-mismatch site\.yaml 现在是“新名”、“甲 · 乙”/);
    assert.notEqual(renamed.archive.card, undefined, 'it is shown all the same');
    const small = sharp({ create: { width: 600, height: 315, channels: 3, background: 'red' } });
    writeFileSync(join(contentDir, cardFiles.traditional), await small.png().toBuffer());
    const odd = await opened();
    assert.match(odd.problems.join('\n'), /^card-mismatch .*600×315 的 PNG/);
    assert.equal(odd.archive.card, undefined);
    rmSync(join(contentDir, cardFiles.traditional));
    const single = await opened();
    assert.match(
      single.problems.join('\n'),
      /^card-mismatch 分享图片少了一张：没有 social-zh-hant/,
    );
    assert.equal(single.archive.card, undefined);
  });

  test('whose Traditional words would be others now is said by the build', async () => {
    await keep();
    const { archive } = await opened();
    const glossary = [{ simplified: '发展', traditional: '髮展' }];
    const { said } = await step({ ...archive, glossary });
    assert.match(said.join('\n'), /繁体的转换改了.*npm run card/);
  });

  test('whose record has no end is a picture like any other', async () => {
    const files = await keep();
    const [first = ''] = files;
    const drawn = readFileSync(first);
    for (const record of [
      '['.repeat(1_000_000),
      cardRecord({ ...content, heading: '甲'.repeat(1_000_000) }),
    ]) {
      for (const file of files) writeFileSync(file, withPngText(drawn, record));
      const { archive } = await opened();
      assert.deepEqual(archive.card, { simplified: undefined, traditional: undefined });
    }
  });

  test("of an editor's own is left alone, and published without what its camera noted", async () => {
    const own = sharp({ create: { width: 1200, height: 630, channels: 3, background: 'red' } })
      .withExif({ IFD0: { ImageDescription: 'at home' } })
      .png();
    for (const file of Object.values(cardFiles)) {
      writeFileSync(join(contentDir, file), await own.toBuffer());
    }
    await assert.rejects(keep(), /--overwrite/);
    const { archive, problems } = await opened({ name: '新名' });
    assert.deepEqual(problems, []);
    const { written } = await step(archive);
    for (const file of written) {
      assert.equal((await sharp(file).metadata()).exif, undefined);
      const { dominant } = await sharp(file).stats();
      assert.ok(dominant.r > 200 && dominant.g < 50);
    }
    await keep(true);
    assert.notEqual((await opened()).archive.card?.simplified, undefined);
  });
});

test('a title of any length or script stays inside the card', async () => {
  const bare = await drawCard({ ...content, title: '' });
  for (const title of ['', '长'.repeat(200), 'A very long Latin title '.repeat(9), '<script>&"']) {
    const drawn = await drawCard({ ...content, title });
    const { data, info } = await sharp(drawn)
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    // Paper, nothing else, in the outer margin between the band and the foot.
    for (let y = 60; y < 500; y += 10) {
      for (const x of [20, 60, 1150, 1180]) {
        assert.ok((data[(y * info.width + x) * info.channels] ?? 0) > 240, `${title} ${x},${y}`);
      }
    }
    if (title === '') assert.deepEqual(drawn, bare);
  }
});
