/**
 * Where a line of Chinese may end without cutting a word in two: CSS knows this for Japanese alone
 * (`word-break: auto-phrase`). Words come from ICU's dictionary; what it leaves as single characters is
 * part of a name, or a particle that belongs to a neighbour.
 */
const segmenter = new Intl.Segmenter('zh-Hans', { granularity: 'word' });

/** Open what follows them; every other single character stays with what stands before it. */
const leading = new Set(
  '和与及或在对向从由以为把被将不未无第各全本该每再又也都并其按经至于就应可须',
);
/** No line begins with one of these (W3C clreq, 行首禁则), nor with a full-width or half-width form of it. */
const noStart = /^[、。，．：；！？）］｝〉》」』】〕〗〙’”·・…—～%％‰℃°,.:;!?)\]}/]/u;
/** No line ends with one of these (行尾禁则). */
const noEnd = /[（［｛〈《「『【〔〖〘‘“([{#№￥$/]$/u;
const number = /^[\d.,０-９]+$/u;
const counted = /[\p{L}\p{N}]/gu;
/** Characters that a last line has at least. */
const leastTail = 3;

/** Letters and digits of a text: what is left of it when signs are not counted. */
export function letterCount(text: string): number {
  return text.match(counted)?.length ?? 0;
}

/**
 * Cuts a text into the pieces between which a line may end; joined they are the text. A number stays with
 * its unit, a sign with what it closes or opens, and the last piece has three characters or more.
 */
export function phrases(text: string): readonly string[] {
  const pieces: string[] = [];
  for (const word of words(text)) {
    const before = pieces.at(-1);
    if (before !== undefined && holdsTogether(before, word)) {
      pieces[pieces.length - 1] = before + word;
    } else pieces.push(word);
  }
  while (pieces.length > 1 && letterCount(pieces.at(-1) ?? '') < leastTail) {
    const last = pieces.pop() ?? '';
    pieces[pieces.length - 1] += last;
  }
  return pieces;
}

/** Words, with single characters given to a neighbour or, where several follow each other, to one another. */
function words(text: string): string[] {
  const found: string[] = [];
  let singles = '';
  const settle = (next: string): string => {
    const held = singles;
    singles = '';
    if (held === '') return next;
    const before = found.at(-1);
    if ([...held].length > 1) found.push(held);
    else if (leading.has(held) || before === undefined || !/\p{L}$/u.test(before)) {
      if (/^\p{L}/u.test(next)) return held + next;
      found.push(held);
    } else found[found.length - 1] = before + held;
    return next;
  };
  for (const { segment } of segmenter.segment(text)) {
    if (/^\p{Script=Han}$/u.test(segment)) singles += segment;
    else found.push(settle(segment));
  }
  const rest = settle('');
  if (rest !== '') found.push(rest);
  return found.filter((word) => word !== '');
}

function holdsTogether(before: string, after: string): boolean {
  if (/^\s/u.test(after) || noStart.test(after) || noEnd.test(before)) return true;
  // Dates, addresses and document numbers: 2017-01-26, index.md, 青司〔2024〕52号.
  if (/[!-~]$/.test(before) && /^[!-~]/.test(after)) return true;
  if (/〕$/.test(before) || /^〔/.test(after)) return true;
  // 2019年度, 第3条, 33个: but a number that opens a heading is followed by a space, where a line may end.
  return number.test(/[^\s\p{Script=Han}]*$/u.exec(before)?.[0] ?? '') && /^\p{L}/u.test(after);
}
