/** What a form held, as names and texts. */
export type Stored = readonly (readonly [string, string])[];

/** Keeps a form in the browser between a keystroke and the moment when the program has it. */
export class DraftStore {
  readonly #form: HTMLFormElement;
  readonly #key: string;

  constructor(form: HTMLFormElement) {
    this.#form = form;
    this.#key = `edit ${text(form, 'file')}`;
  }

  keep(): void {
    const entries = [...new FormData(this.#form)].filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    try {
      localStorage.setItem(this.#key, JSON.stringify(entries));
    } catch {
      // Full or forbidden: the program keeps drafts too.
    }
  }

  drop(): void {
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // As above.
    }
  }

  find(): Stored | undefined {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(this.#key) ?? 'null');
      return Array.isArray(stored) ? (stored as Stored) : undefined;
    } catch {
      return undefined;
    }
  }

  /** Puts the texts back into the controls that are there. */
  restore(stored: Stored): void {
    const texts = new Map<string, string[]>();
    for (const [name, value] of stored) texts.set(name, [...(texts.get(name) ?? []), value]);
    for (const control of this.#form.elements) {
      const name = control.getAttribute('name') ?? '';
      const own = texts.get(name) ?? [];
      if (control instanceof HTMLInputElement && control.type === 'checkbox')
        control.checked = own.includes(control.value);
      else if (control instanceof HTMLInputElement && ['hidden', 'file'].includes(control.type))
        continue;
      else if (
        (control instanceof HTMLInputElement ||
          control instanceof HTMLTextAreaElement ||
          control instanceof HTMLSelectElement) &&
        own[0] !== undefined
      )
        control.value = own[0];
    }
  }
}

function text(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
}
