import { type MarkupElement, textBelow } from './markup-tree.ts';

/** Characters of an equation that stand on one line, raised or lowered. */
export interface MathPiece {
  readonly text: string;
  readonly shift?: 'superscript' | 'subscript' | undefined;
}

/**
 * An equation of a Word file (`m:oMath`) as a line of characters: a fraction as (a+b)/c, a root as √(x), a matrix
 * row by row. All its characters are there; the signs that stand for its form are ours.
 */
export function mathPieces(element: MarkupElement): MathPiece[] {
  return merged(pieces(element));
}

function pieces(element: MarkupElement): MathPiece[] {
  const part = (tag: string) => {
    const found = child(element, tag);
    return found === undefined ? [] : pieces(found);
  };
  switch (element.tag) {
    case 'm:t':
    case 'w:t':
      return [{ text: textBelow(element) }];
    case 'm:f':
      return [...bracketed(part('m:num')), { text: '/' }, ...bracketed(part('m:den'))];
    case 'm:sSup':
      return [...part('m:e'), ...shifted(part('m:sup'), 'superscript')];
    case 'm:sSub':
      return [...part('m:e'), ...shifted(part('m:sub'), 'subscript')];
    case 'm:sSubSup':
      return [
        ...part('m:e'),
        ...shifted(part('m:sub'), 'subscript'),
        ...shifted(part('m:sup'), 'superscript'),
      ];
    case 'm:rad':
      return [...shifted(part('m:deg'), 'superscript'), { text: '√' }, ...bracketed(part('m:e'))];
    case 'm:nary':
      return [
        { text: sign(element, 'm:naryPr', 'm:chr') ?? '∫' },
        ...shifted(part('m:sub'), 'subscript'),
        ...shifted(part('m:sup'), 'superscript'),
        ...bracketed(part('m:e')),
      ];
    case 'm:d': {
      const inner = parted(element, 'm:e', sign(element, 'm:dPr', 'm:sepChr') ?? '|');
      const opening = sign(element, 'm:dPr', 'm:begChr') ?? '(';
      return [{ text: opening }, ...inner, { text: sign(element, 'm:dPr', 'm:endChr') ?? ')' }];
    }
    case 'm:m':
      return parted(element, 'm:mr', '；');
    case 'm:mr':
      return parted(element, 'm:e', '，');
    case 'm:eqArr':
      return parted(element, 'm:e', '；');
    default:
      return element.children.flatMap((node) => (typeof node === 'string' ? [] : pieces(node)));
  }
}

function parted(element: MarkupElement, tag: string, between: string): MathPiece[] {
  return element.children
    .filter((node): node is MarkupElement => typeof node !== 'string' && node.tag === tag)
    .flatMap((node, index) => [...(index === 0 ? [] : [{ text: between }]), ...pieces(node)]);
}

/** What is longer than one number, name or sign needs brackets beside a sign of ours. */
function bracketed(inner: readonly MathPiece[]): MathPiece[] {
  const text = inner.map((piece) => piece.text).join('');
  return /^(?:\p{L}|[\d.%]+|\p{Script=Han}+)?$/u.test(text)
    ? [...inner]
    : [{ text: '(' }, ...inner, { text: ')' }];
}

function shifted(inner: readonly MathPiece[], shift: 'superscript' | 'subscript'): MathPiece[] {
  return inner.map(({ text }) => ({ text, shift }));
}

function sign(element: MarkupElement, properties: string, tag: string): string | undefined {
  const all = child(element, properties);
  return all && child(all, tag)?.attributes['m:val'];
}

function child(element: MarkupElement, tag: string): MarkupElement | undefined {
  return element.children.find(
    (one): one is MarkupElement => typeof one !== 'string' && one.tag === tag,
  );
}

function merged(all: readonly MathPiece[]): MathPiece[] {
  const result: MathPiece[] = [];
  for (const piece of all) {
    const last = result.at(-1);
    if (piece.text === '') continue;
    if (last !== undefined && last.shift === piece.shift)
      result[result.length - 1] = { ...last, text: last.text + piece.text };
    else result.push(piece);
  }
  return result;
}
