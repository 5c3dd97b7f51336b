/** What stands in a line: plain words and what of their form carries meaning. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly strong: boolean }
  | { readonly kind: 'raised' | 'lowered'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  | { readonly kind: 'break' }
  /** Index into `images`. */
  | { readonly kind: 'image'; readonly image: number }
  /** Key of `notes`. */
  | { readonly kind: 'note'; readonly note: string };

export interface TableCell {
  readonly lines: readonly (readonly Inline[])[];
  readonly isHeader: boolean;
  /** Columns and rows that it takes, from 1. */
  readonly columns: number;
  readonly rows: number;
}

export type Block =
  | {
      readonly kind: 'paragraph';
      readonly words: readonly Inline[];
      /** Set in the middle, as titles are. */
      readonly isCentred: boolean;
    }
  /** Depth from 1; 0 is a style for the title of the whole. */
  | { readonly kind: 'heading'; readonly depth: number; readonly words: readonly Inline[] }
  | {
      readonly kind: 'item';
      /** Undefined for a list without numbers. */
      readonly number: number | undefined;
      /** Lists around it, from 0. */
      readonly level: number;
      readonly words: readonly Inline[];
    }
  | { readonly kind: 'table'; readonly rows: readonly (readonly TableCell[])[] };

/** A picture of a source; `bytes` are base64, since a document crosses from one process to another. */
export interface SourceImage {
  readonly base64: string;
  /** Extension without a dot, lower case. */
  readonly suffix: string;
  readonly alt: string;
}

/** What a source says of itself outside its text, with where it stands: `<meta name="PubDate">`. */
export interface SourceFact {
  readonly name: string;
  readonly value: string;
  readonly where: string;
}

/** A source file as read, whatever its format; plain data. */
export interface SourceDocument {
  readonly blocks: readonly Block[];
  readonly notes: Readonly<Record<string, readonly Inline[]>>;
  readonly images: readonly SourceImage[];
  readonly facts: readonly SourceFact[];
  /** The text as a second reader finds it, in reading order with footnotes last; white space does not count. */
  readonly text: string;
  /**
   * Its paragraphs as any other program should find them: without numbers that are drawn and values that are worked
   * out anew when a file is opened. Absent where no other program is asked.
   */
  readonly comparable?: readonly string[] | undefined;
  /** Words that are listed and no part of the text, kind by kind; another program may find them in it. */
  readonly beside?: readonly (readonly string[])[] | undefined;
  /** Words taken for the frame around the text (menus, foot of a page, contents), block by block: left out, and shown. */
  readonly frame?: readonly string[] | undefined;
  /** What was left out, in Chinese. */
  readonly dropped: readonly string[];
  /** What somebody has to look at, in Chinese. */
  readonly review: readonly string[];
}

/** Why a file cannot be imported, in Chinese: its one line in the report. */
export class SourceRefused extends Error {
  override readonly name = 'SourceRefused';
}

export function wordsText(words: readonly Inline[]): string {
  return words.map((word) => ('text' in word ? word.text : '')).join('');
}
