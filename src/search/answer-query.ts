import type { Catalog } from './catalog.ts';
import { findDocuments, type Hit } from './evaluate.ts';
import { findParts, type PartialHit } from './find-parts.ts';
import { cutAtYear, type IssuerNames, recordTest } from './named-by-record.ts';
import { normalizeText } from './normalize.ts';
import { type Postings, phraseLocations, standsSpaced } from './phrase-locations.ts';
import type { Phrase, Query } from './query.ts';
import { spellings } from './spellings.ts';

export interface Answer {
  /** Documents that have everything asked for, best first. */
  readonly hits: readonly (Hit | PartialHit)[];
  /** The hits are called what was asked for, and do not have it as it was typed: {@link FoundParts.called}. */
  readonly called?: true;
  /** Only when no hit has it as it was typed: other documents, that have parts of it. */
  readonly parts: readonly PartialHit[];
  /** What was looked for and is to be marked. */
  readonly phrases: readonly Phrase[];
  /** Documents that have one of these were left out. */
  readonly unwanted: readonly Phrase[];
  /** Something was left out because the query is longer than a search can use. */
  readonly shortened: boolean;
  /** {@link Query.onlyUnwanted} */
  readonly onlyUnwanted?: true | undefined;
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
 * other documents. What stands nowhere as typed is looked for as it is also written ({@link spellings}), and then
 * among what documents are called ({@link findParts}).
 * A word among several that names a year or an issuer is answered by the record too ({@link recordTest}), unless
 * it is in quotation marks; and a name in 《》 by the document of that name.
 *
 * @param names without them words are looked for in texts alone.
 */
export async function answerQuery(
  query: Query,
  catalog: Catalog,
  postings: Postings,
  names: IssuerNames = new Map(),
): Promise<Answer> {
  const { run } = query;
  const tests = run && names.size > 0 ? recordTests(query, catalog, names) : [];
  const [hits, joinedHits] = await Promise.all([
    query.wanted.length === 1
      ? findNamed(query, catalog, postings)
      : findDocuments(query, catalog, postings, tests),
    run ? findDocuments(onePhrase(run), catalog, postings) : [],
  ]);
  const found: Answer = {
    hits,
    parts: [],
    phrases: query.wanted,
    unwanted: query.unwanted,
    shortened: query.shortened,
    onlyUnwanted: query.onlyUnwanted,
  };
  if (run && joinedHits.length > 0) {
    const joined: Answer = {
      hits: joinedHits,
      parts: [],
      phrases: [run],
      unwanted: [],
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
    const unwanted = run ? [] : query.unwanted;
    const respelled = { ...onePhrase(phrase), unwanted };
    const others = await findDocuments(respelled, catalog, postings);
    if (others.length > 0) return { ...found, hits: others, phrases: [phrase], unwanted };
  }
  if (hits.length > 0) return found;
  let asked = query;
  const asTyped = query.literal ?? query.onlyUnwanted;
  if (!asTyped) {
    const others = [
      eachWord(query, ({ text }) => spellings(text).slice(0, 1)),
      eachWord(query, ({ text }) => unquoted(text)),
    ];
    if (names.size > 0) others.push(eachWord(query, ({ text }) => cutAtYear(text)));
    for (const other of others) {
      if (!other) continue;
      const tests = recordTests(other, catalog, names);
      const otherHits = await findDocuments(other, catalog, postings, tests);
      if (otherHits.length > 0) return { ...found, hits: otherHits, phrases: other.wanted };
      asked = other;
    }
  }
  const records = asTyped ? [] : recordTests(asked, catalog, names);
  const { called, parts } = await findParts(asked, catalog, postings, records);
  return called.length > 0 && !asTyped
    ? { ...found, hits: called, called: true, parts }
    : { ...found, parts };
}

/** A word without the quotation marks at its ends, one of which was forgotten; none where nothing is left. */
function unquoted(text: string): string[] {
  return [text.replace(/^"+|"+$/g, '')].filter(Boolean);
}

/** A query with its words as they are also said; none where all stay as they are. */
function eachWord(query: Query, said: (phrase: Phrase) => readonly string[]): Query | undefined {
  let changed = false;
  const wanted: Phrase[] = [];
  for (const phrase of query.wanted) {
    const words = said(phrase).filter((text) => text !== phrase.text);
    if (words.length > 0) changed = true;
    if (words.length === 0) wanted.push(phrase);
    else wanted.push(...words.map((text) => ({ typed: text, text })));
  }
  return changed ? { ...query, wanted } : undefined;
}

function recordTests({ wanted }: Query, catalog: Catalog, names: IssuerNames) {
  return wanted.map(({ text }) => recordTest(text, catalog, names));
}

const [open, close] = [normalizeText('《'), normalizeText('》')];

/** A name in 《》 is also that of the document which is called so: it stands before those that mention it. */
async function findNamed(query: Query, catalog: Catalog, postings: Postings): Promise<Hit[]> {
  const [{ text, typed } = { text: '', typed: '' }] = query.wanted;
  const inside = text.length > 3 && text.startsWith(open) && text.endsWith(close);
  const named = { ...query, wanted: [{ typed, text: text.slice(1, -1) }] };
  const [hits, called] = await Promise.all([
    findDocuments(query, catalog, postings),
    inside ? findDocuments(named, catalog, postings) : [],
  ]);
  const first = called.filter(({ score }) => score[0] === 1);
  if (first.length === 0) return hits;
  const holding = new Set(hits.map(({ document }) => document));
  const before = new Set(first.map(({ document }) => document));
  return [
    ...first.map((hit) => (holding.has(hit.document) ? hit : { ...hit, byRecord: [0] })),
    ...hits.filter(({ document }) => !before.has(document)),
  ];
}

function onePhrase(phrase: Phrase): Query {
  return { wanted: [phrase], unwanted: [], shortened: false };
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
