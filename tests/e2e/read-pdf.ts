import { getDocumentProxy } from 'unpdf';

/** A run of text on a sheet; PDF points from the sheet's upper left corner to the run's base line. */
export interface PrintedText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Of the type. */
  readonly size: number;
}

export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly PrintedText[];
  /** Base lines of text, from above, without those in the margins at head and foot. */
  readonly lines: readonly number[];
  /** All text without white space. */
  readonly words: string;
}

/** Points below which the foot of a sheet begins. */
export const footHeight = 66;

/** Reads what a browser printed with a reader that is not the browser (pdf.js). */
export async function readPdf(pdf: Uint8Array): Promise<readonly Sheet[]> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const sheets: Sheet[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const texts = items.flatMap((item): PrintedText[] => {
      if (!('str' in item) || item.str.trim() === '') return [];
      const [, , , size, left, bottom] = item.transform as number[];
      return [
        {
          text: unified(item.str),
          left: left ?? 0,
          right: (left ?? 0) + item.width,
          top: height - (bottom ?? 0),
          size: Math.abs(size ?? 0),
        },
      ];
    });
    texts.sort((a, b) => Math.round(a.top) - Math.round(b.top) || a.left - b.left);
    const lines = [...new Set(texts.map(({ top }) => Math.round(top)))]
      .filter((top) => top < height - footHeight)
      .sort((a, b) => a - b)
      .filter((top, index, all) => index === 0 || top - (all[index - 1] ?? 0) > 3);
    const words = texts
      .map(({ text }) => text)
      .join('')
      .replace(/\s/g, '');
    sheets.push({ width, height, texts, lines, words });
  }
  return sheets;
}

/** Fonts that draw a radical and its character with one glyph name the radical: ⽇ for 日. */
function unified(text: string): string {
  return text.replace(/[\u2f00-\u2fdf]/g, (radical) => radical.normalize('NFKC'));
}
