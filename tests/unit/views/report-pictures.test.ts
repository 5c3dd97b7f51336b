import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { parseFragment } from 'parse5';
import sharp from 'sharp';
import { openArchive } from '../../../src/archive/open-archive.ts';
import { pictures } from '../../../src/derive/pictures/pictures.ts';
import type { Archive } from '../../../src/model/archive.ts';
import type { ArchiveImage, ReportBody } from '../../../src/model/report.ts';
import { archivePictures, pictureFiles, withPictures } from '../../../src/views/report-pictures.ts';
import { reportText } from '../archive/archive-from.ts';
import { built, contextBelow } from '../derive/derive-context.ts';

const image = (width: number, format: ArchiveImage['format'] = 'jpeg'): ArchiveImage => ({
  sha256: 'ab'.repeat(32),
  format,
  width,
  height: width / 2,
});
const body = (html: string, ...files: string[]): ReportBody => ({
  html,
  headings: [],
  images: files.map((file) => ({ file, alt: '"图" <&>', title: undefined })),
});
const archiveWith = (images: Record<string, ArchiveImage>, base = '/') =>
  ({ images: new Map(Object.entries(images)), site: { base } }) as unknown as Archive;

describe('A picture', () => {
  const home = mkdtempSync(join(tmpdir(), 'pictures-'));
  after(() => rmSync(home, { recursive: true }));

  test('is made no larger than it is, and in the sizes that screens need', () => {
    const widths = (width: number) => pictureFiles('a', image(width)).webp.map((one) => one.width);
    assert.deepEqual(widths(300), [300]);
    assert.deepEqual(widths(1000), [480, 960, 1000]);
    assert.deepEqual(widths(1440), [480, 960, 1440]);
    assert.deepEqual(widths(5000), [480, 960, 1440]);
    assert.equal(pictureFiles('a', image(5000)).fallback.width, 960);
    assert.equal(pictureFiles('a', image(100)).fallback.width, 100);
  });

  test('keeps the kind of its format for browsers that know no WebP', () => {
    const format = (kind: ArchiveImage['format']) =>
      pictureFiles('a', image(800, kind)).fallback.format;
    assert.equal(format('png'), 'png');
    for (const kind of ['jpeg', 'avif', 'webp'] as const) assert.equal(format(kind), 'jpg');
    assert.equal(format('gif'), 'gif');
    assert.deepEqual(pictureFiles('a', image(800, 'gif')).webp, [], 'an animation stays whole');
  });

  test('stands in its place with size, text and prefix, whatever the text holds', () => {
    const html = withPictures(
      body('<p>前<img data-archive-image="0">后</p>', 'reports/2020/a.jpg'),
      archiveWith({ 'reports/2020/a.jpg': image(1000) }, '/fz/'),
    );
    assert.match(
      html,
      /^<p>前<picture><source type="image\/webp" srcset="\/fz\/_assets\/pictures\/abababababababab-480\.webp 480w, /,
    );
    const text = JSON.stringify(parseFragment(html), (key, value) =>
      key === 'parentNode' ? undefined : value,
    );
    assert.ok(text.includes('"alt","value":"\\"图\\" <&>"'), text);
    assert.match(html, /width="960" height="480"/);
  });

  test('is loaded late only below the fold', () => {
    const image0 = { 'reports/2020/a.jpg': image(100) };
    const at = (before: string) =>
      withPictures(
        body(`<p>${before}<img data-archive-image="0"></p>`, 'reports/2020/a.jpg'),
        archiveWith(image0),
      );
    assert.ok(!at('字'.repeat(299)).includes('lazy'));
    assert.ok(at('字'.repeat(301)).includes('loading="lazy"'));
  });

  test('that is not there is an error, not a gap', () => {
    assert.throws(
      () =>
        withPictures(body('<img data-archive-image="0">', 'reports/2020/b.jpg'), archiveWith({})),
      /b\.jpg/,
    );
  });

  test('is written once for equal content, under any name, turned as the camera noted, without what else the file says', async () => {
    const content = join(home, 'content');
    const photo = await sharp({
      create: { width: 600, height: 300, channels: 3, background: 'teal' },
    })
      .jpeg()
      .withMetadata({ orientation: 6 })
      .withExifMerge({ IFD0: { Copyright: 'SECRET' } })
      .toBuffer();
    assert.ok(photo.includes('SECRET'));
    const files: Record<string, string | Buffer> = {
      'site.yaml': 'name: 档案\nurl: https://a.example\ntrail: [甲]\n',
      'issuers.yaml': '- { id: yunxi-justice-bureau, name: 司法局, kind: department }\n',
      'indicators/2021.yaml':
        'edition: "2021"\ntitle: 指标\nindicators:\n  - { code: "98", title: 九十八 }\n',
      'reports/2020/one.md': reportText('![甲](Photo.Jpg)\n\n![乙](x.pNG)\n').replace(
        'year: 2023',
        'year: 2020',
      ),
      'reports/2020/Photo.Jpg': photo,
      'reports/2020/x.pNG': photo,
      'reports/2020/unused.jpg': await sharp(photo).rotate(90).jpeg().toBuffer(),
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(content, path, '..'), { recursive: true });
      writeFileSync(join(content, path), text);
    }
    const { archive, problems } = await openArchive(content);
    assert.ok(archive, JSON.stringify(problems));
    const made = archivePictures(archive);
    assert.deepEqual([...made.values()].map(({ width, format }) => `${width} ${format}`).sort(), [
      '300 jpg',
      '300 webp',
    ]);
    const context = contextBelow(home, archive);
    await pictures.run(context, built(), undefined);
    for (const { address, width } of made.values()) {
      const written = readFileSync(join(context.out, address));
      const { width: actual, height, exif } = await sharp(written).metadata();
      assert.deepEqual([actual, height, exif], [width, 600, undefined]);
      assert.ok(!written.includes('SECRET'));
      assert.match(address, pictures.writes);
    }
  });
});
