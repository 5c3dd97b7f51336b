import type JSZip from 'jszip';
import mammoth from 'mammoth';
import {
  type Inline,
  type SourceDocument,
  type SourceImage,
  SourceRefused,
} from '../source-document.ts';
import { blocksFromMarkup } from './blocks-from-markup.ts';
import { elementsBelow, parseMarkup } from './markup-tree.ts';
import { openPackage } from './open-package.ts';
import { withAllWords, wordFigures } from './word-drawings.ts';
import { type WordParagraph, wordParagraphs } from './word-labels.ts';

/** An element of mammoth's tree, as far as it is touched here. */
interface WordElement {
  readonly type: string;
  readonly value?: string;
  readonly alignment?: string | null;
  readonly styleName?: string | null;
  readonly numbering?: unknown;
  readonly children?: readonly WordElement[];
}

const centred = 'ImportCentred';
const styleMap = [
  "p[style-name='Title'] => h1.title:fresh",
  `p[style-name='${centred}'] => p.centred:fresh`,
];

/** Pictures that a page can show, by media type. */
const suffixes: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

/** @throws {SourceRefused} for what is no readable Word document */
export async function readDocx(bytes: Buffer): Promise<SourceDocument> {
  const file = await openPackage(bytes);
  const main = await mainPart(file);
  const xml = await partOf(file, main);
  if (xml === undefined) throw new SourceRefused('里面没有正文，不是 Word 文档。');
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml))
    throw new SourceRefused('里面有实体定义，Word 不会写出这样的文件，没有打开。');
  if (/<w:(?:altChunk|subDoc)[\s>]/.test(xml))
    throw new SourceRefused(
      '正文有一部分是嵌在里面的另一个文件，读不出来：请在 Word 里打开，另存为新的 .docx 再导入。',
    );
  const review: string[] = [];
  const dropped = await droppedParts(file, xml);
  const numbering = await partOf(file, 'word/numbering.xml');
  const styles = await partOf(file, 'word/styles.xml');
  let paragraphs = wordParagraphs(xml, numbering, styles);
  // A field that does not end, or most of the text: no table of contents after all.
  const keepsContents = lengthOf(paragraphs, 'contents') > lengthOf(paragraphs, 'text');
  if (keepsContents) paragraphs = wordParagraphs(xml, numbering, styles, true);
  const contents = paragraphs.flatMap((paragraph) => paragraph.contents.trim() || []);
  if (contents.length > 0) dropped.push(`原来的目录（${contents.length} 行，页码是纸上的）`);
  const readings = xml.match(/<w:ruby[ >]/g)?.length ?? 0;
  if (readings > 0) dropped.push(`注音 ${readings} 处`);
  const changes = xml.match(/<w:(?:ins|del|moveFrom|moveTo)[ >]/g)?.length ?? 0;
  if (changes > 0) review.push(`有 ${changes} 处没有接受的修订，按接受以后的文字导入。`);
  if (/<w:d?strike\/>/.test(xml)) review.push('有加删除线的文字，删除线没有保留，请对照原件。');
  const equations = xml.match(/<m:oMath[ >]/g)?.length ?? 0;
  if (equations > 0)
    review.push(`有 ${equations} 处公式，改成了一行字符（分数写成 a/b），请对照原件。`);
  const figures = await wordFigures(file);
  for (const { name, words } of figures) {
    const quoted = words.length === 0 ? '' : `，里面的字是“${words.join(' ')}”`;
    dropped.push(name);
    review.push(`有一处${name}没有导入${quoted}。请把它的意思写成文字或表格，或者附上图片。`);
  }
  const objects = xml.match(/<w:object[\s>/]/g)?.length ?? 0;
  if (objects > 0)
    review.push(
      `有 ${objects} 处嵌入的文件（例如 Excel 表），里面的内容没有导入：请照原件做成表格，或者作为附件。`,
    );

  const images: SourceImage[] = [];
  let labelsFit = true;
  const { value } = await mammoth.convertToHtml(
    { buffer: await withWordsOfAll(file, main, xml, bytes, keepsContents) },
    {
      styleMap,
      convertImage: mammoth.images.imgElement(async (image) => {
        const suffix = suffixes[image.contentType];
        if (suffix === undefined) {
          review.push(`有一张图片是 ${image.contentType}，网页显示不了，没有导入。`);
          return { src: '' };
        }
        images.push({ base64: await image.readAsBase64String(), suffix, alt: '' });
        return { src: `image:${images.length - 1}` };
      }),
      transformDocument: (root: WordElement): WordElement => {
        const found = paragraphsOf(root);
        labelsFit =
          found.length === paragraphs.length &&
          found.every((paragraph, index) =>
            sameText(textOf(paragraph), paragraphs[index]?.text ?? ''),
          );
        const labels = new Map(
          labelsFit
            ? found.map((paragraph, index) => [paragraph, paragraphs[index]?.label ?? ''])
            : [],
        );
        return relabelled(root, labels);
      },
    },
  );
  if (!labelsFit && paragraphs.some(({ label }) => label !== ''))
    review.push('自动序号没有恢复，请对照原件补上。');
  const notes: Record<string, readonly Inline[]> = {};
  const blocks = blocksFromMarkup(parseMarkup(value).root, {
    notes,
    review,
    image(source, alt) {
      const index = /^image:(\d+)$/.exec(source)?.[1];
      const image = index === undefined ? undefined : images[Number(index)];
      if (image === undefined) return undefined;
      images[Number(index)] = { ...image, alt: alt.trim() };
      return Number(index);
    },
  });
  const notesWords = await notesText(file, xml);
  const text = [
    ...paragraphs.map((paragraph) => said(paragraph, labelsFit)),
    ...notesWords.map((note) => note.text),
  ];
  return {
    blocks,
    notes,
    images,
    facts: await properties(file),
    text: text.join('\n'),
    comparable: [...paragraphs, ...notesWords].map(({ lasting }) => lasting),
    beside: [contents, figures.flatMap(({ words }) => words)],
    frame: contents,
    dropped,
    review,
  };
}

function lengthOf(paragraphs: readonly WordParagraph[], part: 'text' | 'contents'): number {
  return paragraphs.reduce((sum, paragraph) => sum + paragraph[part].length, 0);
}

function said({ label, text }: WordParagraph, hasLabel: boolean): string {
  return hasLabel ? label + text : text;
}

/** The file so that mammoth leaves none of its words out. */
async function withWordsOfAll(
  file: JSZip,
  main: string,
  xml: string,
  bytes: Buffer,
  keepsContents: boolean,
): Promise<Buffer> {
  const whole = withAllWords(xml, keepsContents);
  if (whole === xml) return bytes;
  file.file(main, whole);
  return file.generateAsync({ type: 'nodebuffer' });
}

/** The name of the part that holds the text: mostly `word/document.xml`, some programs write `word/document2.xml`. */
export async function mainPart(file: JSZip): Promise<string> {
  const { root } = parseMarkup((await partOf(file, '_rels/.rels')) ?? '', { xml: true });
  for (const { tag, attributes } of elementsBelow(root)) {
    const name = (attributes.Target ?? '').replace(/^\//, '');
    if (/(?:^|:)Relationship$/.test(tag) && /\/officeDocument$/.test(attributes.Type ?? ''))
      if (file.file(name) !== null) return name;
  }
  return 'word/document.xml';
}

async function partOf(file: JSZip, name: string): Promise<string | undefined> {
  return file.file(name)?.async('string');
}

async function droppedParts(file: JSZip, xml: string): Promise<string[]> {
  const dropped: string[] = [];
  if (file.file(/vbaProject\.bin$/).length > 0) dropped.push('宏（程序），没有运行');
  const comments = (await partOf(file, 'word/comments.xml'))?.match(/<w:comment[ >]/g)?.length ?? 0;
  if (comments > 0) dropped.push(`批注 ${comments} 条`);
  for (const part of file.file(/^word\/(?:header|footer)\d*\.xml$/)) {
    const words = wordParagraphs(await part.async('string'), undefined, undefined)
      .map(({ text }) => text.trim())
      .filter((text) => text !== '');
    if (words.length > 0) dropped.push(`页眉页脚“${words.join(' ').slice(0, 60)}”`);
  }
  if (/<w:(?:object|control)[ >]/.test(xml)) dropped.push('嵌入的对象');
  return dropped;
}

/** Footnotes and endnotes in the order in which the text refers to them. */
async function notesText(file: JSZip, xml: string): Promise<WordParagraph[]> {
  const texts: WordParagraph[] = [];
  const parts = new Map<string, string | undefined>();
  for (const [, kind = '', id = ''] of xml.matchAll(
    /<w:(footnote|endnote)Reference\b[^>]*w:id="(\d+)"/g,
  )) {
    const name = `word/${kind}s.xml`;
    if (!parts.has(name)) parts.set(name, await partOf(file, name));
    const note = new RegExp(`<w:${kind}\\b[^>]*w:id="${id}"[^>]*>[\\s\\S]*?</w:${kind}>`).exec(
      parts.get(name) ?? '',
    )?.[0];
    texts.push(...wordParagraphs(note ?? '', undefined, undefined));
  }
  return texts;
}

/** The title that the file's properties hold; often a template's, so only shown. */
async function properties(file: JSZip): Promise<SourceDocument['facts']> {
  const core = await partOf(file, 'docProps/core.xml');
  if (core === undefined) return [];
  for (const { tag, children } of elementsBelow(parseMarkup(core, { xml: true }).root)) {
    const value = children
      .filter((child) => typeof child === 'string')
      .join('')
      .trim();
    if (tag === 'dc:title' && value !== '')
      return [{ name: 'property-title', value, where: '文件属性' }];
  }
  return [];
}

function paragraphsOf(element: WordElement): WordElement[] {
  const inner = (element.children ?? []).flatMap(paragraphsOf);
  return element.type === 'paragraph' ? [element, ...inner] : inner;
}

function textOf(element: WordElement): string {
  if (element.type === 'text') return element.value ?? '';
  return (element.children ?? []).map(textOf).join('');
}

function sameText(a: string, b: string): boolean {
  return a.replace(/\s/g, '') === b.replace(/\s/g, '');
}

/** The tree with each drawn number before the words of its paragraph, where a reader sees it. */
function relabelled(element: WordElement, labels: ReadonlyMap<WordElement, string>): WordElement {
  if (element.children === undefined) return element;
  const children = element.children.map((child) => relabelled(child, labels));
  if (element.type !== 'paragraph') return { ...element, children };
  const label = labels.get(element) ?? '';
  const isPlain = !element.styleName || /^(?:normal|正文|body text)/i.test(element.styleName);
  return {
    ...element,
    ...(isPlain && element.alignment === 'center' && { styleName: centred, styleId: centred }),
    ...(label !== '' && { numbering: null }),
    children:
      label === ''
        ? children
        : [{ type: 'run', children: [{ type: 'text', value: label }] }, ...children],
  };
}
