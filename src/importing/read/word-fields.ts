/** Fields whose value is not of the text but of the moment, the file or the paper. */
const workedOut =
  /^\s*(?:DATE|TIME|CREATEDATE|SAVEDATE|PRINTDATE|EDITTIME|FILENAME|FILESIZE|PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|NUMWORDS|NUMCHARS|AUTHOR|LASTSAVEDBY|USERNAME|USERINITIALS|TITLE|SUBJECT|COMMENTS|KEYWORDS|DOCPROPERTY|TEMPLATE|REVNUM)(?![a-z])/i;

/** Where in the fields of a Word file a reader stands; fields may go on over paragraphs. */
export class FieldState {
  readonly #open: { instruction: string; isResult: boolean }[] = [];

  get isWorkedOut(): boolean {
    return this.#isIn(workedOut);
  }

  /** In a table of contents: of headings, figures or tables, with the pages they are on. */
  get isContents(): boolean {
    return this.#isIn(/^\s*TOC(?![a-z])/i);
  }

  /** @param kind `w:fldCharType` */
  sign(kind: string): void {
    const inner = this.#open.at(-1);
    if (kind === 'begin') this.#open.push({ instruction: '', isResult: false });
    else if (kind === 'separate' && inner !== undefined) inner.isResult = true;
    else if (kind === 'end') this.#open.pop();
  }

  instruction(words: string): void {
    const inner = this.#open.at(-1);
    if (inner !== undefined && !inner.isResult) inner.instruction += words;
  }

  #isIn(wanted: RegExp): boolean {
    return this.#open.some(({ instruction, isResult }) => isResult && wanted.test(instruction));
  }
}
