import { isRealDateTime } from '../archive/check/calendar.ts';
import { nearest } from '../archive/check/nearest.ts';
import { normaliseDate } from '../archive/read/validate.ts';
import type { Issuer } from '../model/issuer.ts';
import type { Block, SourceFact } from './source-document.ts';
import { wordsText } from './source-document.ts';

export type RecordField = 'title' | 'year' | 'issuer' | 'documentNumber' | 'published' | 'source';

/** A value of the record and the words in which it was found. */
export interface Finding {
  readonly field: RecordField;
  readonly value: string;
  /** The words, or the mark that names the value. */
  readonly words: string;
}

export interface FoundRecord {
  /** At most one for each field. */
  readonly findings: readonly Finding[];
  /** In Chinese: what was not found, what disagrees, what is near. */
  readonly open: readonly string[];
  /** A numbered place of the page's trail, `98.…`: perhaps an indicator's sentence. */
  readonly trailPlace?: string | undefined;
}

/** Reads the record out of a document; nothing is guessed, and what disagrees is left out and shown. */
export function findRecord(
  title: string | undefined,
  blocks: readonly Block[],
  facts: readonly SourceFact[],
  issuers: readonly Issuer[],
): FoundRecord {
  const lines = blocks.flatMap((block) =>
    block.kind === 'paragraph' || block.kind === 'heading' ? wordsText(block.words).trim() : [],
  );
  const fact = (...names: string[]) =>
    facts
      .filter(({ name }) => names.includes(name))
      .map(({ value, where }) => ({ value, words: `${where} ${value}` }));
  const open: string[] = [];
  const findings: Finding[] = [];
  const settle = (
    field: RecordField,
    label: string,
    found: readonly { value: string; words: string }[],
    advice: string,
  ) => {
    const values = [...new Set(found.map(({ value }) => value))];
    const [first] = found;
    if (first === undefined) open.push(`没有找到${label}：${advice}`);
    else if (values.length > 1) {
      open.push(
        `${label}有两种说法，没有写：${found.map(({ value, words }) => `${value}（${words}）`).join('；')}`,
      );
    } else findings.push({ field, ...first });
    return values.length === 1 ? first : undefined;
  };

  const titles = [
    ...(title === undefined ? [] : [{ value: title, words: '正文开头的标题' }]),
    ...(title === undefined ? firstOf(fact('articletitle'), fact('page-heading')) : []),
  ];
  const settled = settle('title', '标题', titles, '请照原件写上 title。')?.value;
  if (title !== undefined) {
    const others = fact('articletitle').filter(({ value }) => bare(value) !== bare(title));
    for (const { words } of others)
      open.push(`标题有两种说法，用了正文的：${title}；另有 ${words}`);
  }
  const years = [
    ...(settled ?? '').normalize('NFKC').matchAll(/(?<!\d)((?:19|20)\d{2})(?:年度?|财年)/g),
  ].map(([words, value = '']) => ({ value, words: `标题里的“${words}”` }));
  years.push(...fact('trail-year'));
  settle('year', '年度', years, '请写上 year（报告所说的年度），再把文件移到 reports/年度/。');

  settle(
    'issuer',
    '发布机构',
    issuersIn(lines, fact('contentsource', 'source', 'author'), issuers),
    nearIssuer(lines, issuers),
  );
  const numbers = lines
    .slice(0, 8)
    .flatMap(
      (line) =>
        /^(?:发文字号[:：]\s*)?(\p{Script=Han}{1,12}[〔[【(（]\d{4}[〕\]】)）]\s*\d{1,4}\s*号)$/u.exec(
          line.replace(/\s+/g, ''),
        ) ?? [],
    )
    .filter((_, index) => index % 2 === 1)
    .map((value) => ({
      value: value.replace(/[[【(（](\d{4})[\]】)）]/, '〔$1〕'),
      words: `单独一行的“${value}”`,
    }));
  for (const { value, words } of fact('documentnumber', 'filenumber', 'fileno', 'wenhao')) {
    const written = value.replace(/\s+/g, '').replace(/[[【(（](\d{4})[\]】)）]/, '〔$1〕');
    if (/^\p{Script=Han}{1,12}〔\d{4}〕\d{1,4}号$/u.test(written))
      numbers.push({ value: written, words });
  }
  if (numbers.length > 0) settle('documentNumber', '发文字号', numbers, '');
  const dates = fact('pubdate', 'publishdate', 'date-beside').flatMap(({ value, words }) => {
    const date = wholeDate(value);
    return date === undefined ? [] : [{ value: date, words }];
  });
  settle(
    'published',
    '公开日期',
    sameDay(dates),
    '知道的话写上 published；成文日期不是公开日期，没有写。',
  );
  const whole = (found: Found) => found.filter(({ value }) => /^https?:\/\/[^\s"<>]+$/.test(value));
  const noted = firstOf(whole(fact('saved-from', 'canonical', 'url')));
  // What a clerk has listed holds; a browser's note of another page is shown beside it.
  const [listed] = whole(fact('listed-address'));
  const others = noted.filter(({ value }) => samePage(value) !== samePage(listed?.value ?? ''));
  const addresses = listed === undefined ? noted : [listed, ...others];
  if (addresses.length > 0) settle('source', '原文网址', addresses, '');
  const signed = lines
    .slice(-6)
    .find((line) => /^\d{4}年\d{1,2}月\d{1,2}日$/.test(line.replace(/\s+/g, '')));
  if (signed !== undefined) open.push(`落款写着 ${signed}：这是成文日期，没有当作公开日期。`);
  const trailPlace = facts.find(({ name }) => name === 'trail-indicator')?.value;
  return { findings, open, trailPlace };
}

type Found = readonly { readonly value: string; readonly words: string }[];

function firstOf(...lists: readonly Found[]): Found {
  return lists.find((list) => list.length > 0)?.slice(0, 1) ?? [];
}

/** An issuer whose whole name signs the text, or is named as its source. */
function issuersIn(lines: readonly string[], sources: Found, issuers: readonly Issuer[]): Found {
  const ends = [...lines.slice(0, 3), ...lines.slice(-6)].map((line) => line.replace(/\s+/g, ''));
  return issuers.flatMap(({ id, name }) => {
    const line = ends.find((one) => one === name);
    const source = sources.find(({ value }) => bare(value) === bare(name));
    if (line !== undefined) return [{ value: id, words: `单独一行的“${line}”` }];
    return source === undefined ? [] : [{ value: id, words: source.words }];
  });
}

function nearIssuer(lines: readonly string[], issuers: readonly Issuer[]): string {
  const names = issuers.map(({ name }) => name);
  for (const line of lines.slice(-6)) {
    const near = line.length <= 30 ? nearest(line.replace(/\s+/g, ''), names) : undefined;
    if (near !== undefined) {
      const id = issuers.find(({ name }) => name === near)?.id ?? '';
      return `落款是“${line}”，issuers.yaml 里最接近的是“${near}”（${id}）；是它就写 issuer: ${id}，不是就先登记。`;
    }
  }
  return '请写上 issuer；issuers.yaml 里没有的先登记。';
}

/** `YYYY-MM-DD`, with the time where it is written; undefined for no real date. */
function wholeDate(written: string): string | undefined {
  const [, day = '', time] =
    /^(.*?\d日?)(?:[\sT]+(\d{1,2}:\d{2})(?::\d{2})?)?$/.exec(written.trim()) ?? [];
  const date = normaliseDate(day);
  if (date === undefined) return undefined;
  const whole = time === undefined ? date : `${date} ${time.padStart(5, '0')}`;
  return isRealDateTime(whole) ? whole : undefined;
}

/** Where one says the day and another the minute of the same day, the minute is taken. */
function sameDay(dates: Found): Found {
  const longest = [...dates].sort((a, b) => b.value.length - a.value.length)[0];
  return longest !== undefined && dates.every(({ value }) => longest.value.startsWith(value))
    ? [longest]
    : dates;
}

function samePage(address: string): string {
  return address
    .replace(/^https?:/i, '')
    .replace(/#.*$/, '')
    .replace(/\/+$/, '');
}

function bare(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}
