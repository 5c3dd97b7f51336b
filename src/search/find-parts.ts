import type { Catalog } from './catalog.ts';
import { byScore, documentStarts, findDocuments, type Hit } from './evaluate.ts';
import type { RecordTest } from './named-by-record.ts';
import { gramLocations, type Postings, phraseDocuments } from './phrase-locations.ts';
import type { Query } from './query.ts';
import { lowerBound } from './sorted.ts';

/** A document that has parts of what was asked for. */
export interface PartialHit extends Hit {
  /** The longest parts found, as normalised text, longest first. */
  readonly parts: readonly string[];
}

export interface FoundParts {
  /** Documents that are called what was asked for, in other words between or in another order. */
  readonly called: readonly PartialHit[];
  /** Documents with the longest part of each phrase, and with as much as possible in the title. */
  readonly parts: readonly PartialHit[];
}

/** What one document has of all phrases. */
interface Held {
  /** Symbols of the longest parts. */
  length: number;
  /** Symbols that stand in the title in pairs, or are what the record says. */
  inTitle: number;
  /** Phrases of which nothing is missing. */
  complete: number;
  /** Pieces that those are made of. */
  pieces: number;
  readonly parts: Set<string>;
}

/** Documents whose parts together are shorter than this share of the best one's are not offered. */
const worthwhile = 0.5;

/**
 * For a query that no document answers whole. A document is *called* what was asked for when it has all of every
 * phrase in pieces of two symbols or more, and more than half of that in its title: 洛阳养犬规定 is
 * 洛阳市市区养犬管理规定. Needs every pair of the phrases, not only the covering ones.
 *
 * @param records for every wanted phrase what of a document's record answers it as well.
 */
export async function findParts(
  query: Query,
  catalog: Catalog,
  postings: Postings,
  records: readonly (RecordTest | undefined)[] = [],
): Promise<FoundParts> {
  const starts = documentStarts(catalog.lengths);
  const all = await Promise.all(
    query.wanted.map(({ text }) => partsOf(text, catalog, starts, postings)),
  );
  const found = new Map<number, Held>();
  for (const each of all) {
    for (const document of each.keys())
      if (!found.has(document))
        found.set(document, { length: 0, inTitle: 0, complete: 0, pieces: 0, parts: new Set() });
  }
  for (const [i, { text }] of query.wanted.entries())
    for (const [document, known] of found)
      hold(known, text, all[i]?.get(document), records[i]?.(document) ?? false);
  const asked = query.wanted.reduce((sum, { text }) => sum + text.length, 0);
  const called: PartialHit[] = [];
  const parts: PartialHit[] = [];
  let best = 0;
  for (const { length, inTitle } of found.values()) best = Math.max(best, length + inTitle);
  for (const [document, known] of found) {
    const { length, inTitle, complete, pieces } = known;
    const hit = { document, matches: 0, parts: longestFirst(known.parts) };
    if (complete === query.wanted.length && inTitle * 2 > asked) {
      const most = inTitle * 2 >= (catalog.titles[document] ?? 1) - 1 ? 1 : 0;
      called.push({ ...hit, score: [inTitle, -pieces, most] });
    } else if (length > 0 && length + inTitle >= best * worthwhile)
      parts.push({ ...hit, score: [length + inTitle, inTitle] });
  }
  const unwanted = await documentsWith(query.unwanted, catalog, postings);
  const isWanted = ({ document }: Hit) => !unwanted.has(document);
  return {
    called: called.filter(isWanted).sort(byScore),
    parts: parts.filter(isWanted).sort(byScore),
  };
}

function hold(known: Held, text: string, part: PhraseParts | undefined, byRecord: boolean): void {
  if (part) {
    known.length += part.end - part.start;
    if (part.end > part.start) known.parts.add(text.slice(part.start, part.end));
    for (const [start, end] of stretches(part.inTitle)) {
      if (!byRecord) known.inTitle += end - start;
      known.parts.add(text.slice(start, end));
    }
  }
  const pieces = byRecord ? 1 : part?.single ? 1 : part && piecesOf(part.upTo);
  if (byRecord) known.inTitle += text.length;
  if (!pieces) return;
  known.complete++;
  known.pieces += pieces;
}

function longestFirst(parts: ReadonlySet<string>): string[] {
  return [...parts].sort((a, b) => b.length - a.length);
}

async function documentsWith(
  phrases: Query['unwanted'],
  catalog: Catalog,
  postings: Postings,
): Promise<ReadonlySet<number>> {
  const found = new Set<number>();
  const hits = await Promise.all(
    phrases.map((phrase) =>
      findDocuments({ wanted: [phrase], unwanted: [], shortened: false }, catalog, postings),
    ),
  );
  for (const own of hits) for (const { document } of own) found.add(document);
  return found;
}

interface PhraseParts {
  /** The longest part that stands together in the document: from and to in the phrase. */
  start: number;
  end: number;
  /** For every end in the phrase the symbols of the longest part that ends there; a part has two or more. */
  readonly upTo: Uint8Array;
  /** Where in the phrase the pairs begin that stand in the title, ascending. */
  readonly inTitle: number[];
  /** The phrase is a single symbol, which the document has. */
  readonly single?: true;
}

/** For each document its parts of the phrase. Pairs that follow each other in both are one part. */
async function partsOf(
  text: string,
  catalog: Catalog,
  starts: readonly number[],
  postings: Postings,
): Promise<Map<number, PhraseParts>> {
  const found = new Map<number, PhraseParts>();
  const nothing = { start: 0, end: 0 };
  if (text.length === 1) {
    for (const { document } of (await phraseDocuments(text, postings)) ?? [])
      found.set(document, { ...nothing, upTo: new Uint8Array(2), inTitle: [], single: true });
    return found;
  }
  const pairs = Array.from({ length: Math.max(text.length - 1, 0) }, (_, offset) =>
    text.slice(offset, offset + 2),
  );
  const lists = await Promise.all(pairs.map((pair) => gramLocations(pair, postings)));
  /** How many pairs have followed each other up to a location, for the pair before. */
  let before = new Map<number, number>();
  for (const [offset, locations] of lists.entries()) {
    const here = new Map<number, number>();
    let document = 0;
    for (const location of locations) {
      const joined = (before.get(location - 1) ?? 0) + 1;
      here.set(location, joined);
      document = lowerBound(starts, location + 1, document) - 1;
      let known = found.get(document);
      if (!known) {
        known = { ...nothing, upTo: new Uint8Array(text.length + 1), inTitle: [] };
        found.set(document, known);
      }
      const end = offset + 2;
      if (joined + 1 > (known.upTo[end] as number)) known.upTo[end] = joined + 1;
      if (joined + 1 > known.end - known.start) {
        known.start = offset + 1 - joined;
        known.end = end;
      }
      const place = location - (starts[document] as number);
      if (
        place < (catalog.titles[document] as number) &&
        known.inTitle[known.inTitle.length - 1] !== offset
      ) {
        known.inTitle.push(offset);
      }
    }
    before = here;
  }
  return found;
}

/**
 * The fewest pieces of two symbols or more that a phrase is made of; none where they leave a symbol out.
 *
 * @param upTo {@link PhraseParts.upTo}
 */
function piecesOf(upTo: Uint8Array): number | undefined {
  const fewest: (number | undefined)[] = [0];
  for (const [end, longest] of upTo.entries())
    for (let start = end - longest; start <= end - 2; start++) {
      const before = fewest[start];
      if (before !== undefined) fewest[end] = Math.min(fewest[end] ?? before + 1, before + 1);
    }
  return fewest[upTo.length - 1];
}

/** Pairs that begin side by side as stretches of symbols: 0, 1, 4 → 0–3, 4–6. */
function stretches(pairs: readonly number[]): [number, number][] {
  const joined: [number, number][] = [];
  for (const pair of pairs) {
    const last = joined[joined.length - 1];
    if (last && last[1] === pair + 1) last[1] = pair + 2;
    else joined.push([pair, pair + 2]);
  }
  return joined;
}
