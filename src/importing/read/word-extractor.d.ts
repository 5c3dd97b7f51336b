declare module 'word-extractor' {
  interface TextOptions {
    /** Writes “ and — as " and - unless told not to. */
    readonly filterUnicode?: boolean;
  }
  /** The parts of a Word 97–2003 file, as plain text. */
  interface WordDocument {
    getBody(options?: TextOptions): string;
    getFootnotes(options?: TextOptions): string;
    getEndnotes(options?: TextOptions): string;
    getHeaders(options?: TextOptions & { readonly includeFooters?: boolean }): string;
    getTextboxes(options?: TextOptions): string;
  }
  export default class WordExtractor {
    extract(source: string | Buffer): Promise<WordDocument>;
  }
}
