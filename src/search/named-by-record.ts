import type { Catalog } from './catalog.ts';
import { normalizeText } from './normalize.ts';
import type { Query } from './query.ts';

/** Names of issuers by id, in either script. */
export type IssuerNames = ReadonlyMap<string, string>;

/** Whether a document's record, not its text, is what a word of a query asks for. */
export type RecordTest = (document: number) => boolean;

const year = normalizeText('年');
const yearly = normalizeText('年度');
/** In words as in 二〇一九年: a digit is a character, zero either of two. */
const digits = normalizeText('〇一二三四五六七八九');
const zero = normalizeText('零');
const digit = `[${digits}${zero}]`;
const number = `(?:19|20)\\d\\d|${digits.charAt(1)}${digits.charAt(9)}${digit}{2}|${digits.charAt(2)}[${digits.charAt(0)}${zero}]${digit}{2}`;
const yearWord = new RegExp(`^(${number})(?:${yearly}|${year})?$`);
const yearInside = new RegExp(
  `(?<![0-9]|${digit})(?:${number})(?:${yearly}|${year})?(?![0-9]|${digit})`,
);
const han = /\p{Script=Han}/u;

/** A word that fits more issuers than this names none of them: 人民政府, 镇. */
const mostIssuers = 3;

/**
 * What a word asks of a record: 2021, 2021年, 2021年度 and 二〇二一年 a year; an issuer the beginning or the end of its name
 * (松谷镇, 司法局), or its name with characters left out, as it is said (范家里乡政府, 县市场监管局).
 *
 * @param text normalised.
 */
export function recordTest(
  text: string,
  catalog: Catalog,
  names: IssuerNames,
): RecordTest | undefined {
  const asked = yearWord.exec(text)?.[1];
  if (asked !== undefined) {
    const said = yearOf(asked);
    return (document) => catalog.years[document] === said;
  }
  const issuers = namedIssuers(text, catalog.issuerIds, names);
  if (issuers.size === 0) return undefined;
  return (document) => issuers.has(catalog.issuers[document] as number);
}

function yearOf(written: string): number {
  const inDigits = Array.from(written, (each) =>
    each === zero ? 0 : digits.includes(each) ? digits.indexOf(each) : each,
  );
  return Number(inDigits.join(''));
}

/** The numbers of the issuers that a word names; none where it fits too many. */
function namedIssuers(
  text: string,
  issuerIds: readonly string[],
  names: IssuerNames,
): ReadonlySet<number> {
  const issuers = new Set<number>();
  if (text.length < 2 || !han.test(text)) return issuers;
  for (const [index, id] of issuerIds.entries()) {
    const name = normalizeText(names.get(id) ?? '');
    if (name.startsWith(text) || name.endsWith(text) || isShortened(text, name)) issuers.add(index);
  }
  return issuers.size > mostIssuers ? new Set() : issuers;
}

/** The numbers of the issuers that {@link recordTest} may be asked of for a query. */
export function issuersAskedFor(
  { wanted }: Query,
  issuerIds: readonly string[],
  names: IssuerNames,
): number[] {
  const words = wanted.flatMap(({ text }) => [text, ...cutAtYear(text)]);
  return [...new Set(words.flatMap((word) => [...namedIssuers(word, issuerIds, names)]))];
}

/** Three characters or more, all of them in the name in this order, the last one its last. */
function isShortened(text: string, name: string): boolean {
  if (text.length < 3 || text.charAt(text.length - 1) !== name.charAt(name.length - 1))
    return false;
  let at = 0;
  for (const symbol of name) if (symbol === text.charAt(at)) at++;
  return at === text.length;
}

/** A run as the words it may be made of, cut before and after the first year in it; the run alone where it has none. */
export function cutAtYear(text: string): string[] {
  const found = yearInside.exec(text);
  if (!found) return [text];
  const end = found.index + found[0].length;
  return [text.slice(0, found.index), found[0], text.slice(end)].filter(Boolean);
}
