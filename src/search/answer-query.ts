import type { Catalog } from './catalog.ts';
import { findDocuments, findParts, type Hit, type PartialHit } from './evaluate.ts';
import { normalizeText } from './normalize.ts';
import { type Postings, phraseLocations, standsSpaced } from './phrase-locations.ts';
import type { Phrase, Query } from './query.ts';

export interface Answer {
  /** Documents that have everything asked for, best first. */
  readonly hits: readonly Hit[];
  /** Only when there is no hit: documents that have parts of it. */
  readonly parts: readonly PartialHit[];
  /** What was looked for and is to be marked. */
  readonly phrases: readonly Phrase[];
  /** Something was left out because the query is longer than a search can use. */
  readonly shortened: boolean;
  /** Where spaces leave two readings that find different documents: the other one. */
  readonly other?: OtherReading | undefined;
}

export interface OtherReading {
  readonly kind: 'words' | 'run';
  /** What to type for it. */
  readonly q: string;
  readonly found: number;
}

/**
 * Finds what a query asks for. Words with spaces between them are one run of text where some text has them
 * so, spaces included, and where they cannot be words of their own (第 3 条, 〔2019〕 16 号) but stand
 * joined somewhere; else documents with all of the words. The reading not taken is named where it finds
 * other documents. What stands nowhere as typed is looked for as it is also written: {@link spellings}.
 */
export async function answerQuery(
  query: Query,
  catalog: Catalog,
  postings: Postings,
): Promise<Answer> {
  const { run } = query;
  const [hits, joinedHits] = await Promise.all([
    findDocuments(query, catalog, postings),
    run ? findDocuments(onePhrase(run), catalog, postings) : [],
  ]);
  const found: Answer = {
    hits,
    parts: [],
    phrases: query.wanted,
    shortened: query.shortened,
  };
  if (run && joinedHits.length > 0) {
    const joined: Answer = {
      hits: joinedHits,
      parts: [],
      phrases: [run],
      shortened: run.shortened,
    };
    const differ = joinedHits.length !== hits.length;
    const places = await phraseLocations(run.text, postings);
    if (!run.words || (await standsSpaced(run.text, run.gaps, places, postings))) {
      const other = { kind: 'words', q: asWords(query), found: hits.length } as const;
      return differ && hits.length > 0 ? { ...joined, other } : joined;
    }
    const other = { kind: 'run', q: quoted(run.typed), found: joinedHits.length } as const;
    return differ ? { ...found, other } : found;
  }
  if (hits.length > 0 && (!run || run.words)) return found;
  const sought = run ?? (query.wanted.length === 1 ? query.wanted[0] : undefined);
  for (const text of sought ? spellings(sought.text) : []) {
    const phrase = { typed: sought?.typed ?? '', text };
    const respelled = { ...onePhrase(phrase), unwanted: run ? [] : query.unwanted };
    const others = await findDocuments(respelled, catalog, postings);
    if (others.length > 0) return { ...found, hits: others, phrases: [phrase] };
  }
  if (hits.length > 0) return found;
  return { ...found, parts: await findParts(query, catalog, postings) };
}

function onePhrase(phrase: Phrase): Query {
  return { wanted: [phrase], unwanted: [], shortened: false };
}

const numberSign = normalizeText('号');
const bareNumber = new RegExp(`^(.*[^0-9(])((?:19|20)\\d\\d)(\\d{1,5}${numberSign}.*)$`);

/** Other ways to write a normalised phrase: a document number with its brackets, a range with the other sign. */
export function spellings(text: string): string[] {
  return [text.replace(bareNumber, '$1($2)$3'), text.replace(/~/g, '-'), text.replace(/-/g, '~')]
    .filter((other) => other !== text)
    .slice(0, 2);
}

function asWords({ wanted, unwanted }: Query): string {
  return [
    ...wanted.map(({ typed }) => quoted(typed)),
    ...unwanted.map(({ typed }) => `-${quoted(typed)}`),
  ].join(' ');
}

function quoted(typed: string): string {
  return `"${typed.replace(/["＂]/g, '')}"`;
}
