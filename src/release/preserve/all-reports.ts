import { escapeXml } from '../../model/escape-xml.ts';
import { preservedWords } from './preserve-texts.ts';

/** A report as the index of the plain folder names it. */
export interface IndexedReport {
  readonly title: string;
  readonly year: number;
  readonly issuer: string;
  /** From the site's root, in the tree that it is listed in. */
  readonly address: string;
}

/**
 * The first character of each letter in the order of pinyin; no syllable begins with i, u or v.
 * Between two of them stands what begins with the first one's letter.
 */
const firsts: readonly (readonly [letter: string, character: string])[] = [
  ...'阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他穵夕丫帀',
].map((character, index) => ['ABCDEFGHJKLMNOPQRSTWXYZ'[index] ?? '', character] as const);

const collator = new Intl.Collator('zh-CN-u-co-pinyin-kn-true');

/**
 * What stands in `<main>` instead of the search: why there is none, all years, and all titles by the letter of
 * their pinyin.
 *
 * @param years addresses of the pages of years, from the site's root.
 */
export function allReports(
  lang: 'zh-Hans' | 'zh-Hant',
  reports: readonly IndexedReport[],
  yearAddress: (year: number) => string,
): string {
  const words = preservedWords[lang];
  const counts = new Map<number, number>();
  for (const { year } of reports) counts.set(year, (counts.get(year) ?? 0) + 1);
  const years = [...counts].sort(([a], [b]) => b - a);
  const groups = new Map<string, IndexedReport[]>();
  for (const report of sorted(reports)) {
    const letter = letterOf(report.title);
    const group = groups.get(letter);
    if (group) group.push(report);
    else groups.set(letter, [report]);
  }
  const name = (letter: string) => letter || words.otherTitles;
  const id = (letter: string) => `letter-${letter || 'other'}`;
  const link = (href: string, text: string) =>
    `<a href="${escapeXml(href)}">${escapeXml(text)}</a>`;
  return [
    `<h1>${words.all}</h1>`,
    `<p>${words.noSearch}</p>`,
    `<h2>${words.byYear}</h2>`,
    '<ul>',
    ...years.map(([year, count]) => `<li>${link(yearAddress(year), words.year(year, count))}</li>`),
    '</ul>',
    `<h2>${words.byTitle}</h2>`,
    `<p>${[...groups.keys()].map((letter) => link(`#${id(letter)}`, name(letter))).join(' ')}</p>`,
    ...[...groups].flatMap(([letter, group]) => [
      `<h3 id="${id(letter)}">${name(letter)}</h3>`,
      '<ul>',
      ...group.map(
        ({ address, title, issuer, year }) =>
          `<li>${link(address, title)} <small>${escapeXml(issuer)}，${year}年</small></li>`,
      ),
      '</ul>',
    ]),
    '',
  ].join('\n');
}

/** By pinyin, then by year, then by address: in one order on every machine. */
function sorted(reports: readonly IndexedReport[]): readonly IndexedReport[] {
  return [...reports].sort(
    (a, b) =>
      collator.compare(a.title, b.title) ||
      a.year - b.year ||
      (a.address < b.address ? -1 : Number(a.address > b.address)),
  );
}

/** The capital letter that the pinyin of a title begins with; empty for what is no Han character. */
function letterOf(title: string): string {
  const [first = ''] = title.replace(/^[\p{P}\p{S}\s]+/u, '');
  if (!/\p{Script=Han}/u.test(first)) return '';
  return firsts.findLast(([, character]) => collator.compare(character, first) <= 0)?.[0] ?? '';
}
