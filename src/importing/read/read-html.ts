import { extname } from 'node:path';
import {
  type Inline,
  type SourceDocument,
  type SourceFact,
  type SourceImage,
  SourceRefused,
} from '../source-document.ts';
import { blocksFromMarkup, isSilentElement } from './blocks-from-markup.ts';
import { elementsBelow, type MarkupElement, parseMarkup, textBelow } from './markup-tree.ts';
import { trailFacts } from './trail-facts.ts';

/** The bytes that a page shows under an address, where they were saved with it. */
export type SavedWith = (address: string) => Buffer | undefined;

/** What content systems call the element around an article, the surest first. */
const articleMarks: readonly RegExp[] = [
  /^(?:zoom|UCAP-CONTENT|articlecontent|article-content|vsb_content(?:_\d+)?)$/i,
  /\b(?:TRS_UEDITOR|TRS_Editor|trs_paper_default|v_news_content|article-content|articleContent|pages_content|content_detail)\b/i,
];

/** Frames around an article, by what their elements are called. */
const frame =
  /\b(?:nav|navbar|menu|breadcrumb|position|location|header|footer|foot|copyright|share|sidebar|toolbar|related|print|pager)\b/i;

/**
 * Reads a saved web page: finds the article, drops the frame around it.
 *
 * @throws {SourceRefused} when no text is found
 */
export function readHtml(html: string, savedWith: SavedWith): SourceDocument {
  const { root, comments } = parseMarkup(html);
  const article = findArticle(root);
  const text = textBelow(article, isLeftOut).trim();
  if (text === '')
    throw new SourceRefused('页面里没有文字，可能要运行脚本才显示；请在浏览器里打开后另存。');
  const review: string[] = [];
  const notes: Record<string, readonly Inline[]> = {};
  const images: SourceImage[] = [];
  const blocks = blocksFromMarkup(withoutFrame(article), {
    notes,
    review,
    image(source, alt) {
      const bytes = source.startsWith('data:') ? dataBytes(source) : savedWith(source);
      const suffix = suffixOf(bytes);
      if (bytes === undefined || suffix === undefined) {
        review.push(
          bytes === undefined
            ? `图片“${source.slice(0, 80)}”没有随页面保存，没有导入。`
            : `图片“${source.slice(0, 80)}”的类型不能用，没有导入。`,
        );
        return undefined;
      }
      images.push({ base64: bytes.toString('base64'), suffix, alt: alt.trim() });
      return images.length - 1;
    },
  });
  const dropped = article === bodyOf(root) ? [] : [droppedFrame(root, article)];
  for (const link of elementsBelow(article)) {
    const file = link.attributes.href ?? '';
    if (
      link.tag === 'a' &&
      /\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar)$/i.test(file.split('?')[0] ?? '')
    )
      review.push(
        `附件“${textBelow(link).trim() || extname(file)}”（${file.slice(0, 120)}）没有导入，请下载后列入 attachments。`,
      );
  }
  return {
    blocks,
    notes,
    images,
    facts: [...factsOf(root), ...savedFrom(comments), ...datesIn(root), ...trailIn(root)],
    text,
    dropped,
    review,
  };
}

function isLeftOut(element: MarkupElement): boolean {
  return isSilentElement(element) || isFrame(element);
}

function isFrame({ tag, attributes }: MarkupElement): boolean {
  return (
    /^(?:nav|header|footer|aside)$/.test(tag) ||
    frame.test(`${attributes.id ?? ''} ${attributes.class ?? ''}`)
  );
}

function withoutFrame(element: MarkupElement): MarkupElement {
  return {
    ...element,
    children: element.children.flatMap((child) =>
      typeof child === 'string' ? child : isLeftOut(child) ? [] : withoutFrame(child),
    ),
  };
}

function bodyOf(root: MarkupElement): MarkupElement {
  for (const element of elementsBelow(root)) if (element.tag === 'body') return element;
  return root;
}

/** The element around the article: by the names that content systems give it, else where its words are. */
function findArticle(root: MarkupElement): MarkupElement {
  for (const mark of articleMarks) {
    const named = [...elementsBelow(root)].filter(
      ({ attributes }) => mark.test(attributes.id ?? '') || mark.test(attributes.class ?? ''),
    );
    const [longest] = named.sort((a, b) => weight(b) - weight(a));
    if (longest !== undefined && weight(longest) > 0) return longest;
  }
  for (const tag of ['article', 'main']) {
    for (const element of elementsBelow(root))
      if (element.tag === tag && weight(element) > 0) return element;
  }
  // The deepest element that still holds nearly all words that are no links.
  let article = bodyOf(root);
  let outside = article;
  const all = weight(article);
  for (;;) {
    // What lies in a cell was laid out with a table; a table of many cells is the text itself.
    if (!/^(?:table|tbody|thead|tr)$/.test(article.tag)) outside = article;
    const inner = article.children.find(
      (child): child is MarkupElement =>
        typeof child !== 'string' &&
        child.tag !== 'p' &&
        !isLeftOut(child) &&
        weight(child) >= all * 0.85,
    );
    if (inner === undefined) return outside;
    article = inner;
  }
}

/** How many characters of running text an element holds. */
function weight(element: MarkupElement): number {
  return textBelow(element, (inner) => inner.tag === 'a' || isLeftOut(inner)).replace(/\s/g, '')
    .length;
}

function droppedFrame(root: MarkupElement, article: MarkupElement): string {
  const length = (element: MarkupElement) =>
    textBelow(element, isSilentElement).replace(/\s/g, '').length;
  return `页面的框架（导航、页眉、页脚等，共 ${length(bodyOf(root)) - length(article)} 字）`;
}

/** `<meta name="PubDate" content="…">`, the page's own title and address. */
function factsOf(root: MarkupElement): SourceFact[] {
  const facts: SourceFact[] = [];
  for (const element of elementsBelow(root)) {
    const { name, property, content = '', rel, href = '' } = element.attributes;
    const key = name ?? property;
    if (element.tag === 'meta' && key !== undefined && content.trim() !== '') {
      facts.push({ name: key.toLowerCase(), value: content.trim(), where: `<meta name="${key}">` });
    } else if (element.tag === 'link' && rel === 'canonical' && /^https?:/.test(href)) {
      facts.push({ name: 'canonical', value: href, where: '<link rel="canonical">' });
    } else if (element.tag === 'title') {
      facts.push({ name: 'page-title', value: textBelow(element).trim(), where: '<title>' });
    }
  }
  const heading = [...elementsBelow(root)].find(({ tag }) => tag === 'h1');
  const words =
    heading === undefined ? '' : textBelow(heading, isSilentElement).replace(/\s+/g, ' ').trim();
  if (words !== '') facts.push({ name: 'page-heading', value: words, where: '页面的大标题' });
  return facts;
}

/** Browsers note where a page was saved from. */
function savedFrom(comments: readonly string[]): SourceFact[] {
  return comments.flatMap((comment) => {
    const address = /saved from url=\(\d+\)(https?:\S+)/.exec(comment)?.[1];
    return address === undefined
      ? []
      : [{ name: 'saved-from', value: address, where: '浏览器保存时的记录' }];
  });
}

/** What the smallest element with the page's trail says. */
function trailIn(root: MarkupElement): SourceFact[] {
  const trails = [...elementsBelow(root)].flatMap((element) =>
    trailFacts(textBelow(element, isSilentElement)),
  );
  return trails.slice(-1);
}

/** The line beside an article that says when it was published. */
function datesIn(root: MarkupElement): SourceFact[] {
  const words = textBelow(bodyOf(root), isSilentElement).replace(/\s+/g, ' ');
  return [
    ...words.matchAll(
      /(?:发布|公开|发文)(?:时间|日期)\s*[:：]?\s*(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?(?:\s+\d{1,2}:\d{2})?)/g,
    ),
  ].map(([whole, value = '']) => ({
    name: 'date-beside',
    value,
    where: `页面上的“${whole.trim()}”`,
  }));
}

function dataBytes(address: string): Buffer | undefined {
  const data = /^data:image\/[\w.+-]+;base64,([\s\S]*)$/.exec(address)?.[1];
  return data === undefined ? undefined : Buffer.from(data, 'base64');
}

function suffixOf(bytes: Buffer | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  const head = bytes.toString('latin1', 0, 12);
  if (head.startsWith('\x89PNG')) return 'png';
  if (head.startsWith('\xff\xd8')) return 'jpg';
  if (head.startsWith('GIF8')) return 'gif';
  return head.startsWith('RIFF') && head.endsWith('WEBP') ? 'webp' : undefined;
}
