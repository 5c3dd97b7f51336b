import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import { type Look, looks } from './look-shots.ts';

const gap = 12;
const labelHeight = 26;

/** All pictures of one page on one sheet, each under its name. @param shots PNG, by the look's name. */
export async function contactSheet(
  title: string,
  shots: ReadonlyMap<string, Buffer>,
): Promise<Buffer> {
  const placed: OverlayOptions[] = [];
  let top = gap;
  let width = 0;
  const label = async (text: string, left: number, room: number) =>
    placed.push({ input: labelPicture(text, room), left, top });
  await label(title, gap, 1200);
  top += labelHeight;
  for (const row of Map.groupBy(looks, (look) => look.row).values()) {
    let left = gap;
    let tallest = 0;
    for (const look of row) {
      const shot = shots.get(look.name);
      if (shot === undefined) continue;
      const height = shownHeight(look);
      await label(look.name, left, look.shown);
      const input = await sharp(shot).resize(look.shown, height, { fit: 'fill' }).png().toBuffer();
      placed.push({ input, left, top: top + labelHeight });
      left += look.shown + gap;
      tallest = Math.max(tallest, height);
    }
    width = Math.max(width, left);
    top += tallest + labelHeight + gap;
  }
  return blank(width, top).composite(placed).png().toBuffer();
}

/**
 * Two pictures of one look side by side, and where they differ; undefined when nobody could see a difference.
 *
 * @returns the picture and which part of the pixels differ, 0 to 1.
 */
export async function sideBySide(
  names: readonly [before: string, now: string],
  before: Buffer,
  now: Buffer,
): Promise<{ readonly picture: Buffer; readonly share: number } | undefined> {
  const { width, height } = await sharp(now).metadata();
  const raw = async (shot: Buffer) =>
    sharp(shot).resize(width, height, { fit: 'fill' }).removeAlpha().raw().toBuffer();
  const [one, other] = await Promise.all([raw(before), raw(now)]);
  const marked = Buffer.alloc(one.length, 255);
  let different = 0;
  for (let at = 0; at < one.length; at += 3) {
    const distance = Math.max(
      Math.abs((one[at] ?? 0) - (other[at] ?? 0)),
      Math.abs((one[at + 1] ?? 0) - (other[at + 1] ?? 0)),
      Math.abs((one[at + 2] ?? 0) - (other[at + 2] ?? 0)),
    );
    if (distance <= barelySeen) continue;
    different += 1;
    marked[at + 1] = 0;
    marked[at + 2] = 0;
  }
  if (different === 0) return undefined;
  const difference = await sharp(marked, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  const step = width + gap;
  const placed = [before, now, difference].flatMap((input, index) => [
    {
      input: labelPicture([...names, 'different'][index] ?? '', width),
      left: gap + index * step,
      top: gap,
    },
    { input, left: gap + index * step, top: gap + labelHeight },
  ]);
  const picture = await blank(gap + 3 * step, height + labelHeight + 2 * gap)
    .composite(placed)
    .png()
    .toBuffer();
  return { picture, share: (different * 3) / one.length };
}

/** Of 255: what two runs of one browser may differ by. */
const barelySeen = 8;

function shownHeight({ width, height, shown }: Look): number {
  return Math.round((height * shown) / width);
}

function blank(width: number, height: number): Sharp {
  return sharp({ create: { width, height, channels: 3, background: '#777' } });
}

function labelPicture(text: string, width: number): Buffer {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${labelHeight}">` +
      `<text x="0" y="18" font-family="sans-serif" font-size="15" fill="#fff">${escaped}</text></svg>`,
  );
}
