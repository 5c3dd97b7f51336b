import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { archiveFrom, reportText } from './archive-from.ts';

test('each of many pictures that were cut off is found, however many are decoded at once', async () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  const whole = await sharp({
    create: { width: 200, height: 200, channels: 3, background: '#fff', noise },
  })
    .png()
    .toBuffer();
  const cut = whole.subarray(0, Math.floor(whole.length * 0.8));
  const names = Array.from({ length: 40 }, (_, index) => `cut-${index}.png`);
  const body = [...names, 'whole.png'].map((name) => `![正文](${name})`).join('\n\n');
  const { problems } = await archiveFrom({
    'reports/2023/pictures.md': reportText(body),
    'reports/2023/whole.png': whole,
    ...Object.fromEntries(names.map((name) => [`reports/2023/${name}`, cut])),
  });
  const found = problems.filter(({ code }) => code === 'image-unreadable');
  assert.deepEqual(
    found.map(({ file }) => file).sort(),
    names.map((name) => `reports/2023/${name}`).sort(),
  );
});
