import { findMatches } from '../../search/find-matches.ts';
import { normalizeText } from '../../search/normalize.ts';
import { type PageBlock, pageBlocks } from '../page-blocks.ts';
import { parsedPage } from '../parsed-page.ts';
import { distrust, LostFile, loadFile } from '../search-files.ts';

/** A stretch of an excerpt, marked where it is a match. */
export interface ExcerptPiece {
  readonly text: string;
  readonly marked: boolean;
}

/** What a result shows of its document, in the script of the page. */
export interface OpenedResult {
  readonly title: readonly ExcerptPiece[];
  readonly excerpt: readonly ExcerptPiece[];
  /** Id of the heading under which the excerpt stands; empty for the beginning. */
  readonly section: string;
  /** That heading's words. */
  readonly sectionName: string;
}

/** Characters of an excerpt, and of them before the first match. */
const excerptLength = 110;
const before = 28;

const opened = new Map<string, Promise<Document>>();

/** Fetches a report's page once; what failed is asked for again. */
function openPage(address: string): Promise<Document> {
  let page = opened.get(address);
  if (!page) {
    page = loadFile(address, (bytes) => readPage(bytes, address));
    page.catch(() => opened.delete(address));
    opened.set(address, page);
  }
  return page;
}

/** @throws when it is not the whole page of this very report. */
function readPage(bytes: Uint8Array, address: string): Document {
  const html = new TextDecoder().decode(bytes);
  if (!/<\/html>\s*$/i.test(html)) throw new Error('cut off');
  const page = parsedPage(html);
  const canonical = page.querySelector<HTMLLinkElement>('link[rel=canonical]');
  const own = new URL(address, location.href).pathname;
  if (!page.querySelector('main article') || !canonical || new URL(canonical.href).pathname !== own)
    throw new Error('another page');
  return page;
}

/**
 * Title, best excerpt and section of a report, taken from its own page: what is shown is what stands there.
 *
 * @param phrases normalised.
 * @throws LostFile when the page cannot be had, or is not the one that the index knows.
 */
export async function openResult(
  address: string,
  phrases: readonly string[],
): Promise<OpenedResult> {
  const page = await openPage(address);
  const blocks = pageBlocks(page);
  if (isAltered(page, blocks, phrases)) {
    opened.delete(address);
    distrust(address);
    throw new LostFile(`${address}: not as it was indexed`);
  }
  const title = blocks.find((block) => block.kind === 'title');
  const best = bestBlock(blocks, phrases) ?? blocks.find((block) => block.kind === 'text');
  const heading = blocks.find(
    (block) => block.kind === 'heading' && block.section === best?.section,
  );
  return {
    title: pieces(title?.text.trim() ?? '', phrases),
    excerpt: best ? excerpt(best.text, phrases) : [],
    section: best?.section ?? '',
    sectionName: heading?.text.trim() ?? '',
  };
}

/**
 * What was found in a report stands in its page, or the page is another than the one that was indexed. In
 * Traditional a glossary may have other words for a phrase, so there nothing follows from its absence.
 */
function isAltered(
  page: Document,
  blocks: readonly PageBlock[],
  phrases: readonly string[],
): boolean {
  if (/^zh-Hant/i.test(page.documentElement.lang)) return false;
  const texts = blocks.map(({ text }) => normalizeText(text));
  return phrases.some((phrase) => !texts.some((text) => text.includes(phrase)));
}

/** The block with the most different phrases, text before record, then with the most matches; the first of equals. */
function bestBlock(
  blocks: readonly PageBlock[],
  phrases: readonly string[],
): PageBlock | undefined {
  let best: PageBlock | undefined;
  let most = 0;
  for (const block of blocks) {
    if (block.kind === 'title') continue;
    const matches = findMatches(block.text, phrases);
    const different = new Set(matches.map(({ phrase }) => phrase)).size;
    const inText = block.kind === 'record' ? 0 : 1;
    const value =
      different * 2000 + (different > 0 ? inText * 1000 : 0) + Math.min(matches.length, 999);
    if (value > most) {
      best = block;
      most = value;
    }
  }
  return best;
}

function excerpt(original: string, phrases: readonly string[]): ExcerptPiece[] {
  const text = original.replace(/\s+/g, ' ').trim();
  const first = findMatches(text, phrases)[0];
  let start = Math.max(0, (first?.start ?? 0) - before);
  if (text.length - start < excerptLength) start = Math.max(0, text.length - excerptLength);
  let end = Math.min(text.length, Math.max(start + excerptLength, first?.end ?? 0));
  if (isInsidePair(text, start)) start--;
  if (isInsidePair(text, end)) end++;
  const shown = pieces(text.slice(start, end), phrases);
  if (start > 0) shown.unshift({ text: '…', marked: false });
  if (end < text.length) shown.push({ text: '…', marked: false });
  return shown;
}

function isInsidePair(text: string, at: number): boolean {
  return /[\udc00-\udfff]/.test(text.charAt(at)) && /[\ud800-\udbff]/.test(text.charAt(at - 1));
}

function pieces(text: string, phrases: readonly string[]): ExcerptPiece[] {
  const shown: ExcerptPiece[] = [];
  let at = 0;
  for (const { start, end } of findMatches(text, phrases)) {
    if (start > at) shown.push({ text: text.slice(at, start), marked: false });
    shown.push({ text: text.slice(start, end), marked: true });
    at = end;
  }
  if (at < text.length) shown.push({ text: text.slice(at), marked: false });
  return shown;
}
