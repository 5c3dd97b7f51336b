import { isSilentElement } from './blocks-from-markup.ts';
import { elementsBelow, type MarkupElement, textBelow } from './markup-tree.ts';

/** Frames around an article, by what their elements are called. */
const frameNames =
  /\b(?:nav|navbar|menu|breadcrumb|position|location|header|footer|foot|copyright|share|sidebar|toolbar|related|print|pager)\b/i;

/** What only the frame of a page says. */
const frameWords = /版权所有|ICP备|公网安备|网站标识码|Copyright|©/i;

/** What a name takes for the frame of a page is the text itself where it says so much, in characters and sentences. */
const leastText = 40;
const leastSentences = 2;

const judged = new WeakMap<MarkupElement, boolean>();

/** Whether an element belongs to the frame of its page: called so, and without running text of its own. */
export function isFrame(element: MarkupElement): boolean {
  let is = judged.get(element);
  if (is === undefined) {
    is = isNamedFrame(element) && !holdsText(element);
    judged.set(element, is);
  }
  return is;
}

/** Whether an element is called what content systems call the frame of a page. */
export function isNamedFrame({ tag, attributes }: MarkupElement): boolean {
  return (
    /^(?:nav|header|footer|aside)$/.test(tag) ||
    frameNames.test(`${attributes.id ?? ''} ${attributes.class ?? ''}`)
  );
}

/** What of a page does not stand in its article. */
export interface PageFrame {
  /** Its words, block by block, white space folded; blocks without words are not there. */
  readonly blocks: readonly string[];
  /** Those of them that hold running text, as a document has and a frame has not. */
  readonly texts: readonly string[];
}

/** Divides what `body` holds outside `article`, and what is taken for frame within it. */
export function pageFrame(body: MarkupElement, article: MarkupElement): PageFrame {
  const blocks: string[] = [];
  const texts: string[] = [];
  const around = new Set<MarkupElement>();
  const markAround = (element: MarkupElement): boolean => {
    const holds =
      element === article ||
      element.children.some((child) => typeof child !== 'string' && markAround(child));
    if (holds) around.add(element);
    return holds;
  };
  markAround(body);
  const take = (words: string, holdsOwn: boolean): void => {
    const folded = words.replace(/\s+/g, ' ').trim();
    if (folded === '') return;
    blocks.push(folded);
    if (holdsOwn) texts.push(folded);
  };
  const visit = (element: MarkupElement, isInside: boolean): void => {
    for (const child of element.children) {
      if (typeof child === 'string') {
        if (!isInside) take(child, isRunning(child));
      } else if (isSilentElement(child)) continue;
      else if (child === article) visit(child, true);
      else if (around.has(child)) visit(child, false);
      else if (isInside && !isFrame(child)) visit(child, true);
      else take(spacedText(child), holdsText(child));
    }
  };
  visit(body, body === article);
  return { blocks, texts };
}

/** Whether an element holds running text; links are ways to other pages. */
function holdsText(element: MarkupElement): boolean {
  return isRunning(textBelow(element, (inner) => inner.tag === 'a' || isSilentElement(inner)));
}

function isRunning(text: string): boolean {
  return (
    text.replace(/\s/g, '').length >= leastText &&
    (text.match(/[。！？；]/g)?.length ?? 0) >= leastSentences &&
    !frameWords.test(text)
  );
}

/** The words below an element, with a space where one element ends. */
function spacedText(element: MarkupElement): string {
  return element.children
    .map((child) =>
      typeof child === 'string' ? child : isSilentElement(child) ? '' : ` ${spacedText(child)} `,
    )
    .join('');
}

/** Kept in an article although they are called frames: their first words. */
export function keptFrames(article: MarkupElement): string[] {
  return [...elementsBelow(article)].flatMap((element) =>
    isNamedFrame(element) && !isFrame(element) && !isSilentElement(element)
      ? [spacedText(element).replace(/\s+/g, ' ').trim().slice(0, 40)]
      : [],
  );
}
