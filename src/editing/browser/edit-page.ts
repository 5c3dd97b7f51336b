import './build-progress.ts';
import { DraftStore } from './draft-store.ts';
import { askForText } from './picture-dialog.ts';

/** How long nobody types before the text is judged, in milliseconds. */
const pause = 700;

interface CheckAnswer {
  readonly count: string;
  readonly isUnsaved: boolean;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * `<edit-page data-check data-paste data-picture [data-unsaved]>` around a report's form: judges it while it is
 * written, keeps what is typed, and takes what is pasted or dropped. Without it the form works by its buttons.
 */
class EditPage extends HTMLElement {
  #form: HTMLFormElement | null = null;
  #body: HTMLTextAreaElement | null = null;
  #store: DraftStore | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isUnsaved = false;
  #isLeaving = false;
  /** What stands in each place for problems, as it was sent: only what changed is put there anew. */
  readonly #shown = new Map<string, string>();
  /** Number of the last question, so that an old answer does not overtake a new one. */
  #asked = 0;

  connectedCallback(): void {
    const form = this.querySelector('form');
    if (form === null) return;
    this.#form = form;
    this.#body = this.querySelector<HTMLTextAreaElement>('#body');
    this.#isUnsaved = this.dataset.unsaved !== undefined;
    this.#store = new DraftStore(form);
    this.#offerStored();
    form.addEventListener('input', () => this.#typed());
    form.addEventListener('change', () => this.#typed());
    form.addEventListener('submit', (event) => {
      const target = event.submitter?.getAttribute('formtarget');
      this.#noteCaret();
      if (target === null || target === undefined) this.#isLeaving = true;
    });
    const frame = this.querySelector<HTMLIFrameElement>('iframe[name=preview]');
    frame?.addEventListener('load', () => {
      // Nothing runs in there; what is decided there for this report is written into the form here.
      frame.contentDocument?.addEventListener('submit', (event) => this.#decided(event, frame));
    });
    this.#body?.addEventListener('paste', (event) => this.#pasted(event));
    // What is dropped beside the text would take the place of the page.
    addEventListener('dragover', (event) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    });
    addEventListener('drop', (event) => this.#dropped(event));
    this.addEventListener('click', (event) => this.#toLine(event));
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key === 's') {
        event.preventDefault();
        form.requestSubmit(form.querySelector<HTMLButtonElement>('button.main'));
      }
    };
    addEventListener('keydown', onKey);
    frame?.addEventListener('load', () =>
      frame.contentDocument?.addEventListener('keydown', onKey),
    );
    addEventListener('beforeunload', (event) => {
      if (this.#isUnsaved && !this.#isLeaving) event.preventDefault();
    });
  }

  #typed(): void {
    this.#isUnsaved = true;
    this.#store?.keep();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(), pause);
  }

  async #check(): Promise<void> {
    if (this.#form === null) return;
    this.#asked += 1;
    const number = this.#asked;
    const data = new FormData(this.#form);
    // Files are for their own buttons.
    for (const name of ['picture', 'attachment']) data.delete(name);
    try {
      const response = await fetch(this.dataset.check ?? '', { method: 'POST', body: data });
      if (!response.ok) throw new Error(String(response.status));
      const answer = (await response.json()) as CheckAnswer;
      if (number !== this.#asked) return;
      this.#isUnsaved = answer.isUnsaved;
      this.#show(answer);
      this.#store?.drop();
      this.#say(answer.isUnsaved ? '还没有保存，草稿存好了。' : '');
    } catch {
      this.#say(
        '编辑程序没有回应：写的内容暂时存在这个浏览器里，不会丢。请看终端里的程序还在不在运行。',
      );
    }
  }

  #show({ count, fields }: CheckAnswer): void {
    const counted = this.querySelector('[data-count]');
    if (counted !== null && counted.textContent !== count) counted.textContent = count;
    for (const place of this.querySelectorAll<HTMLElement>('[data-problems]')) {
      const key = place.dataset.problems ?? '';
      // Escaped where it was made; the policy runs no script in any case.
      const markup = fields[key] ?? '';
      if (this.#shown.get(key) !== markup) place.innerHTML = markup;
      this.#shown.set(key, markup);
      const control = this.querySelector(`#f-${key}`);
      if (place.querySelector('.error') === null) control?.removeAttribute('aria-invalid');
      else control?.setAttribute('aria-invalid', 'true');
    }
  }

  #say(text: string): void {
    const state = this.querySelector('[data-state]');
    if (state !== null && state.textContent !== text) state.textContent = text;
  }

  #noteCaret(): void {
    const caret = this.#form?.elements.namedItem('caret');
    if (caret instanceof HTMLInputElement && this.#body !== null)
      caret.value = String(this.#body.selectionStart);
  }

  /** What the browser kept when the program did not answer. */
  #offerStored(): void {
    const stored = this.#store?.find();
    if (stored === undefined || this.#form === null) return;
    const note = document.createElement('p');
    note.className = 'draft';
    note.textContent = '这个浏览器里还有上次没有来得及交给编辑程序的内容。';
    const take = document.createElement('button');
    take.type = 'button';
    take.textContent = '接着写';
    take.addEventListener('click', () => {
      this.#store?.restore(stored);
      note.remove();
      this.#typed();
    });
    const drop = document.createElement('button');
    drop.type = 'button';
    drop.textContent = '不要了';
    drop.addEventListener('click', () => {
      this.#store?.drop();
      note.remove();
    });
    note.append(' ', take, ' ', drop);
    this.prepend(note);
  }

  /** What a word processor copies is turned into Markdown; plain text goes in as it is. */
  #pasted(event: ClipboardEvent): void {
    const html = event.clipboardData?.getData('text/html') ?? '';
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const pictures = [...(event.clipboardData?.files ?? [])].filter(isPicture);
    const body = this.#body;
    if (body === null) return;
    // A word processor gives a picture of the text beside the text.
    const isText = text.trim() !== '' || hasText(html);
    if (pictures.length > 0 && !isText) {
      event.preventDefault();
      void this.#addPictures(pictures);
      return;
    }
    if (html === '') return;
    event.preventDefault();
    void this.#convert(html).then((answer) => {
      insert(body, answer?.markdown ?? text);
      this.#say(
        answer === undefined
          ? '粘贴的格式读不懂，只粘贴了文字，表格要重新整理。'
          : ['粘贴好了。', ...answer.review].join(''),
      );
    });
  }

  async #convert(
    html: string,
  ): Promise<{ readonly markdown: string; readonly review: readonly string[] } | undefined> {
    const data = this.#named();
    data.set('html', html);
    try {
      const response = await fetch(this.dataset.paste ?? '', { method: 'POST', body: data });
      return response.ok ? await response.json() : undefined;
    } catch {
      return undefined;
    }
  }

  /** Pictures go into the text where the caret is, other files to the attachments. */
  #dropped(event: DragEvent): void {
    const files = [...(event.dataTransfer?.files ?? [])];
    const isOnControl = event.target instanceof HTMLInputElement && event.target.type === 'file';
    if (files.length === 0 || isOnControl) return;
    event.preventDefault();
    const pictures = files.filter(isPicture);
    if (pictures.length > 0) {
      void this.#addPictures(pictures);
      return;
    }
    const attachment = this.querySelector<HTMLInputElement>('#attachment');
    if (attachment === null || event.dataTransfer === null) return;
    attachment.files = event.dataTransfer.files;
    this.querySelector<HTMLElement>('#attachment-title')?.focus();
    this.#say('附件选好了：写上名称，再按“添加附件”。');
  }

  async #addPictures(pictures: readonly File[]): Promise<void> {
    const said: string[] = [];
    for (const picture of pictures) {
      const { selectionStart = 0, selectionEnd = 0 } = this.#body ?? {};
      const answer = await askForText(picture.name, picture.size);
      // The focus that comes back forgets where in the text it was.
      this.#body?.setSelectionRange(selectionStart, selectionEnd);
      if (answer !== undefined) said.push(await this.#addPicture(picture, answer.alt));
    }
    this.#body?.focus();
    if (said.length > 0) this.#say(said.join(''));
  }

  /** What became of it, in Chinese. */
  async #addPicture(picture: File, alt: string): Promise<string> {
    const data = this.#named();
    data.set('alt', alt);
    data.set('picture', picture);
    try {
      const response = await fetch(this.dataset.picture ?? '', { method: 'POST', body: data });
      if (response.status === 413) return '图片太大，没有放进来。';
      if (!response.ok) throw new Error(String(response.status));
      const answer = (await response.json()) as {
        readonly markdown?: string;
        readonly said: string;
      };
      if (answer.markdown !== undefined && this.#body !== null)
        insertParagraph(this.#body, answer.markdown);
      return answer.said;
    } catch {
      return '图片没有放进来：编辑程序没有回应，请再试一次。';
    }
  }

  /** The name of the report alone. */
  #named(): FormData {
    const data = new FormData();
    const file = this.#form?.elements.namedItem('file');
    data.set('file', file instanceof HTMLInputElement ? file.value : '');
    return data;
  }

  /** A conversion for this report alone: into the empty row that the form keeps, and the preview anew. */
  #decided(event: Event, frame: HTMLIFrameElement): void {
    const decision = event.target as HTMLFormElement;
    if (!decision.matches('[data-own]')) return;
    const empty = [...this.querySelectorAll<HTMLElement>('#f-glossary .row')].find((one) =>
      [...one.querySelectorAll('input')].every(({ value }) => value === ''),
    );
    if (empty === undefined) {
      // By the program, from what it has of the form.
      this.#isLeaving = true;
      return;
    }
    event.preventDefault();
    empty.after(nextRow(empty));
    const said: string[] = [];
    for (const input of empty.querySelectorAll('input')) {
      const key = input.name.split('.').at(-1) ?? '';
      const given = decision.elements.namedItem(key);
      if (given === null || !('value' in given)) continue;
      input.value = String(given.value);
      said.push(input.value);
    }
    this.#typed();
    this.#say(`这一篇的繁简对照里加了一项：${said.join(' → ')}。保存以后才算数。`);
    this.#form?.requestSubmit(
      this.querySelector<HTMLButtonElement>('button[formtarget=preview][value=hant]'),
    );
    frame.focus();
  }

  /** From a problem to its line of the text. */
  #toLine(event: Event): void {
    const link = (event.target as Element).closest<HTMLElement>('a[data-line]');
    const body = this.#body;
    if (link === null || body === null) return;
    event.preventDefault();
    const lines = body.value.split('\n');
    const line = Math.min(Number(link.dataset.line), lines.length) - 1;
    const start = lines.slice(0, line).join('\n').length + (line > 0 ? 1 : 0);
    body.focus();
    body.setSelectionRange(start, start + (lines[line] ?? '').length);
    body.scrollTop = (body.scrollHeight * line) / lines.length - body.clientHeight / 3;
    body.scrollIntoView({ block: 'nearest' });
  }
}

/** An empty row as the next one: names, identifiers and labels count on. */
function nextRow(row: HTMLElement): HTMLElement {
  const next = row.cloneNode(true) as HTMLElement;
  const later = (text: string) =>
    text.replace(/([.-])(\d+)([.-])/, (_, a, at, b) => `${a}${Number(at) + 1}${b}`);
  for (const input of next.querySelectorAll('input')) {
    input.name = later(input.name);
    input.id = later(input.id);
    input.value = '';
  }
  for (const label of next.querySelectorAll('label')) label.htmlFor = later(label.htmlFor);
  return next;
}

function isPicture(file: File): boolean {
  return file.type.startsWith('image/');
}

/** Whether anything but pictures was copied. Nothing of a parsed document is loaded or run. */
function hasText(html: string): boolean {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return (body.textContent ?? '').trim() !== '';
}

/** Below the paragraph where the caret is, in one of its own. */
function insertParagraph(body: HTMLTextAreaElement, text: string): void {
  const { value, selectionEnd } = body;
  const gap = value.indexOf('\n\n', selectionEnd);
  const at = gap === -1 ? value.trimEnd().length : gap;
  body.setSelectionRange(at, gap === -1 ? value.length : at);
  insert(body, `${at === 0 ? '' : '\n\n'}${text}${gap === -1 ? '\n' : ''}`);
}

/** As typed, so that the browser's own undo takes it back. */
function insert(body: HTMLTextAreaElement, text: string): void {
  body.focus();
  if (document.execCommand('insertText', false, text)) return;
  body.setRangeText(text, body.selectionStart, body.selectionEnd, 'end');
  body.dispatchEvent(new Event('input', { bubbles: true }));
}

customElements.define('edit-page', EditPage);
