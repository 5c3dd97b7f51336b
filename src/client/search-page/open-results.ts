import { findMatches } from '../../search/find-matches.ts';
import { type PageBlock, pageBlocks } from '../page-blocks.ts';

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

const opened = new Map<string, Promise<Document | undefined>>();

/** Fetches a report's page once; undefined when it cannot be had. */
function openPage(address: string): Promise<Document | undefined> {
  let page = opened.get(address);
  if (!page) {
    page = fetch(address)
      .then(async (response) =>
        response.ok
          ? new DOMParser().parseFromString(await response.text(), 'text/html')
          : undefined,
      )
      .catch(() => undefined);
    opened.set(address, page);
  }
  return page;
}

/**
 * Title, best excerpt and section of a report, taken from its own page: what is shown is what stands there.
 *
 * @param phrases normalised.
 */
export async function openResult(
  address: string,
  phrases: readonly string[],
): Promise<OpenedResult | undefined> {
  const page = await openPage(address);
  if (!page) return undefined;
  const blocks = pageBlocks(page);
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
