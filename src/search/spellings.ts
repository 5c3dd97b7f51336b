import { normalizeText } from './normalize.ts';

const number = normalizeText('号');
const nth = normalizeText('第');
const year = normalizeText('年');
const documentNumber = new RegExp(
  `^(.*?[^0-9(])\\(?((?:19|20)\\d\\d)\\)?[-${year}]?${nth}?(\\d{1,5})(?:${number}(.*))?$`,
);

/**
 * Other ways to write a normalised phrase: a document number with its brackets, a range with the other sign, 第33条
 * as 第三十三条 and the other way round.
 */
export function spellings(text: string): string[] {
  const found = [
    text.replace(documentNumber, `$1($2)$3${number}$4`),
    text.replace(/~/g, '-'),
    text.replace(/-/g, '~'),
    text.replace(ordinal, (_, digits: string) => nth + inWords(Number(digits))),
    text.replace(ordinalInWords, (_, words: string) => nth + (inDigits(words) ?? words)),
  ];
  return [...new Set(found)].filter((other) => other !== text).slice(0, 2);
}

const digits = normalizeText('零一二三四五六七八九');
const [ten, hundred] = [normalizeText('十'), normalizeText('百')];
const zero = digits.charAt(0);
const ordinal = new RegExp(`${nth}([1-9]\\d{0,2})(?![0-9])`, 'g');
const ordinalInWords = new RegExp(`${nth}([${digits}${ten}${hundred}]+)`, 'g');

/** @param value from 1 to 999. */
function inWords(value: number): string {
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
  const said = (digit: number) => digits.charAt(digit);
  const above = hundreds > 0 ? said(hundreds) + hundred : '';
  if (tens > 0)
    return above + (tens === 1 && above === '' ? '' : said(tens)) + ten + (ones ? said(ones) : '');
  return above + (ones ? (above && zero) + said(ones) : '');
}

function inDigits(words: string): string | undefined {
  for (let value = 1; value < 1000; value++) if (inWords(value) === words) return String(value);
  return undefined;
}
