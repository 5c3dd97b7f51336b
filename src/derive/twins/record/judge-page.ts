import { createHash } from 'node:crypto';
import { bareText } from '../../../archive/check/typed/compare-texts.ts';
import { traditionalSegment } from '../../../model/address.ts';
import { isVariant } from '../../../variant/fold.ts';
import { type Fixed, readPage, type ShownPage } from './read-page.ts';

/** What a report's finished page has to show; plain data. */
export interface ExpectedPage {
  /** SHA-256 (hex) of its text (`model/typed-report.ts`). */
  readonly text: string;
  readonly title: string;
  /** Alternative texts of the body's pictures, in order. */
  readonly pictures: readonly string[];
  readonly facts: readonly ExpectedFact[];
}

/** A field of the front matter that stands beside the body. */
export interface ExpectedFact {
  /** Where it stands in the front matter. */
  readonly field: readonly (string | number)[];
  readonly text: string;
  /** What follows it in the same place on the page, such as the size of an attachment. */
  readonly isBeginning?: boolean;
}

/** Where a finished page shows something else than was typed; plain data. */
export type RecordFault =
  | { readonly kind: 'missing' }
  | { readonly kind: 'text'; readonly shown: string }
  | { readonly kind: 'picture'; readonly typed: string; readonly shown: string }
  | {
      readonly kind: 'field';
      readonly field: readonly (string | number)[];
      readonly typed: string;
      readonly shown: string;
    }
  | {
      readonly kind: 'traditional';
      readonly part: 'title' | 'text' | 'beside';
      /** The Simplified text of this part up to where the two differ. */
      readonly before: string;
      readonly simplified: string;
      readonly traditional: string;
    };

/**
 * Holds a finished page and its Traditional twin against what was typed.
 *
 * @param conversions what glossaries say beyond the dictionaries
 */
export function judgePage(
  expected: ExpectedPage,
  simplified: string,
  traditional: string,
  conversions: readonly Fixed[],
): RecordFault[] {
  const judge = (one: string, other: string): RecordFault[] => {
    const page = readPage(one);
    const faults = recordFaults(expected, page);
    if (!differsInVariantsAlone(one, other)) {
      faults.push(...traditionalFaults(page, readPage(other), conversions));
    }
    return faults;
  };
  // The record is a small part of a page. What stands before it decides nothing, unless it looks like it.
  const faults = judge(mainOf(simplified), mainOf(traditional));
  return faults.length === 0 ? faults : judge(simplified, traditional);
}

function mainOf(html: string): string {
  return html.slice(Math.max(0, html.indexOf('<main')));
}

const prefix = `${traditionalSegment}/`;

/**
 * Whether two pages are symbol by symbol the same or variants, markup included, but for addresses that lead to
 * Traditional pages. Then so are their texts, and the twin need not be parsed: most need not.
 */
function differsInVariantsAlone(own: string, twin: string): boolean {
  let ahead = 0;
  for (let at = 0; at < own.length; at += 1) {
    if (isVariant(own.charCodeAt(at), twin.charCodeAt(at + ahead))) continue;
    if (!twin.startsWith(prefix, at + ahead) || !isInAddress(own, at)) return false;
    ahead += prefix.length;
    at -= 1;
  }
  return own.length + ahead === twin.length;
}

/** Whether this place is in the value of an `href`, which is no text. */
function isInAddress(html: string, at: number): boolean {
  const begin = html.lastIndexOf('"', at - 1);
  return begin > 0 && html.startsWith(' href="', begin - 6) && at - begin < 200;
}

function recordFaults(expected: ExpectedPage, page: ShownPage): RecordFault[] {
  const faults: RecordFault[] = [];
  const title = bareText(expected.title);
  if (page.title !== title) {
    faults.push({ kind: 'field', field: ['title'], typed: title, shown: page.title });
  }
  for (const { field, text, isBeginning = false } of expected.facts) {
    const typed = bareText(text);
    const isShown = page.facts.some((fact) =>
      isBeginning ? fact.startsWith(typed) : fact === typed,
    );
    if (!isShown) faults.push({ kind: 'field', field, typed, shown: '' });
  }
  if (createHash('sha256').update(page.text).digest('hex') !== expected.text) {
    faults.push({ kind: 'text', shown: page.text });
  }
  const pictures = Math.max(page.pictures.length, expected.pictures.length);
  for (let index = 0; index < pictures; index += 1) {
    const typed = expected.pictures[index];
    const shown = page.pictures[index];
    if (typed !== undefined && bareText(typed) === shown) continue;
    faults.push({ kind: 'picture', typed: typed ?? '', shown: shown ?? '' });
    break;
  }
  return faults;
}

function traditionalFaults(
  simplified: ShownPage,
  traditional: ShownPage,
  conversions: readonly Fixed[],
): RecordFault[] {
  const known = [...simplified.fixed, ...conversions].map(
    (entry): Fixed => ({
      simplified: bareText(entry.simplified),
      traditional: bareText(entry.traditional),
    }),
  );
  const pairs: (readonly ['title' | 'text' | 'beside', string, string])[] = [
    ['title', simplified.title, traditional.title],
    ['text', simplified.text, traditional.text],
  ];
  for (const [own, twin] of [
    [simplified.facts, traditional.facts],
    [simplified.pictures, traditional.pictures],
  ] as const) {
    for (let index = 0; index < Math.max(own.length, twin.length); index += 1) {
      pairs.push(['beside', own[index] ?? '', twin[index] ?? '']);
    }
  }
  return pairs.flatMap(([part, own, twin]): RecordFault[] => {
    const at = partingAt(own, twin, known);
    if (at === -1) return [];
    return [
      {
        kind: 'traditional',
        part,
        before: own.slice(0, at),
        simplified: excerpt(own, at),
        traditional: excerpt(twin, at),
      },
    ];
  });
}

/** Where a text and its Traditional form are no longer symbol by symbol the same or a variant; -1 if they are. */
function partingAt(own: string, twin: string, known: readonly Fixed[]): number {
  if (own === twin) return -1;
  let at = 0;
  let twinAt = 0;
  while (at < own.length || twinAt < twin.length) {
    if (
      at < own.length &&
      twinAt < twin.length &&
      isVariant(own.charCodeAt(at), twin.charCodeAt(twinAt))
    ) {
      at += 1;
      twinAt += 1;
      continue;
    }
    const behind = behindEntry(own, twin, at, twinAt, known);
    if (!behind) return at;
    [at, twinAt] = behind;
  }
  return -1;
}

/**
 * The places behind an entry that reaches over or up to these two: its one side in the text, its other in the
 * Traditional form. White space is left out of both, so that they may be of different lengths here.
 */
function behindEntry(
  own: string,
  twin: string,
  at: number,
  twinAt: number,
  known: readonly Fixed[],
): readonly [number, number] | undefined {
  for (const { simplified, traditional } of known) {
    const reach = Math.min(at, twinAt, Math.max(simplified.length, traditional.length));
    for (let back = 0; back <= reach; back += 1) {
      const end = at - back + simplified.length;
      const twinEnd = twinAt - back + traditional.length;
      if (end < at || twinEnd < twinAt || end + twinEnd === at + twinAt) continue;
      if (own.startsWith(simplified, at - back) && twin.startsWith(traditional, twinAt - back))
        return [end, twinEnd];
    }
  }
  return undefined;
}

function excerpt(text: string, at: number): string {
  const from = Math.max(0, at - 6);
  return `${from > 0 ? '…' : ''}${text.slice(from, at + 10)}${at + 10 < text.length ? '…' : ''}`;
}
