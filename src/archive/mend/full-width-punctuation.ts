import type { MendedText } from './mended-text.ts';

const fullWidth: Readonly<Record<string, string>> = {
  ',': '，',
  ':': '：',
  ';': '；',
  '?': '？',
  '!': '！',
  '(': '（',
  ')': '）',
};

const han = '\\p{Script=Han}';
/** Han and what only stands in Chinese text. */
const chinese = `[${han}，。：；？！、（）《》〈〉“”‘’「」『』【】〔〕—…]`;
const betweenChinese = new RegExp(`(?<=${chinese})[,:;?!](?=${chinese}|\\s*$)`, 'gu');
const brackets = /\(([^()]*)\)/gu;
const beginsOrEndsHan = new RegExp(`^${han}|${han}$`, 'u');
const isHan = new RegExp(`^${han}$`, 'u');

/**
 * A line whose punctuation can only have been full-width: no Latin letter, no code, markup, link or image,
 * whose signs mean something else.
 */
function isPlainChinese(line: string): boolean {
  return !/\p{Script=Latin}|[`<>\\|]|\]\(|\]:|!\[/u.test(line);
}

/** One line with the full-width punctuation that conversions flatten; signs beside digits stay as they are. */
export function withFullWidthPunctuation(line: string): { text: string; count: number } {
  let count = 0;
  if (!isPlainChinese(line)) return { text: line, count };
  const text = line
    .replace(betweenChinese, (sign) => {
      count += 1;
      return fullWidth[sign] ?? sign;
    })
    .replace(brackets, (whole, inner: string, at: number) => {
      const before = line[at - 1] ?? '';
      if (inner === '' || !(isHan.test(before) || beginsOrEndsHan.test(inner))) return whole;
      count += 2;
      return `（${inner}）`;
    });
  return { text, count };
}

/** The same for a Markdown body; fenced and indented code is left as it is. */
export function mendPunctuation(body: string): MendedText {
  let count = 0;
  let fence = '';
  const lines = body.split('\n').map((line) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && (fence === '' || mark.startsWith(fence)))
      fence = fence === '' ? mark : '';
    if (fence !== '' || mark !== undefined || /^(?: {4}|\t)/.test(line)) return line;
    const mended = withFullWidthPunctuation(line);
    count += mended.count;
    return mended.text;
  });
  return {
    text: lines.join('\n'),
    changes: count === 0 ? [] : [`汉字之间的半角标点改为全角 ${count} 处`],
  };
}
