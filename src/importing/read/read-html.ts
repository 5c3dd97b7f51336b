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
import { isFrame, keptFrames, type PageFrame, pageFrame } from './page-frame.ts';
import { trailFacts } from './trail-facts.ts';

/** The bytes that a page shows under an address, where they were saved with it. */
export type SavedWith = (address: string) => Buffer | undefined;

/** What content systems call the element around an article, the surest first. */
const articleMarks: readonly RegExp[] = [
  /^(?:zoom|UCAP-CONTENT|articlecontent|article-content|vsb_content(?:_\d+)?)$/i,
  /\b(?:TRS_UEDITOR|TRS_Editor|trs_paper_default|v_news_content|article-content|articleContent|pages_content|content_detail)\b/i,
];

/**
 * Reads a saved web page: finds the article, drops the frame around it.
 *
 * @throws {SourceRefused} when no text is found
 */
export function readHtml(html: string, savedWith: SavedWith): SourceDocument {
  const { root, comments } = parseMarkup(html);
  const { article, isSure } = findArticle(root);
  const frame = pageFrame(bodyOf(root), article);
  const text = textBelow(article, isLeftOut).trim();
  if (text === '')
    throw new SourceRefused('页面里没有文字，可能要运行脚本才显示；请在浏览器里打开后另存。');
  const review = judgeFrame(frame, text);
  if (!isSure) review.push('分不出哪里是正文、哪里是页面的框架，整页都导入了：请删去不是正文的。');
  for (const words of keptFrames(article))
    review.push(`“${words}”一块按名字像页面的框架，里面有成段的文字，保留在正文里了，请看一看。`);
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
  const length = frame.blocks.join('').replace(/\s/g, '').length;
  const dropped = length === 0 ? [] : [`页面的框架（导航、页眉、页脚等，共 ${length} 字）`];
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
    frame: frame.blocks,
    dropped,
    review,
  };
}

/**
 * What somebody has to look at in what was not taken for the article.
 *
 * @throws {SourceRefused} where more running text would be left out than taken in
 */
function judgeFrame({ texts }: PageFrame, text: string): string[] {
  const outside = texts.join('').replace(/\s/g, '').length;
  const inside = text.replace(/\s/g, '').length;
  if (outside > inside) {
    const begins = (words = '') => words.replace(/\s+/g, ' ').trim().slice(0, 60);
    const longest = [...texts].sort((a, b) => b.length - a.length)[0];
    throw new SourceRefused(
      `拿不准哪里是正文，没有导入：像正文的一块有 ${inside} 字（“${begins(text)}…”），它外面成段的文字有 ${outside} 字（“${begins(longest)}…”）。请在浏览器里打开，把正文复制到 Word 或文字文件里再导入。`,
    );
  }
  return texts.map(
    (words) =>
      `页面上正文以外还有成段的文字，没有导入，请看是不是正文的一部分：“${words.slice(0, 200)}${words.length > 200 ? '…' : ''}”`,
  );
}

function isLeftOut(element: MarkupElement): boolean {
  return isSilentElement(element) || isFrame(element);
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
function findArticle(root: MarkupElement): FoundArticle {
  const found = likelyArticle(root);
  if (found.isNamed) return { article: found.article, isSure: true };
  // A page of links has hardly a text beside them: then all of it is taken.
  const body = bodyOf(root);
  const taken = (element: MarkupElement) => textBelow(element, isLeftOut).replace(/\s/g, '').length;
  const inside = taken(found.article);
  const isSure = inside >= shortArticle || taken(body) - inside <= inside;
  return { article: isSure ? found.article : body, isSure };
}

/** A shorter one, in characters, that nothing names as the article may be the frame. */
const shortArticle = 200;

interface FoundArticle {
  readonly article: MarkupElement;
  /** False where text and frame cannot be told apart, and all of the page is taken. */
  readonly isSure: boolean;
}

function likelyArticle(root: MarkupElement): {
  readonly article: MarkupElement;
  readonly isNamed: boolean;
} {
  for (const mark of articleMarks) {
    const named = [...elementsBelow(root)].filter(
      ({ attributes }) => mark.test(attributes.id ?? '') || mark.test(attributes.class ?? ''),
    );
    const [longest] = named.sort((a, b) => weight(b) - weight(a));
    if (longest !== undefined && weight(longest) > 0) return { article: longest, isNamed: true };
  }
  for (const tag of ['article', 'main']) {
    for (const element of elementsBelow(root))
      if (element.tag === tag && weight(element) > 0) return { article: element, isNamed: true };
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
    if (inner === undefined) return { article: outside, isNamed: false };
    article = inner;
  }
}

/** How many characters of running text an element holds. */
function weight(element: MarkupElement): number {
  return textBelow(element, (inner) => inner.tag === 'a' || isLeftOut(inner)).replace(/\s/g, '')
    .length;
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
  const trails = [...elementsBelow(root)].map((element) =>
    trailFacts(textBelow(element, isSilentElement)),
  );
  return trails.findLast((facts) => facts.length > 0) ?? [];
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
