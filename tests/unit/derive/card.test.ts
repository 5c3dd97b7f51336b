import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import sharp from 'sharp';
import { card } from '../../../src/derive/card/card.ts';
import { drawCard } from '../../../src/derive/card/site-card.ts';
import type { Archive } from '../../../src/model/archive.ts';
import { built, contextBelow, smallArchive } from './derive-context.ts';

const content = { lang: 'zh-Hans', heading: '某县', title: '档案', foot: '指标' } as const;

test('the card of each script is a PNG of the size that link previews take', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'card-'));
  try {
    const site = { ...smallArchive.site, name: '发展档案 <&>', trail: ['甲', '乙'] };
    await card.run(contextBelow(folder, { ...smallArchive, site } as Archive), built(), undefined);
    for (const address of ['social.png', 'zh-hant/social.png']) {
      const { format, width, height } = await sharp(
        readFileSync(join(folder, 'out', address)),
      ).metadata();
      assert.deepEqual([format, width, height], ['png', 1200, 630]);
      assert.match(address, /social/);
      assert.match(`/${address}`, card.writes);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a title of any length or script stays inside the card', async () => {
  const bare = await drawCard({ ...content, title: '' }, true);
  for (const title of ['', '长'.repeat(200), 'A very long Latin title '.repeat(9), '<script>&"']) {
    const drawn = await drawCard({ ...content, title }, true);
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

test('a machine without a Chinese font draws no boxes in the place of text', async () => {
  assert.deepEqual(
    await drawCard(content, false),
    await drawCard({ ...content, title: '', heading: '', foot: '' }, false),
  );
});
