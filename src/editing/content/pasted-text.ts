import { DomUtils, parseDocument } from 'htmlparser2';
import { cleanDocument } from '../../importing/clean-document.ts';
import { findStructure } from '../../importing/find-structure.ts';
import { proveText } from '../../importing/prove-text.ts';
import { readHtml } from '../../importing/read/read-html.ts';
import type { SourceImage } from '../../importing/source-document.ts';
import { escapeMarkdown } from '../../importing/write/escape-markdown.ts';
import { markdownFromBlocks } from '../../importing/write/markdown-from-blocks.ts';
import { PathRefused } from './content-folder.ts';

/** What was pasted, as Markdown for the text of a report. */
export interface PastedText {
  readonly markdown: string;
  /** What was left out, or somebody has to look at, in Chinese. */
  readonly review: readonly string[];
}

/**
 * Turns what Word, WPS or a browser puts on the clipboard into Markdown, by the import's reader of pages and
 * with its proof that no character was lost. Pictures that are in it are placed; of those that it only names, on
 * a disk or a host that no page may read, the names are said.
 *
 * @param place puts a picture beside the report and gives its name
 * @throws {SourceRefused} with the reason in Chinese
 */
export async function pastedText(
  html: string,
  place: (bytes: Uint8Array) => Promise<string>,
): Promise<PastedText> {
  // Word says where the copied part begins and ends; around it stands its own machinery.
  // All of it was chosen: in an article of its own nothing is taken for a frame around it.
  const fragment =
    /<!--\s*StartFragment\s*-->([\s\S]*?)<!--\s*EndFragment\s*-->/.exec(html)?.[1] ?? html;
  const { absent, isEmpty } = look(fragment);
  const told = absent.length === 0 ? [] : [absentPictures(absent)];
  if (isEmpty && absent.length > 0) return { markdown: '', review: told };
  const document = cleanDocument(
    readHtml(`<!doctype html><body><article>${fragment}</article></body>`, () => undefined),
  );
  const { title, blocks } = findStructure(document.blocks);
  const pictures = await placePictures(document.images, place);
  const names = { images: pictures.names, alts: pictures.alts, notes: document.notes };
  const body = markdownFromBlocks(blocks, names);
  proveText(document.text, title, body);
  // A title belongs above the text in a file; what was pasted stays where it was pasted.
  const markdown = title === undefined ? body : `${escapeMarkdown(title)}\n\n${body}`;
  const review = document.review.filter(
    (line) => !/^图片“.*没有随页面保存，没有导入。$/s.test(line),
  );
  return {
    // Of a picture that was refused no mark stays.
    markdown: markdown.replaceAll('![]()', '').trimEnd(),
    review: [...document.dropped, ...review, ...pictures.said, ...told],
  };
}

/** The pictures that a page may not read, as their files are called, and whether there is any text. */
function look(fragment: string): { readonly absent: readonly string[]; readonly isEmpty: boolean } {
  const { children } = parseDocument(fragment);
  const absent = DomUtils.getElementsByTagName('img', children).flatMap(({ attribs }) => {
    const { src = '', alt = '' } = attribs;
    if (src === '' || src.startsWith('data:')) return [];
    const name = fileOf(src);
    return [alt.trim() === '' ? name : `${name}（${alt.trim().slice(0, 40)}）`];
  });
  return { absent: [...new Set(absent)], isEmpty: DomUtils.textContent(children).trim() === '' };
}

function fileOf(address: string): string {
  const last = address.split(/[?#]/)[0]?.split(/[\\/]/).at(-1) ?? '';
  try {
    return decodeURIComponent(last).slice(0, 80);
  } catch {
    return last.slice(0, 80);
  }
}

function absentPictures(names: readonly string[]): string {
  return `有 ${names.length} 张图片没有跟着过来，要从文件添加：${names.join('、')}。请在原件里逐张另存为图片，再用“添加图片”，或者拖进正文。`;
}

async function placePictures(
  images: readonly SourceImage[],
  place: (bytes: Uint8Array) => Promise<string>,
) {
  const names: string[] = [];
  const alts: string[] = [];
  const said: string[] = [];
  for (const { base64, alt } of images) {
    try {
      names.push(await place(Buffer.from(base64, 'base64')));
      alts.push(alt);
      said.push(
        `图片放在了报告旁边：${names.at(-1)}。${alt === '' ? '请在 ![ ] 的方括号里写上图上的内容。' : ''}`,
      );
    } catch (error) {
      if (!(error instanceof PathRefused)) throw error;
      names.push('');
      alts.push('');
      said.push(`有一张图片没有放进来：${error.message}`);
    }
  }
  return { names, alts, said };
}
