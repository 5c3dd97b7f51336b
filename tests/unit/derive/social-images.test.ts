import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { GlyphBitmaps } from '../../../src/derive/card/glyph-bitmaps.ts';
import { IndexedScanlines, indexedPng } from '../../../src/derive/card/indexed-png.ts';
import { serifOutline } from '../../../src/derive/card/serif-outlines.ts';
import { cardRuns } from '../../../src/derive/card/social-card.ts';
import { drawCards } from '../../../src/derive/card/social-images.ts';
import { titleLines } from '../../../src/derive/card/title-lines.ts';

const oneEm = () => 1;

test('A title is broken between words and no line is much shorter than another', () => {
  assert.deepEqual(titleLines('清丰县2019年度依法行政工作情况的报告', 13, oneEm), [
    '清丰县2019年度依法',
    '行政工作情况的报告',
  ]);
});

test('No line begins with closing punctuation or ends with opening punctuation', () => {
  const character = fc.constantFrom(...'法治政府报告（）《》〔〕，、。：“”2019年号第县'.split(''));
  fc.assert(
    fc.property(
      fc.array(character, { minLength: 1, maxLength: 60 }).map((list) => list.join('')),
      fc.integer({ min: 12, max: 30 }),
      (title, width) => {
        // A piece longer than a line has to be broken somewhere.
        fc.pre(!/[（）《》〔〕，、。：“”0-9年号]{6}/u.test(title));
        const lines = titleLines(title, width, oneEm);
        assert.equal(lines.join(''), title);
        for (const line of lines.slice(1)) assert.doesNotMatch(line, /^[）》〕，、。：”]/u);
        for (const line of lines.slice(0, -1)) assert.doesNotMatch(line, /[（《〔“]$/u);
        for (const line of lines) assert.ok([...line].length <= width, line);
      },
    ),
  );
});

test('A word wider than the line is broken rather than lost', () => {
  assert.equal(titleLines('A'.repeat(50), 12, oneEm).join(''), 'A'.repeat(50));
});

test('The fount has the characters of both scripts and of document numbers', () => {
  for (const character of '清丰县復議準臺鎮〔2016〕号號（）《》—…“”') {
    assert.ok(serifOutline(character.codePointAt(0) ?? 0)?.path, character);
  }
});

test('A character that the fount lacks is drawn as 〓 and reported', () => {
  const glyphs = new GlyphBitmaps();
  const runs = cardRuns({ heading: '', title: '𠮷镇', left: '', right: '' }, glyphs);
  assert.deepEqual(
    runs.map(({ text }) => text),
    ['𠮷镇'],
  );
  assert.deepEqual(glyphs.missing, ['𠮷']);
});

test('A title of any length stays inside its card and ends with an ellipsis when cut', () => {
  const glyphs = new GlyphBitmaps();
  const card = {
    heading: '档案',
    title: '法治政府建设报告'.repeat(40),
    left: '甲',
    right: '2019年度',
  };
  const runs = cardRuns(card, glyphs);
  assert.ok(runs.at(-1)?.text.endsWith('…'));
  for (const { text, size, x, y } of runs) {
    assert.ok(x >= 0 && y >= 0 && y + size <= 630, text);
    assert.ok(
      x + [...text].reduce((sum, one) => sum + glyphs.measure(one), 0) * size <= 1200,
      text,
    );
  }
});

test('The PNG holds the pixels that were put in', async () => {
  const scanlines = new IndexedScanlines(4, 2);
  scanlines.add(0, 0, 1);
  scanlines.add(3, 0, 3);
  scanlines.add(2, 1, 2);
  const png = await indexedPng(scanlines, ['#000000', '#111111', '#222222', '#333333']);
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  const reds = Array.from({ length: 8 }, (_, pixel) => data[pixel * info.channels]);
  assert.deepEqual([info.width, info.height], [4, 2]);
  assert.deepEqual(reds, [0x11, 0, 0, 0x33, 0, 0, 0x22, 0]);
});

test('A card is 1200 by 630, holds text, is drawn once and then taken from the cache', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'social-'));
  try {
    const card = { heading: '档案', title: '某县报告', left: '某县', right: '2019年度' };
    const placed = [{ address: '/reports/2019/a/social.png', card }];
    const cache = join(folder, 'cache');
    const first = await drawCards(placed, join(folder, 'one'), cache);
    const second = await drawCards(placed, join(folder, 'two'), cache);
    assert.deepEqual([first.drawn, second.drawn], [1, 0]);
    const [one, two] = ['one', 'two'].map((name) =>
      join(folder, name, 'reports/2019/a/social.png'),
    );
    assert.ok(one && two && existsSync(one) && existsSync(two));
    assert.deepEqual(readFileSync(one), readFileSync(two));
    const { width, height } = await sharp(one).metadata();
    assert.deepEqual([width, height], [1200, 630]);
    const blank = { heading: '', title: '', left: '', right: '' };
    await drawCards([{ address: '/social.png', card: blank }], folder, cache);
    assert.ok(statSync(one).size > 2 * statSync(join(folder, 'social.png')).size);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
