import { normalizeText } from './normalize.ts';

/** Names of issuers by id, in either script. */
export type IssuerNames = ReadonlyMap<string, string>;

/** What the records of the archive say, as far as a word of a query may ask for it. */
export interface Records {
  readonly issuers: IssuerNames;
  /** Documents of a year, ascending; none where no report is of it. */
  ofYear(year: number): Promise<readonly number[]>;
  /** Documents of an issuer of {@link issuers}, the same way. */
  ofIssuer(id: string): Promise<readonly number[]>;
}

const year = normalizeText('年');
const yearly = normalizeText('年度');
const yearWord = new RegExp(`^((?:19|20)\\d\\d)(?:${yearly}|${year})?$`);
const yearInside = new RegExp(`(?<![0-9])(?:19|20)\\d\\d(?:${yearly}|${year})?(?![0-9])`);
const han = /\p{Script=Han}/u;

/** A word that fits more issuers than this names none of them: 人民政府, 镇. */
const mostIssuers = 3;

/**
 * What a word asks of a record: 2021, 2021年 and 2021年度 a year; an issuer the beginning or the end of its name
 * (松谷镇, 司法局), or its name with characters left out, as it is said (范家里乡政府, 县市场监管局).
 *
 * @param text normalised.
 * @returns the documents whose record answers it; none where it asks nothing of a record.
 */
export async function namedByRecord(text: string, records: Records): Promise<readonly number[]> {
  const asked = yearWord.exec(text)?.[1];
  if (asked !== undefined) return records.ofYear(Number(asked));
  if (text.length < 2 || !han.test(text)) return [];
  const issuers: string[] = [];
  records.issuers.forEach((written, id) => {
    const name = normalizeText(written);
    if (name.startsWith(text) || name.endsWith(text) || isShortened(text, name)) issuers.push(id);
  });
  if (issuers.length > mostIssuers) return [];
  return (await Promise.all(issuers.map((id) => records.ofIssuer(id)))).flat();
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
