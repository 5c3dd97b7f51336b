import { fold } from '../../variant/fold.ts';
import { classes } from '../../variant/fold-table.ts';

/*
 * The texts of all documents as excerpts need them, packed stretch by stretch one behind the other. A file holds
 * what lies in one slice of this row; nothing lies in two.
 */

/** Bytes of a file of texts at the most. A server that knows no ranges sends so much for one result. */
export const textFileBytes = 256 * 1024;

/**
 * Symbols of a stretch at the most, but for a single piece that has more. Measured on regulations: 600 take 0.76 KB
 * and 1.41 bytes a character, 1,000 took 1.14 KB and 1.28.
 */
export const stretchSymbols = 600;

/** Characters of a piece at the most: a longer block is stored in several, and a match shown with those around it. */
export const pieceLength = 750;

/** Where something of so many bytes is put that comes after what ends at `end`. */
export function nextPosition(end: number, bytes: number): number {
  const inFile = end % textFileBytes;
  return inFile + bytes > textFileBytes ? end - inFile + textFileBytes : end;
}

/** Path of the file that has a position, in the index's folder. */
export function textFile(position: number): string {
  return `text/${Math.floor(position / textFileBytes)}.packed`;
}

/** What a piece is; `more` goes on in the block of the one before. */
export const pieceKinds = ['text', 'heading', 'record', 'more'] as const;
export type PieceKind = (typeof pieceKinds)[number];

/** Where a stretch stands, and which pieces of its page it has. */
export interface StretchPlace {
  readonly position: number;
  readonly bytes: number;
  readonly first: number;
  readonly count: number;
}

/** A text in Simplified, and where its Traditional form is not the usual one. */
export interface Written {
  readonly text: string;
  readonly unusual: string;
}

/** A piece of text in the script of the page and, of the same length, as it was searched. */
export interface ShownText {
  readonly shown: string;
  readonly searched: string;
}

export interface StretchPiece extends ShownText {
  readonly section: string;
  readonly sectionName: string;
}

/** Before what is unusual, between blocks, and behind the id of a heading; never in a text, whose white space is single spaces. */
const end = '\f';
const between = '\n';
const afterId = '\t';

/** White space as it is shown: one space, none at the ends. */
export function asShown(text: string): string {
  // Nearly all Chinese text has none.
  return /\s/.test(text) ? text.replace(/\s+/g, ' ').trim() : text;
}

/** Simplified → Traditional by code unit; 0 where nothing is said, and the character stays. */
export type UsualForms = Uint16Array;

/** What the classes of the fold say by themselves: those of two characters have one Traditional form. */
function evidentForms(): UsualForms {
  const forms = new Uint16Array(0x10000);
  for (const members of classes.split(' ')) {
    if (members.length === 2 && fold(members.charAt(1)) === members.charAt(0))
      forms[members.charCodeAt(0)] = members.charCodeAt(1);
  }
  return forms;
}

/** @param others pairs that the classes do not say, one character behind the other. */
export function usualForms(others: string): UsualForms {
  const forms = evidentForms();
  for (let i = 0; i + 1 < others.length; i += 2)
    forms[others.charCodeAt(i)] = others.charCodeAt(i + 1);
  return forms;
}

/** What {@link usualForms} must be told so that it gives these forms. */
export function otherForms(forms: UsualForms): string {
  const evident = evidentForms();
  let others = '';
  for (const [from, to] of forms.entries())
    if (to !== 0 && (evident[from] || from) !== to) others += String.fromCharCode(from, to);
  return others;
}

/** Where a Traditional text is not the usual form of the Simplified one: a distance and a character each. */
export function unusualForms(text: string, traditional: string, usual: UsualForms): string {
  let found = '';
  let last = 0;
  for (let i = 0; i < text.length; i++) {
    const target = traditional.charCodeAt(i);
    const from = text.charCodeAt(i);
    if ((usual[from] || from) === target) continue;
    for (; i - last > farthest; last += farthest)
      found += String.fromCharCode(farthest) + traditional.charAt(last + farthest);
    found += String.fromCharCode(i - last, target);
    last = i;
  }
  return found;
}

const farthest = 0xd000;

/** @param usual undefined where the page is Simplified. */
function inScript({ text, unusual }: Written, usual: UsualForms | undefined): string {
  if (!usual) return text;
  const units = Array.from({ length: text.length }, (_, i) => {
    const from = text.charCodeAt(i);
    return String.fromCharCode(usual[from] || from);
  });
  let at = 0;
  for (let i = 0; i + 1 < unusual.length; i += 2) {
    at += unusual.charCodeAt(i);
    units[at] = unusual.charAt(i + 1);
  }
  return units.join('');
}

export function shownText(written: Written, usual: UsualForms | undefined): ShownText {
  return { searched: written.text, shown: inScript(written, usual) };
}

/** One block or piece of one, as it is written into a stretch. */
export interface WrittenPiece {
  readonly kind: PieceKind;
  readonly text: string;
  readonly traditional: string;
  /** Of a heading. */
  readonly id: string;
}

/** @param section the heading above the first piece. */
export function writeStretch(
  section: { readonly id: string; readonly text: string; readonly traditional: string },
  pieces: readonly WrittenPiece[],
  usual: UsualForms,
): string {
  let text = `${section.id}${afterId}${section.text}`;
  // Ids are the same in both scripts, and not looked at in Traditional.
  let traditional = `${usualText(section.id, usual)}${afterId}${section.traditional}`;
  for (const piece of pieces) {
    const id = piece.kind === 'heading' ? piece.id + afterId : '';
    text += between + id + piece.text;
    traditional += between + usualText(id, usual) + piece.traditional;
  }
  return text + end + unusualForms(text, traditional, usual);
}

function usualText(text: string, usual: UsualForms): string {
  return inScript({ text, unusual: '' }, usual);
}

/** @throws when there are not as many pieces as their kinds say. */
export function readStretch(
  content: string,
  kinds: readonly PieceKind[],
  usual: UsualForms | undefined,
): StretchPiece[] {
  const border = content.indexOf(end);
  const text = content.slice(0, border);
  const written = { text, unusual: content.slice(border + 1) };
  const lines = text.split(between);
  const shownLines = inScript(written, usual).split(between);
  if (border < 0 || lines.length !== kinds.length + 1 || shownLines.length !== lines.length)
    throw new Error('a stretch of other pieces');
  let section = '';
  let sectionName = '';
  const found: StretchPiece[] = [];
  for (const [number, line] of lines.entries()) {
    const shown = shownLines[number] as string;
    const kind = number === 0 ? 'heading' : kinds[number - 1];
    const start = kind === 'heading' ? line.indexOf(afterId) + 1 : 0;
    const piece = { searched: line.slice(start), shown: shown.slice(start) };
    if (start > 1 || number === 0) {
      section = line.slice(0, start - 1);
      sectionName = piece.shown;
    }
    if (number > 0) found.push({ ...piece, section, sectionName });
  }
  return found;
}
