import { parsedPage } from '../parsed-page.ts';

/** The dock that holds the player and the toolbar, and what stands in it. */
export interface ReadingParts {
  readonly dock: HTMLElement;
  readonly aloud: HTMLElement;
  readonly tools: HTMLElement;
}

let parts: Promise<ReadingParts> | null = null;

/**
 * Fetches the tools' markup from their own page of this tree, once, and sets it into this page when its style
 * is there: before that nothing is shown.
 */
export function readingParts(): Promise<ReadingParts> {
  if (!parts) {
    parts = load();
    // A failed connection may be better at the next press.
    parts.catch(() => {
      parts = null;
    });
  }
  return parts;
}

async function load(): Promise<ReadingParts> {
  const link = document.querySelector<HTMLAnchorElement>('.reading-tools-link');
  if (!link) throw new Error('this page does not name the page of the reading tools');
  const response = await fetch(link.href);
  if (!response.ok) throw new Error(`${link.href} answered ${response.status}`);
  const page = parsedPage(await response.text());
  const template = page.querySelector<HTMLTemplateElement>('#reading-tools-parts');
  if (!template) throw new Error(`${link.href} holds no reading tools`);
  const content = document.importNode(template.content, true);
  const style = content.querySelector('link');
  const dock = content.querySelector<HTMLElement>('.reading-dock');
  const aloud = content.querySelector<HTMLElement>('[data-part=aloud]');
  const tools = content.querySelector<HTMLElement>('[data-part=tools]');
  if (!style || !dock || !aloud || !tools) throw new Error(`${link.href} holds damaged tools`);
  await new Promise((resolve, reject) => {
    style.addEventListener('load', resolve);
    style.addEventListener('error', () => reject(new Error(`${style.href} did not load`)));
    document.head.appendChild(style);
  });
  return { dock, aloud, tools };
}
