import { copyText } from '../copy-text.ts';

/** Of a report's page, from CitationTools.astro: every word that is said or copied stands there in the reader's script. */
const part = (name: string): string =>
  document.querySelector(`.report-citation [data-part=${name}]`)?.textContent?.trim() ?? '';

const template = (name: string): DocumentFragment | undefined =>
  document.querySelector<HTMLTemplateElement>(`.report-citation [data-template=${name}]`)?.content;

/**
 * Answers a press of a button `[data-cite]`, or of the link of a heading, below which it puts the buttons that
 * cite that section.
 */
export async function cite(control: HTMLElement): Promise<void> {
  const { cite: what } = control.dataset;
  if (what === undefined) showSectionTools(control);
  else if (what === 'print') print();
  else {
    const tools = control.closest('.citation-tools') as HTMLElement;
    // Of a section when it stands below a heading.
    const row = tools.previousElementSibling;
    const link = row?.querySelector<HTMLAnchorElement>('.heading-link');
    const section = link
      ? { name: row?.firstElementChild?.textContent ?? '', hash: link.hash }
      : {};
    await copy(tools, what === 'address' ? pageAddress(section) : citation(section));
  }
}

interface Section {
  readonly name?: string;
  /** With its `#`, escaped. */
  readonly hash?: string;
}

/** GB/T 7714 as the page has it, with the day of today where that leaves room for it. */
function citation({ name, hash = '' }: Section): string {
  const text = (document.querySelector('.report-citation > p') as HTMLElement).cloneNode(true);
  const inText = (one: string) => (text as Element).querySelector(`[data-part=${one}]`) as Element;
  inText('accessed').textContent = `[${today()}]`;
  if (name) inText('work').textContent = `${part('work')}：${name.trim()}`;
  inText('url').textContent = part('url') + hash;
  return (text.textContent ?? '').trim().replace(/\s+/g, ' ');
}

/** Of the page in the reader's script, as the site gives it, whatever led here. */
function pageAddress({ hash = '' }: Section): string {
  const canonical = document.querySelector<HTMLLinkElement>('link[rel=canonical]');
  return (canonical ? canonical.href : part('url')) + hash;
}

/** `YYYY-MM-DD` where the reader is. */
function today(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

async function copy(tools: HTMLElement, text: string): Promise<void> {
  const status = tools.querySelector('[role=status]') as HTMLElement;
  // What is said a second time is heard only when something has changed.
  status.textContent = '';
  const copied = await copyText(text);
  status.textContent = template(copied ? 'copied' : 'failed')?.textContent ?? '';
  if (copied) return;
  const shown = document.createElement('span');
  shown.className = 'citation-copied';
  shown.textContent = text;
  status.append(shown);
  getSelection()?.selectAllChildren(shown);
}

function showSectionTools(link: HTMLElement): void {
  const made = template('section');
  const row = link.closest('.heading-row');
  if (!made || !row) return;
  const old = document.querySelector('article .citation-tools');
  // A second press takes them away.
  const isSame = old !== null && old.previousElementSibling === row;
  if (old) old.remove();
  if (!isSame) row.after(document.importNode(made, true));
}
