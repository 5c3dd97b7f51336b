import type { Answer } from '../../search/answer-query.ts';
import type { Hit } from '../../search/evaluate.ts';
import type { IssuerNames } from '../../search/named-by-record.ts';
import { nearlyHolding, nearRuns } from '../../search/nearly.ts';
import { normalizeText } from '../../search/normalize.ts';
import { type Phrase, parseQuery, type Query } from '../../search/query.ts';
import { heardAs, type SoundTable, spelledAs } from '../../search/sounds.ts';
import { pageBlocks } from '../page-blocks.ts';
import { parsedPage } from '../parsed-page.ts';
import { LostFile, loadFile } from '../search-files.ts';
import { later } from './later.ts';
import { openResult } from './open-results.ts';
import type { OpenedIndex } from './search-engine.ts';

/** What to ask instead, and exactly how many reports have it. */
export interface OtherWords {
  readonly kind: 'near' | 'part';
  readonly q: string;
  readonly found: number;
}

export interface OtherWordsFound {
  readonly words: readonly OtherWords[];
  /** Some file could not be had: there may be more. */
  readonly incomplete: boolean;
}

/** Reports that are opened to read what stands there; beside them only pairs of the index are asked for. */
const mostPages = 3;
const mostNear = 3;
/** Words of the same sound that are asked for. */
const mostHeard = 6;
/** Milliseconds in which the sounds must have come: what needs none is not kept back for them. */
const patience = 3000;
const mostParts = 3;

/**
 * For a query that nothing answers: words that differ from its own by one character and do stand in reports, and
 * the parts of it that do. Each is asked of the index before it is offered.
 *
 * @param addressOf path of a document's page, in the script of the page.
 * @throws LostFile
 */
export async function otherWords(
  query: Query,
  answer: Answer,
  index: OpenedIndex,
  names: IssuerNames,
  addressOf: (document: number) => Promise<string>,
): Promise<OtherWordsFound> {
  const lost = { files: 0 };
  const count = async (kind: OtherWords['kind'], q: string): Promise<OtherWords> => ({
    kind,
    q,
    found: (await index.answer(parseQuery(q), names)).hits.length,
  });
  const heard = await heardWords(query, index, names, lost);
  const near = heard.length > 0 ? [] : await nearWords(query, index, addressOf, lost);
  const parts = new Set<string>();
  for (const hit of answer.parts)
    for (const part of hit.parts)
      if (part.length > 1 && parts.size < mostParts && !isCutWord(part, query)) parts.add(part);
  const typed = query.wanted.map((phrase) => phrase.typed).join(' ');
  const all = await Promise.all([
    ...(query.unwanted.length > 0 ? [count('part', allWanted(query))] : []),
    ...heard.map((q) => count('near', q)),
    ...near.map((q) => count('near', q)),
    ...[...parts].map((part) => count('part', asTyped(part, typed))),
  ]);
  const asked = new Set<string>();
  const words = all.filter(({ q, found }) => {
    const again = asked.has(normalizeText(q));
    asked.add(normalizeText(q));
    return found > 0 && !again;
  });
  return { words, incomplete: lost.files > 0 };
}

/** Letters out of the middle of a word are no word: ai of yuntaishan. */
function isCutWord(part: string, { wanted }: Query): boolean {
  return wanted.some(({ text }) => {
    const at = text.indexOf(part);
    const joined = (end: number) => /^[a-z]{2}$/.test(text.slice(end - 1, end + 1));
    return at >= 0 && ((at > 0 && joined(at)) || joined(at + part.length));
  });
}

/** The query without what it does not want, which may have left nothing. */
function allWanted({ wanted, literal }: Query): string {
  return wanted.map(({ typed }) => (literal || /\s/.test(typed) ? `"${typed}"` : typed)).join(' ');
}

/**
 * The query with the first of its phrases that stands nowhere put right by its sound, or by what it spells, in the
 * words of a text that has them so.
 */
async function heardWords(
  query: Query,
  index: OpenedIndex,
  names: IssuerNames,
  lost: Lost,
): Promise<string[]> {
  const sounds = await Promise.race([
    index.sounds().catch((error: unknown) => noted(error)),
    later(patience),
  ]);
  if (!sounds) {
    lost.files++;
    return [];
  }
  const { run } = query;
  // Syllables with spaces between them are one word more often than several.
  if (run && /^[a-z']+$/.test(run.text)) {
    const joined = await likelyWords(
      { ...query, wanted: [run], run: undefined },
      index,
      names,
      sounds,
    );
    if (joined.length > 0) return joined;
  }
  return likelyWords(query, index, names, sounds);
}

async function likelyWords(
  query: Query,
  index: OpenedIndex,
  names: IssuerNames,
  sounds: SoundTable,
): Promise<string[]> {
  for (const phrase of query.wanted) {
    if (query.wanted.length > 1) {
      const alone = await index.answer(
        { ...query, wanted: [phrase], unwanted: [], run: undefined },
        names,
      );
      if (alone.hits.length > 0 && !alone.called) continue;
    }
    const answers = await Promise.all(
      [
        ...heardAs(phrase.text, sounds, mostHeard),
        ...spelledAs(phrase.text, sounds, mostHeard),
      ].map(async (text) => {
        const wanted = query.wanted.map((each) => (each === phrase ? { typed: text, text } : each));
        const { hits, called } = await index.answer({ ...query, wanted, run: undefined }, names);
        return { text, hits: called ? [] : hits };
      }),
    );
    const found = answers.filter(({ hits }) => hits.length > 0);
    found.sort((a, b) => b.hits.length - a.hits.length);
    const shown = await Promise.all(
      found.slice(0, mostNear).map(async ({ text, hits }) => {
        const { title, excerpt } = await openResult(index, (hits[0] as Hit).document, [text]);
        return [...excerpt, ...title]
          .find(({ marked }) => marked)
          ?.text.replace(/[\p{Cf}\s]/gu, '');
      }),
    );
    const all = shown.filter((run) => run !== undefined);
    if (all.length > 0) return all.map((run) => withOther(query, phrase, run));
  }
  return [];
}

/** Files of the help that could not be had. */
interface Lost {
  files: number;
}

/** A failed request is no fault of this page; everything else is. */
function noted(error: unknown): undefined {
  if (!(error instanceof LostFile)) throw error;
}

function withOther({ wanted, unwanted }: Query, phrase: Phrase, other: string): string {
  return [
    ...wanted.map((each) => (each === phrase ? other : each.typed)),
    ...unwanted.map(({ typed }) => `-${typed}`),
  ].join(' ');
}

/** The query with the first of its phrases that stands nowhere put right. */
async function nearWords(
  query: Query,
  { lengths, postings }: OpenedIndex,
  addressOf: (document: number) => Promise<string>,
  lost: Lost,
): Promise<string[]> {
  for (const phrase of query.wanted) {
    const documents = await nearlyHolding(phrase.text, { lengths }, postings);
    const texts = await Promise.all(
      documents
        .slice(0, mostPages)
        .map(async (document) => textsOf(await addressOf(document), lost)),
    );
    const found = new Map<string, { shown: string; times: number }>();
    for (const text of texts.flat()) {
      for (const [run, times] of nearRuns(text, phrase.text)) {
        const key = normalizeText(run);
        const known = found.get(key);
        found.set(key, { shown: known?.shown ?? run, times: (known?.times ?? 0) + times });
      }
    }
    if (found.size === 0) continue;
    return [...found.values()]
      .sort((a, b) => b.times - a.times)
      .slice(0, mostNear)
      .map(({ shown }) => withOther(query, phrase, shown));
  }
  return [];
}

/** Texts of a report's page; none where it cannot be had, for then it says nothing. */
async function textsOf(address: string, lost: Lost): Promise<string[]> {
  try {
    const page = await loadFile(address, (bytes) => parsedPage(new TextDecoder().decode(bytes)));
    return pageBlocks(page).map(({ text }) => text);
  } catch (error) {
    noted(error);
    lost.files++;
    return [];
  }
}

/** A part as normalised, in the characters that were typed: of a long query only where it is near the beginning. */
function asTyped(part: string, all: string): string {
  const typed = all.slice(0, 200);
  for (let start = 0; start < typed.length; start++)
    for (
      let end = start + part.length;
      end <= Math.min(typed.length, start + part.length + 4);
      end++
    )
      if (normalizeText(typed.slice(start, end)) === part) {
        // Without half a character or anything invisible before it.
        while (normalizeText(typed.slice(start + 1, end)) === part) start++;
        return typed.slice(start, end).trim();
      }
  return part;
}
