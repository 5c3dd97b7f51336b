import { type Catalog, documentGrain, paragraphGrain } from './catalog.ts';
import type { RecordTest } from './named-by-record.ts';
import { type Postings, phraseDocuments, phraseLocations } from './phrase-locations.ts';
import type { Phrase, Query } from './query.ts';
import { lowerBound } from './sorted.ts';
import { singleCountLimit } from './terms.ts';

/** One phrase in one document. */
interface Occurrence {
  inTitle: boolean;
  inHeading: boolean;
  /** The phrase is the whole title. */
  isTitle: boolean;
  /** The document's record is what the phrase asks for, whether or not its text has it too. */
  inRecord: boolean;
  count: number;
  /** Where it begins, from the document's own beginning; unknown for single symbols, and where nobody asked. */
  readonly places: number[];
}

export interface Hit {
  /** Number of the document in the catalog; lower is newer. */
  readonly document: number;
  /** Higher is better; the parts in the order in which they decide. */
  readonly score: readonly number[];
  /** How often the phrases stand in it. */
  readonly matches: number;
  /** They may stand in it more often than {@link matches} says: of single symbols not all are counted. */
  readonly orMore?: true;
  /** Numbers of the wanted phrases that its record answers and its text does not have; left out where there is none. */
  readonly byRecord?: readonly number[];
}

/**
 * Documents that have every wanted phrase and no unwanted one: exactly those, best first.
 *
 * @param records for every wanted phrase what of a document's record answers it as well.
 */
export async function findDocuments(
  query: Query,
  catalog: Catalog,
  postings: Postings,
  records: readonly (RecordTest | undefined)[] = [],
): Promise<Hit[]> {
  if (query.wanted.length === 0) return [];
  const starts = documentStarts(catalog.lengths);
  // Where they stand is only asked of phrases that are near each other or not.
  const near = query.wanted.length > 1 && query.wanted.every(({ text }) => text.length > 1);
  const places = near && (catalogEnd(catalog, starts) > vast ? 'of the rare' : 'of all');
  const [wanted, unwanted] = await Promise.all([
    Promise.all(
      query.wanted.map((phrase) => occurrences(phrase, places, catalog, starts, postings)),
    ),
    Promise.all(
      query.unwanted.map((phrase) => occurrences(phrase, false, catalog, starts, postings)),
    ),
  ]);
  for (const [i, answers] of records.entries())
    if (answers) addRecords(wanted[i] as Map<number, Occurrence>, answers, catalog);
  const [rarest, ...others] = [...wanted].sort((a, b) => a.size - b.size);
  const hits: Hit[] = [];
  for (const document of rarest?.keys() ?? []) {
    if (others.some((documents) => !documents.has(document))) continue;
    if (unwanted.some((documents) => documents.has(document))) continue;
    const found = wanted.map((documents) => documents.get(document) as Occurrence);
    const matches = found.reduce((sum, { count }) => sum + count, 0);
    const title = catalog.titles[document] ?? 1;
    const byRecord = [...found.keys()].filter((i) => found[i]?.count === 0);
    const orMore = found.some(
      ({ count }, i) => count >= singleCountLimit && query.wanted[i]?.text.length === 1,
    );
    hits.push({
      document,
      matches,
      score: score(found, query.wanted, title, matches),
      ...(orMore && { orMore }),
      ...(byRecord.length > 0 && { byRecord }),
    });
  }
  return copiesBehind(hits.sort(byScore), catalog);
}

/**
 * Puts every further copy of a text behind the others that are as good but for how often the words stand in them: a
 * text that has a common word most often would take the first places with all its copies.
 */
function copiesBehind(hits: readonly Hit[], { copies }: Catalog): Hit[] {
  if (copies.size === 0) return [...hits];
  const ordered: Hit[] = [];
  let behind: Hit[] = [];
  let shown = new Set<number>();
  let before = '';
  for (const hit of hits) {
    const kind = hit.score.slice(0, -1).join();
    if (kind !== before) {
      ordered.push(...behind);
      behind = [];
      shown = new Set();
      before = kind;
    }
    const text = copies.get(hit.document) ?? hit.document;
    (shown.has(text) ? behind : ordered).push(hit);
    shown.add(text);
  }
  return [...ordered, ...behind];
}

function addRecords(
  documents: Map<number, Occurrence>,
  answers: RecordTest,
  catalog: Catalog,
): void {
  for (const document of catalog.years.keys()) {
    if (!answers(document)) continue;
    const known = documents.get(document);
    if (known) known.inRecord = true;
    else documents.set(document, { ...nowhere, inRecord: true, places: [] });
  }
}

const nowhere = {
  inTitle: false,
  inHeading: false,
  isTitle: false,
  inRecord: false,
  count: 0,
} as const;

/** Best first; of equals the newest. */
export function byScore(a: Hit, b: Hit): number {
  // Counted, not for-of: tens of thousands of hits are compared fifteen times each.
  for (let i = 0; i < a.score.length; i++) {
    const difference = (b.score[i] ?? 0) - (a.score[i] as number);
    if (difference !== 0) return difference;
  }
  return a.document - b.document;
}

/** From so many symbols on the places of a common word are 100 KB and more: whether it is near others is not asked. */
const vast = 100_000_000;

function catalogEnd({ lengths }: Catalog, starts: readonly number[]): number {
  return (starts[starts.length - 1] ?? 0) + (lengths[lengths.length - 1] ?? 0) * documentGrain;
}

/** Where every document begins in the run. */
export function documentStarts(lengths: readonly number[]): number[] {
  const starts: number[] = [];
  let start = 0;
  for (const length of lengths) {
    starts.push(start);
    start += length * documentGrain;
  }
  return starts;
}

async function occurrences(
  phrase: Phrase,
  places: false | 'of the rare' | 'of all',
  catalog: Catalog,
  starts: readonly number[],
  postings: Postings,
): Promise<Map<number, Occurrence>> {
  const documents = new Map<number, Occurrence>();
  const known = places === 'of all' ? undefined : await phraseDocuments(phrase.text, postings);
  if (known) {
    for (const { document, inTitle, inHeading, count } of known) {
      const isTitle = inTitle && catalog.titles[document] === phrase.text.length + 1;
      documents.set(document, { ...nowhere, inTitle, inHeading, isTitle, count, places: [] });
    }
    return documents;
  }
  let document = 0;
  for (const location of await phraseLocations(phrase.text, postings)) {
    document = lowerBound(starts, location + 1, document) - 1;
    const place = location - (starts[document] as number);
    let occurrence = documents.get(document);
    if (!occurrence) {
      occurrence = { ...nowhere, places: [] };
      documents.set(document, occurrence);
    }
    const title = catalog.titles[document] as number;
    if (place < title) {
      occurrence.inTitle = true;
      if (phrase.text.length === title - 1) occurrence.isTitle = true;
    } else if (place < (catalog.paragraphs[document] as number) * paragraphGrain) {
      occurrence.inHeading = true;
    }
    occurrence.count++;
    occurrence.places.push(place);
  }
  return documents;
}

/**
 * Title and record before heading before text: first how many of the phrases stand in the title or are what the
 * record says (a title that is the phrase leads), then how many the record says, then a title of which the phrases
 * are the greater part, then how many stand in headings; then nearness of several phrases, then the number of matches.
 */
function score(
  found: readonly Occurrence[],
  wanted: readonly Phrase[],
  title: number,
  matches: number,
): number[] {
  let titles = 0;
  let headings = 0;
  let whole = 0;
  let covered = 0;
  let named = 0;
  let records = 0;
  for (const [i, occurrence] of found.entries()) {
    if (occurrence.isTitle) whole = 1;
    if (occurrence.inTitle) {
      titles++;
      covered += wanted[i]?.text.length ?? 0;
    }
    if (occurrence.inHeading) headings++;
    if (occurrence.inRecord) records++;
    if (occurrence.inTitle || occurrence.inRecord) named++;
  }
  if (titles === found.length && covered >= title - 1) whole = 1;
  const most = covered * 2 >= title - 1 ? 1 : 0;
  return [whole, named, records, most, headings, -nearness(found, wanted), matches];
}

/** Steps of nearness: within this many symbols, beginning to end, phrases count as equally near. */
const near = [1, 4, 16, 64, 256];

/** 0 for one phrase or for several side by side, more the farther apart all of them first come together. */
function nearness(all: readonly Occurrence[], asked: readonly Phrase[]): number {
  const found = all.filter(({ count }) => count > 0);
  const wanted = asked.filter((_, i) => all[i]?.count !== 0);
  if (found.length < 2 || found.some(({ places }) => places.length === 0)) return 0;
  const gap = smallestGap(found, wanted);
  const step = near.findIndex((limit) => gap <= limit);
  return step === -1 ? near.length : step;
}

/** Symbols in the smallest stretch that holds every phrase, beyond those of the phrases themselves. */
function smallestGap(found: readonly Occurrence[], wanted: readonly Phrase[]): number {
  const events = found
    .flatMap(({ places }, phrase) => places.map((place) => ({ place, phrase })))
    .sort((a, b) => a.place - b.place);
  const length = wanted.reduce((sum, { text }) => sum + text.length, 0);
  const latest: (number | undefined)[] = found.map(() => undefined);
  let smallest = Number.POSITIVE_INFINITY;
  for (const { place, phrase } of events) {
    latest[phrase] = place;
    if (latest.some((known) => known === undefined)) continue;
    const starts = latest as number[];
    const end = Math.max(...starts.map((start, i) => start + (wanted[i]?.text.length ?? 0)));
    smallest = Math.min(smallest, Math.max(0, end - Math.min(...starts) - length));
  }
  return smallest;
}
