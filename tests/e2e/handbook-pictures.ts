import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import sharp from 'sharp';
import { root } from '../sites.ts';
import { type PictureRecord, picturesFolder, readRecords, recordFile } from './handbook-records.ts';
import { expect } from './quiet-page.ts';

/** CSS pixels: narrow enough to be read on a phone when it is made smaller. */
const width = 600;
const isWriting = process.env.HANDBOOK_PICTURES === 'write';
/** CSS pixels around what is shown. */
const margin = 12;

/** Comments and white space change nothing that is seen. */
function styleHash(): string {
  const style = readFileSync(join(root, 'src/editing/browser/editor.css'), 'utf8');
  return sha256(style.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s+/g, ' '));
}

function sha256(of: string | Buffer): string {
  return createHash('sha256').update(of).digest('hex');
}

/**
 * Holds that a picture of the handbook shows what the editor shows now. Pixels differ between machines, so what
 * a screen reader gets of the part is compared with what it got when the picture was taken, and the editor's
 * own style with that of then. With HANDBOOK_PICTURES=write the picture is taken anew, and so is its record.
 *
 * @param height in CSS pixels, where the rest of the part matters less
 */
export async function expectPicture(
  page: Page,
  name: string,
  part: Locator,
  height = Number.POSITIVE_INFINITY,
): Promise<void> {
  const shows = (await part.ariaSnapshot())
    .split('\n')
    // The address of a run.
    .filter((line) => !/^\s*- \/url:/.test(line));
  if (isWriting) {
    const bytes = await takePicture(page, part, height);
    mkdirSync(picturesFolder, { recursive: true });
    writeFileSync(join(picturesFolder, `${name}.webp`), bytes);
    const record: PictureRecord = { picture: sha256(bytes), style: styleHash(), shows };
    const records = Object.entries({ ...readRecords(), [name]: record }).sort();
    writeFileSync(recordFile, `${JSON.stringify(Object.fromEntries(records), undefined, 2)}\n`);
    return;
  }
  const record = readRecords()[name];
  const stale = `${name}.webp is older than the editor: npm run handbook-pictures`;
  expect(record?.shows, stale).toEqual(shows);
  expect(record?.style, stale).toBe(styleHash());
}

async function takePicture(page: Page, part: Locator, height: number): Promise<Buffer> {
  const before = page.viewportSize();
  const focused = page.locator('html');
  await focused.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.setViewportSize({ width, height: 4000 });
  await part.scrollIntoViewIfNeeded();
  const box = await part.boundingBox();
  if (box === null) throw new Error('nothing is shown');
  const left = Math.max(0, box.x - (await markerRoom(part)) - margin);
  const top = Math.max(0, box.y - margin);
  const png = await page.screenshot({
    clip: {
      x: left,
      y: top,
      width: Math.min(width - left, box.x - left + box.width + margin),
      height: Math.min(box.height, height) + 2 * margin,
    },
    scale: 'device',
    animations: 'disabled',
  });
  if (before !== null) await page.setViewportSize(before);
  return (
    sharp(png)
      // On the page's paper a picture of paper has no edge.
      .extend({ top: 2, bottom: 2, left: 2, right: 2, background: '#8a8577' })
      .webp({ quality: 70, effort: 6, smartSubsample: true })
      .toBuffer()
  );
}

/** CSS pixels that a list keeps before the box of its item, where the item's number stands. */
function markerRoom(part: Locator): Promise<number> {
  return part.evaluate(({ tagName, parentElement }) =>
    tagName === 'LI' && parentElement !== null
      ? Number.parseFloat(getComputedStyle(parentElement).paddingInlineStart)
      : 0,
  );
}
