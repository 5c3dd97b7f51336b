import sharp from 'sharp';
import { escapeXml } from '../../model/escape-xml.ts';
import { type CardText, cardSize } from '../../model/share-card.ts';

/** A card's words and how their characters are drawn. */
export interface SiteCard extends CardText {
  readonly lang: 'zh-Hans' | 'zh-Hant';
}

const { width, height } = cardSize;
const margin = 96;
const room = width - 2 * margin;
/** The largest size in which the title takes at most three lines is used. */
const sizes = [84, 68, 54] as const;
const mostLines = 3;
const paper = '#fdfcf9';
const main = '#8b1a14';
const ink = '#1f1b16';
/** The forms of characters differ between the two. */
const fonts = {
  'zh-Hans': 'Noto Serif CJK SC, Source Han Serif SC, Songti SC, SimSun, serif',
  'zh-Hant': 'Noto Serif CJK TC, Source Han Serif TC, Songti TC, PMingLiU, serif',
} as const;

/** Draws the card as a PNG of 1200 × 630 with the fonts of this machine. */
export async function drawCard(card: SiteCard): Promise<Uint8Array> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" xml:lang="${card.lang}">
<rect width="100%" height="100%" fill="${paper}"/>
<rect width="100%" height="28" fill="${main}"/>
<rect x="${margin}" y="510" width="${room}" height="3" fill="${main}"/>
${texts(card)}</svg>`;
  return sharp(Buffer.from(svg)).png({ palette: true, colours: 32, effort: 10 }).toBuffer();
}

/**
 * Whether text can be drawn: 一 is one flat stroke, and what a machine without the font draws in its
 * place is a box.
 */
export async function hasChineseFont(): Promise<boolean> {
  const { info } = await sharp({ text: { text: '一', font: `${fonts['zh-Hans']} 48`, dpi: 72 } })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return info.height * 3 < info.width;
}

function texts({ lang, heading, title, foot }: SiteCard): string {
  const size =
    sizes.find((candidate) => lines(title, room / candidate).length <= mostLines) ??
    (sizes.at(-1) as number);
  const all = lines(title, room / size);
  const shown = all.slice(0, mostLines);
  if (all.length > mostLines) shown[mostLines - 1] = `${shown[mostLines - 1]?.slice(0, -1)}…`;
  const top = 320 - ((shown.length - 1) * size * 1.36) / 2;
  const text = (content: string, size: number, y: number, colour: string) =>
    `<text x="${margin}" y="${y}" font-family="${fonts[lang]}" font-size="${size}" fill="${colour}">${escapeXml(content)}</text>`;
  return [
    text(heading, 36, 120, main),
    ...shown.map((line, index) => text(line, size, top + index * size * 1.36, ink)),
    text(lines(foot, room / 34)[0] ?? '', 34, 576, ink),
  ].join('\n');
}

/** Cuts a text into lines of at most `ems`, as even as they can be: a Han character is one em wide, a Latin one about .55. */
function lines(content: string, ems: number): string[] {
  const characters = [...content];
  const widthOf = (character: string) => (character < '\u2e80' ? 0.55 : 1);
  const total = characters.reduce((sum, character) => sum + widthOf(character), 0);
  const aim = total / Math.ceil(total / ems || 1);
  const found: string[] = [];
  let line = '';
  let filled = 0;
  for (const character of characters) {
    if (line !== '' && (filled + widthOf(character) > ems || filled >= aim)) {
      found.push(line);
      line = '';
      filled = 0;
    }
    line += character;
    filled += widthOf(character);
  }
  return line === '' ? found : [...found, line];
}
