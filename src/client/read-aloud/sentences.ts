/** A stretch of a text, in UTF-16 positions; `end` is the first position after it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const sentenceEnd = /[。！？!?…；;\n]/;
const closing = /[”’」』》〉）)\]】"']/;
const pause = /[，,、：:—]/;

/**
 * The sentences of one block of text, without the white space around them; they come in order, never overlap,
 * and hold every character that is not white space. A full stop ends one only where no digit or letter follows.
 */
export function sentencesOf(text: string): Span[] {
  const sentences: Span[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (!endsSentence(text, at)) continue;
    let end = at + 1;
    while (end < text.length && (endsSentence(text, end) || closing.test(text[end] as string)))
      end++;
    pushTrimmed(sentences, text, start, end);
    start = end;
    at = end - 1;
  }
  pushTrimmed(sentences, text, start, text.length);
  return sentences;
}

function endsSentence(text: string, at: number): boolean {
  const character = text[at] as string;
  if (character === '.') {
    const after = text[at + 1];
    return (
      at > 0 && !/[\d\s]/.test(text[at - 1] as string) && (after === undefined || /\s/.test(after))
    );
  }
  return sentenceEnd.test(character);
}

function pushTrimmed(into: Span[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(text[start] as string)) start++;
  while (end > start && /\s/.test(text[end - 1] as string)) end--;
  if (start === end) return;
  // Marks alone (a lone quotation mark, a row of dots) are read together with what stands before them.
  const last = into[into.length - 1];
  if (last && !/[\p{L}\p{N}]/u.test(text.slice(start, end)))
    into[into.length - 1] = { start: last.start, end };
  else into.push({ start, end });
}

/**
 * Cuts a sentence into pieces that an engine says in one breath: remote voices of Chrome fall silent after
 * about 15 seconds, so no piece is longer than `longest` characters. Cuts stand after a comma where there is one.
 */
export function breathsOf(sentence: string, longest: number): string[] {
  const breaths: string[] = [];
  let rest = sentence;
  while (rest.length > longest) {
    let cut = 0;
    for (let at = 0; at < longest; at++) {
      // A comma or colon between digits belongs to a number or a time.
      if (pause.test(rest[at] as string) && !/\d/.test(rest[at + 1] ?? '')) cut = at + 1;
    }
    if (cut < longest / 4) cut = hardCut(rest, longest);
    breaths.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  if (rest.trim()) breaths.push(rest);
  return breaths;
}

/** Not inside a number, a Latin word or a surrogate pair, unless that alone is longer than one spoken piece. */
function hardCut(text: string, longest: number): number {
  for (let at = longest; at > longest / 2; at--) {
    const around = text.slice(at - 1, at + 1);
    if (!/^[\dA-Za-z.%‰][\dA-Za-z.%‰]$/.test(around) && !/^[\uD800-\uDBFF]/.test(around)) return at;
  }
  return /^[\uD800-\uDBFF]/.test(text.slice(longest - 1)) ? longest + 1 : longest;
}
