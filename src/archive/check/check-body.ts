import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Nodes, Root } from 'hast';
import { Parser } from 'htmlparser2';
import { escapeXml } from '../../model/escape-xml.ts';
import { imageTypes } from '../../model/media-type.ts';
import { isBlank, nameCharacter, shorten, unseenCharacters } from '../../model/writing.ts';
import { type PageFinding, parsePage } from '../render/parse-page.ts';
import {
  parseMarkdown,
  type RenderedMarkdown,
  rawHtmlOf,
  renderMarkdown,
  renderPage,
} from '../render/render-markdown.ts';
import { resolveImage } from '../render/resolve-image.ts';
import { type LinkContext, type LinkTarget, resolveLink } from '../render/resolve-link.ts';
import { HtmlTooDeep, scanHtml } from '../render/scan-html.ts';
import { checkFixedTexts } from './check-fixed-text.ts';
import { checkTypedText } from './check-typed-text.ts';
import { type TooComplex, tooComplex } from './complexity.ts';
import { halfWidthPunctuationAt } from './half-width.ts';
import { nearest, nearestPath } from './nearest.ts';
import { tooDeepAt } from './nesting.ts';
import type { ProblemList } from './problem-list.ts';
import { readableAddress } from './readable-address.ts';
import { type CodeBlock, codeBlocks } from './typed/code-blocks.ts';

/** A link of a body that can only be judged when the whole archive is known. */
export interface BodyReference {
  readonly line: number;
  readonly written: string;
  readonly target: Extract<LinkTarget, { kind: 'report' | 'address' }>;
}

export interface BodyContext extends LinkContext {
  readonly title: string | undefined;
  /** The line of the file that the body begins on. */
  readonly firstLine: number;
  /** Every file beside the reports, relative to the content folder. */
  readonly files: ReadonlySet<string>;
}

/** Characters of what a message quotes. */
const longestQuote = 60;

/** A text longer than this without a heading cannot be found one's way in. */
const longText = 3000;

export interface CheckedBody {
  readonly rendered: RenderedMarkdown;
  readonly references: readonly BodyReference[];
  /**
   * The source as it can be handed on. A body with HTML of its own, or with addresses that lead nowhere good, is
   * the cleaned HTML that its page shows: what was removed there, comments too, is not published beside it.
   */
  readonly published: string;
  /** SHA-256 (hex) of the text that was compared with the source ({@link checkTypedText}); of a page, of nothing. */
  readonly shown: string;
}

const mayBeCode = / {4}|\t|```|~~~/;

/** Renders a report's body and states what is wrong in it, at the lines it was written on. */
export function renderCheckedBody(
  markdown: string,
  context: BodyContext,
  problems: ProblemList,
): CheckedBody {
  return withinTheStack(markdown, 'report', new BodyCheck(markdown, context, problems), (check) => {
    const tree = parseMarkdown(markdown);
    // The renderer uses the tree up.
    const blocks = markdown.search(mayBeCode) === -1 ? [] : codeBlocks(tree);
    check.walk(tree);
    const raw = rawHtmlOf(tree);
    check.rawHtml(scanHtml(raw));
    if (raw.length > 0) check.fixedTexts(tree);
    check.isPlain &&= raw.length === 0;
    const rendered = renderMarkdown(markdown, tree, raw.length > 0, context);
    check.typedText(markdown, rendered, blocks);
    return rendered;
  });
}

/** The same for a page of `content/pages/`. */
export function renderCheckedPage(
  mdx: string,
  context: BodyContext,
  problems: ProblemList,
): CheckedBody {
  return withinTheStack(mdx, 'page', new BodyCheck(mdx, context, problems), (check) => {
    const { tree, findings } = parsePage(mdx);
    check.rawHtml(findings);
    if (tree === undefined) return undefined;
    check.walk(tree);
    check.fixedTexts(tree);
    return renderPage(tree, context);
  });
}

function withinTheStack(
  source: string,
  kind: 'report' | 'page',
  check: BodyCheck,
  render: (check: BodyCheck) => RenderedMarkdown | undefined,
): CheckedBody {
  const deep = tooDeepAt(source);
  if (deep !== -1) return check.giveUp(lineFeeds(source, deep) + 1);
  const complex = tooComplex(source, kind);
  if (complex !== undefined) return check.tooComplex(complex);
  try {
    const rendered = render(check);
    if (rendered === undefined) return unusable();
    check.finish(source, rendered);
    const published = check.isPlain ? source : shownHtml(rendered);
    const shown = createHash('sha256').update(check.shown).digest('hex');
    return { rendered, references: check.references, published, shown };
  } catch (error) {
    // Emphasis, lists and HTML can nest without end too; only the stack says when it is too much.
    if (!(error instanceof RangeError)) throw error;
    return check.giveUp(error instanceof HtmlTooDeep ? error.line : 1);
  }
}

/** What a body shows that cannot be used. */
function unusable(): CheckedBody {
  const body = { html: '', headings: [], images: [] };
  const rendered = { body, anchors: new Set<string>(), characters: 0 };
  return { rendered, references: [], published: '', shown: '' };
}

/** The body as HTML that stands by itself: pictures by their files beside the report. */
function shownHtml({ body: { html, images } }: RenderedMarkdown): string {
  return html.replace(/<img data-archive-image="(\d+)"[^>]*>/g, (_, index: string) => {
    const { file = '', alt = '' } = images[Number(index)] ?? {};
    return `<img src="${escapeXml(posix.basename(file))}" alt="${escapeXml(alt)}">`;
  });
}

class BodyCheck {
  /** Whether nothing of the source is kept from the page. */
  isPlain = true;
  /** The text that was compared with the source. */
  shown = '';
  readonly references: BodyReference[] = [];
  readonly #source: string;
  /** Its lines, once they are asked for. */
  #lines: readonly string[] | undefined;
  readonly #context: BodyContext;
  readonly #problems: ProblemList;
  readonly #anchors: { line: number; anchor: string }[] = [];
  readonly #halfWidth: number[] = [];
  /** The pictures that were judged where they stand, by words and file. */
  readonly #judged = new Set<string>();
  #lastHeading = 0;

  constructor(source: string, context: BodyContext, problems: ProblemList) {
    this.#source = source;
    this.#context = context;
    this.#problems = problems;
  }

  walk(node: Root | Nodes): void {
    if (node.type === 'text') {
      this.#text(node.value, node.position?.start.line);
      return;
    }
    if (node.type === 'element') {
      const { tagName, properties } = node;
      const line = this.#line(node.position?.start.line ?? 1);
      if (tagName === 'code' || tagName === 'pre') return;
      if (tagName === 'section' && properties.dataFootnotes !== undefined) {
        // Its heading and back links are the renderer's own.
        for (const child of node.children)
          if (child.type === 'element' && child.tagName === 'ol') this.walk(child);
        return;
      }
      if (properties.dataFootnoteRef !== undefined || properties.dataFootnoteBackref !== undefined)
        return;
      if (tagName === 'a') this.#link(String(properties.href ?? ''), line);
      if (tagName === 'img') {
        this.#image(String(properties.src ?? ''), String(properties.alt ?? ''), line);
      }
      if (/^h[1-6]$/.test(tagName)) this.#heading(Number(tagName[1]), line);
    }
    if ('children' in node) for (const child of node.children) this.walk(child);
  }

  rawHtml(findings: readonly PageFinding[]): void {
    const { file } = this.#context;
    for (const finding of findings) {
      const line = this.#line(finding.line);
      switch (finding.kind) {
        case 'hostile':
          this.#problems.add('hostile-html', {
            file,
            line,
            message: `正文里有 ${finding.what}，发布时已去除。`,
          });
          break;
        case 'unsupported':
          this.#problems.add('unsupported-html', {
            file,
            line,
            message: `不支持 ${finding.what}，发布时已去除。`,
          });
          break;
        case 'unclosed':
          this.#problems.add('unclosed-html', {
            file,
            line,
            message: `<${finding.tag}> 没有结束。`,
            nearest: `</${finding.tag}>`,
          });
          break;
        case 'code':
          this.#problems.add('page-code', {
            file,
            line,
            message: `页面里有代码“${shorten(finding.what, longestQuote)}”。`,
          });
          break;
        case 'markup':
          this.#problems.add('page-markup', {
            file,
            line,
            message: `标签读不懂：${finding.what}。`,
          });
          break;
        case 'link':
          this.#link(finding.href, line);
          break;
        case 'image':
          this.#image(finding.src, finding.alt, line);
          break;
      }
    }
  }

  fixedTexts(tree: Root): void {
    checkFixedTexts(tree, this.#context.file, (line) => this.#line(line), this.#problems);
  }

  typedText(source: string, { body }: RenderedMarkdown, blocks: readonly CodeBlock[]): void {
    const place = { file: this.#context.file, lineOf: (line: number) => this.#line(line) };
    this.shown = checkTypedText(source, body.html, blocks, place, this.#problems);
  }

  /** A body that cannot be rendered: its one problem is told, and nothing of it is used. */
  giveUp(bodyLine: number): CheckedBody {
    this.#problems.add('nesting-too-deep', {
      file: this.#context.file,
      line: this.#line(bodyLine),
      message: '引用、列表、强调或网页标签一层套一层，深得无法处理。',
    });
    return unusable();
  }

  tooComplex({ line, what }: TooComplex): CheckedBody {
    this.#problems.add('too-complex', {
      file: this.#context.file,
      line: this.#line(line),
      message: `${what}，没有处理这份正文。`,
    });
    return unusable();
  }

  finish(source: string, rendered: RenderedMarkdown): void {
    const { file, firstLine, title } = this.#context;
    const { headings, images } = rendered.body;
    this.#escapedCharacters(source, rendered);
    this.#hiddenImages(source, rendered);
    const isComponent = rendered.body.html.includes('data-archive-component');
    if (rendered.characters === 0 && images.length === 0 && !isComponent) {
      this.#problems.add('empty-body', { file, line: firstLine, message: '信息栏之后没有正文。' });
    } else if (headings.length === 0 && rendered.characters > longText) {
      this.#problems.add('no-headings', {
        file,
        line: firstLine,
        message: `正文有 ${rendered.characters} 字，没有一个标题。`,
      });
    }
    const first = headings[0];
    if (first !== undefined && title !== undefined && bare(first.text) === bare(title)) {
      this.#problems.add('repeated-title', {
        file,
        line: firstLine,
        message: `正文的第一个标题“${first.text}”与报告的标题相同。`,
      });
    }
    for (const { line, anchor } of this.#anchors) {
      if (rendered.anchors.has(anchor)) continue;
      this.#problems.add('broken-link', {
        file,
        line,
        message: `本文没有标题“#${anchor}”。`,
        nearest: () => withHash(nearest(anchor, rendered.anchors)),
      });
    }
    const [line, ...more] = this.#halfWidth;
    if (line !== undefined) {
      this.#problems.add('half-width-punctuation', {
        file,
        line,
        message: `汉字旁边有半角标点${more.length > 0 ? `，全文共 ${more.length + 1} 段` : ''}。`,
      });
    }
  }

  /** References (`&#8203;`) bring in what the check of the text itself states where it stands as it is. */
  #escapedCharacters(source: string, { body: { html, images } }: RenderedMarkdown): void {
    const shown = [html, ...images.flatMap(({ alt, title = '' }) => [alt, title])].join('\n');
    const escaped = new Set(
      unseenCharacters(shown).filter((character) => !source.includes(character)),
    );
    if (escaped.size === 0) return;
    const lines = new Set<number>();
    let counted = 0;
    let feeds = 0;
    for (const { 0: written, index } of source.matchAll(/&(?:#x?[\da-f]{1,8}|[a-z]\w{1,30});/gi)) {
      const character = decodeReference(written);
      if (!escaped.has(character)) continue;
      for (; counted < index; counted += 1) if (source[counted] === '\n') feeds += 1;
      const line = this.#line(feeds + 1);
      if (lines.has(line)) continue;
      lines.add(line);
      this.#problems.add('control-character', {
        file: this.#context.file,
        line,
        message: `${written} 写出了 ${nameCharacter(character)}。`,
      });
    }
    if (lines.size > 0) return;
    const [first = ''] = escaped;
    this.#problems.add('control-character', {
      file: this.#context.file,
      line: this.#context.firstLine,
      message: `正文里用转义写出了 ${nameCharacter(first)}。`,
    });
  }

  /** Foreign content can end where the scan of raw HTML does not see it: what is shown is judged in any case. */
  #hiddenImages(source: string, { body: { images } }: RenderedMarkdown): void {
    const folder = posix.dirname(this.#context.file);
    for (const { file, alt } of images) {
      if (this.#judged.has(`${alt}\n${file}`)) continue;
      const written = posix.relative(folder, file);
      const at = Math.max(0, source.indexOf(written));
      this.#image(encodeURI(written), alt, this.#line(lineFeeds(source, at) + 1));
    }
  }

  #line(bodyLine: number): number {
    return this.#context.firstLine + bodyLine - 1;
  }

  #text(value: string, bodyLine: number | undefined): void {
    if (bodyLine === undefined) return;
    const emphasis = value.indexOf('**');
    if (emphasis !== -1 && this.#isTyped('**', bodyLine + lineFeeds(value, emphasis))) {
      this.#problems.add('literal-emphasis', {
        file: this.#context.file,
        line: this.#line(bodyLine + lineFeeds(value, emphasis)),
        message: `“${excerpt(value, emphasis)}”里的星号没有起作用。`,
      });
    }
    const punctuation = halfWidthPunctuationAt(value);
    if (punctuation !== -1) {
      this.#halfWidth.push(this.#line(bodyLine + lineFeeds(value, punctuation)));
    }
  }

  /** Whether signs stand on a line of the source as they are; escaped (`\*\*`) they were meant to be seen. */
  #isTyped(signs: string, bodyLine: number): boolean {
    this.#lines ??= this.#source.split('\n');
    const line = this.#lines[bodyLine - 1] ?? '';
    return line.replace(/\\./g, '').includes(signs);
  }

  #heading(depth: number, line: number): void {
    if (this.#lastHeading > 0 && depth > this.#lastHeading + 1) {
      this.#problems.add('heading-skip', {
        file: this.#context.file,
        line,
        message: `上一个标题是 ${this.#lastHeading} 级，这一个是 ${depth} 级。`,
        nearest: '#'.repeat(this.#lastHeading + 1),
      });
    }
    this.#lastHeading = depth;
  }

  #link(written: string, line: number): void {
    const { file, files } = this.#context;
    const target = resolveLink(written, this.#context);
    switch (target.kind) {
      case 'external':
      case 'attachment':
        return;
      case 'anchor':
        this.#anchors.push({ line, anchor: target.anchor });
        return;
      case 'report':
      case 'address':
        this.references.push({ line, written, target });
        return;
      case 'hostile':
        this.isPlain = false;
        this.#problems.add('hostile-html', {
          file,
          line,
          message: `正文里有 ${target.scheme}: 链接，发布时已去除。`,
        });
        return;
      case 'unsupported':
        this.#problems.add('broken-link', {
          file,
          line,
          message: `不能用 ${target.scheme}: 链接。`,
          advice: '改用 http://、https://、mailto: 或 tel: 链接，或者只留文字。',
        });
        return;
      case 'nowhere':
        if (files.has(target.path)) {
          this.#problems.add('broken-link', {
            file,
            line,
            message: `文件“${readableAddress(written)}”没有列入附件，不会发布。`,
            advice: '把它列入这份报告的 attachments。',
          });
        } else {
          this.#problems.add('broken-link', {
            file,
            line,
            message:
              written === ''
                ? '链接是空的。'
                : `链接“${shorten(readableAddress(written), longestQuote)}”指向的文件不存在。`,
            nearest: () => nearestLink(written, target.path, this.#context),
          });
        }
    }
  }

  #image(written: string, alt: string, line: number): void {
    const { file, files } = this.#context;
    const target = resolveImage(written, this.#context);
    const shown = shorten(readableAddress(written), longestQuote);
    switch (target.kind) {
      case 'external':
        this.#problems.add('external-image', {
          file,
          line,
          message: `图片“${shown}”引自别的网站。`,
        });
        break;
      case 'hostile':
        this.isPlain = false;
        this.#problems.add('hostile-html', {
          file,
          line,
          message: `正文里有 ${target.scheme}: 图片，发布时已去除。`,
        });
        return;
      case 'unsafe':
        this.#problems.add('unsafe-path', {
          file,
          line,
          message: `图片的路径“${shown}”不在报告旁边。`,
        });
        break;
      case 'empty':
        this.#problems.add('missing-image', { file, line, message: '图片没有写文件名。' });
        break;
      case 'file': {
        this.#judged.add(`${alt.trim()}\n${target.file}`);
        const suffix = posix.extname(target.file).slice(1).toLowerCase();
        if (!imageTypes.has(suffix)) {
          this.#problems.add('image-type', { file, line, message: `图片“${shown}”的类型不能用。` });
        } else if (!files.has(target.file)) {
          this.#problems.add('missing-image', {
            file,
            line,
            message: `找不到图片“${shown}”。`,
            nearest: () => nearestImage(target.file, file, files),
          });
        }
      }
    }
    if (isBlank(alt)) {
      this.#problems.add('missing-alt', { file, line, message: `图片“${shown}”没有文字说明。` });
    }
  }
}

/** `&#8203;` and `&ZeroWidthSpace;` are the same character. */
function decodeReference(written: string): string {
  let text = '';
  const parser = new Parser({
    ontext(part) {
      text += part;
    },
  });
  parser.end(written);
  return text;
}

function lineFeeds(text: string, before: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < before; at = text.indexOf('\n', at + 1))
    count += 1;
  return count;
}

function excerpt(text: string, at: number): string {
  const line = text.slice(text.lastIndexOf('\n', at) + 1).split('\n')[0] ?? '';
  return shorten(line.slice(Math.max(0, at - text.lastIndexOf('\n', at) - 1)), 16);
}

function bare(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}

function withHash(anchor: string | undefined): string | undefined {
  return anchor === undefined ? undefined : `#${anchor}`;
}

function nearestImage(
  wanted: string,
  file: string,
  files: ReadonlySet<string>,
): string | undefined {
  const images = [...files].filter((one) =>
    imageTypes.has(posix.extname(one).slice(1).toLowerCase()),
  );
  const guess = nearestPath(wanted, images);
  return guess === undefined ? undefined : posix.relative(posix.dirname(file), guess);
}

function nearestLink(written: string, path: string, context: BodyContext): string | undefined {
  if (/^[/\\]{2}/.test(written)) return `https:${written.replaceAll('\\', '/')}`;
  const folder = posix.dirname(context.file);
  const guess = nearestPath(
    path,
    [...context.attachments].map((file) => posix.join(folder, file)),
  );
  if (guess !== undefined) return posix.relative(folder, guess);
  return /^[\w-]+(\.[\w-]+)*\.(com|cn|org|net|gov)([/:?#]|$)/.test(written)
    ? `https://${written}`
    : undefined;
}
