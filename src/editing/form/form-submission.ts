/** What a browser sent with a form, taken apart once. */
export class FormSubmission {
  /** The texts in order, files left out; a browser writes CRLF, here a line ends in LF. */
  readonly entries: readonly (readonly [string, string])[];
  readonly #form: FormData;

  constructor(form: FormData) {
    this.#form = form;
    this.entries = [...form.entries()].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value.replace(/\r\n?/g, '\n')] as const] : [],
    );
  }

  /** The text of a control, empty where it was not sent. */
  text(name: string): string {
    return this.entries.find(([key]) => key === name)?.[1] ?? '';
  }

  /** The same without what a hand leaves at its ends. */
  word(name: string): string {
    return this.text(name).trim();
  }

  /** Whether a box was ticked. */
  has(name: string): boolean {
    return this.text(name) === 'yes';
  }

  /** The files of one control that were chosen. */
  files(name: string): readonly File[] {
    return this.#form
      .getAll(name)
      .filter((value): value is File => typeof value !== 'string' && value.name !== '');
  }
}
