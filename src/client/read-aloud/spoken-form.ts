/** Words that differ between the scripts; everything else that is spoken for a number is the same in both. */
const words = {
  'zh-Hans': {
    two: '两',
    ten4: '万',
    ten8: '亿',
    point: '点',
    to: '到',
    per: '分之',
    negative: '负',
    plus: '加',
    times: '乘',
    degree: '摄氏度',
    square: '平方',
    cubic: '立方',
    issue: '号',
  },
  'zh-Hant': {
    two: '兩',
    ten4: '萬',
    ten8: '億',
    point: '點',
    to: '到',
    per: '分之',
    negative: '負',
    plus: '加',
    times: '乘',
    degree: '攝氏度',
    square: '平方',
    cubic: '立方',
    issue: '號',
  },
} as const;

export type SpokenLanguage = keyof typeof words;
type Words = (typeof words)[SpokenLanguage];

const digits = '零一二三四五六七八九';

/** Each digit by its name: `2019` → 二零一九. */
function byDigit(number: string): string {
  return number.replace(/\d/g, (digit) => digits[Number(digit)] as string);
}

/** As in telephone numbers, where 一 is said yāo so that nobody hears 七. */
function byDialledDigit(number: string): string {
  return byDigit(number).replace(/一/g, '幺');
}

/** Four digits with their places: `1003` → 一千零三. */
function group(number: number, w: Words, first: boolean): string {
  let spoken = '';
  let gap = false;
  for (const [place, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(number / place) % 10;
    if (!digit) {
      gap = spoken !== '';
      continue;
    }
    if (gap) spoken += '零';
    gap = false;
    spoken += (digit === 2 && place === 1000 && first ? w.two : digits[digit]) + name;
  }
  return spoken;
}

/** A whole number as it is said: `20319` → 两万零三百一十九; beyond 16 digits digit by digit. */
function whole(number: string, w: Words): string {
  const plain = number.replace(/^0+(?=\d)/, '');
  if (plain === '0') return '零';
  if (plain.length > 16) return byDigit(plain);
  const groups: number[] = [];
  for (let end = plain.length; end > 0; end -= 4)
    groups.unshift(Number(plain.slice(Math.max(0, end - 4), end)));
  let spoken = '';
  let gap = false;
  groups.forEach((value, index) => {
    const power = groups.length - 1 - index;
    const unit = power === 0 ? '' : power === 1 ? w.ten4 : power === 2 ? w.ten8 : w.ten4 + w.ten8;
    if (!value) {
      gap = spoken !== '';
      return;
    }
    if (spoken && (gap || value < 1000)) spoken += '零';
    gap = false;
    spoken += (value === 2 && power > 0 ? w.two : group(value, w, !spoken)) + unit;
  });
  // 十五, not 一十五, at the head of a number.
  return spoken.replace(/^一十/, '十');
}

function quantity(number: string, w: Words): string {
  const [integer = '0', fraction] = number.replace(/,/g, '').split('.');
  return whole(integer, w) + (fraction ? w.point + byDigit(fraction) : '');
}

const number = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const range = '[-–—~～至]';
const notAfterDigit = String.raw`(?<![\d.,])`;
// Measure words before which a lone 2 is 两; 号, 月, 日, 楼 and the like keep 二.
const measures =
  '个個名件次项項条條家户戶人起份场場批本只台台辆輛套类類种種处處所座位天年倍组組支张張篇间間方万萬亿億千';

type Rule = readonly [RegExp, (w: Words, ...parts: string[]) => string];

/*
 * Applied in order; what a rule has spoken holds no digits any more, so that no later rule touches it.
 * Lookbehind needs Chromium 62.
 */
const rules: readonly Rule[] = [
  // 清政〔2019〕16号: the year by its digits, the number as a number.
  [
    /[〔[［【(（](\d{4})[〕\]］】)）]\s*(?:第)?\s*(\d+)\s*[号號]/g,
    (w, year, issue) => `${byDigit(year as string)}年${whole(issue as string, w)}${w.issue}`,
  ],
  [/[〔［](\d{4})[〕］]/g, (_w, year) => `${byDigit(year as string)}年`],
  // Dates and times.
  [
    /(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)/g,
    (w, year, month, day) =>
      `${byDigit(year as string)}年${whole(month as string, w)}月${whole(day as string, w)}日`,
  ],
  [
    new RegExp(String.raw`(?<!\d)(\d{4})\s*${range}\s*(\d{4})\s*(?=年)`, 'g'),
    (w, from, to) => `${byDigit(from as string)}${w.to}${byDigit(to as string)}`,
  ],
  [
    new RegExp(String.raw`(?<!\d)((?:19|20)\d\d)\s*${range}\s*((?:19|20)\d\d)(?!\d)`, 'g'),
    (w, from, to) => `${byDigit(from as string)}${w.to}${byDigit(to as string)}`,
  ],
  [/(?<!\d)(1[1-9]\d\d|20\d\d)\s*(?=年)/g, (_w, year) => byDigit(year as string)],
  [
    /(?<![\d:])([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：]([0-5]\d))?(?![\d:])/g,
    (w, hour, minute, second) => {
      const spokenMinute =
        minute === '00' && !second
          ? '整'
          : `${(minute as string).startsWith('0') ? '零' : ''}${minute === '00' ? '' : whole(minute as string, w)}分`;
      return `${hourName(hour as string, w)}${w.point}${spokenMinute}${second ? `${whole(second, w)}秒` : ''}`;
    },
  ],
  // Telephones and hotlines, digit by digit.
  [
    /(?<!\d)0\d{2,3}[-－ ]\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)(?:400|800)[-－ ]?\d{3,4}[-－ ]?\d{3,4}(?!\d)/g,
    (_w, all) => byDialledDigit((all as string).replace(/[-－ ]/g, '，')),
  ],
  [
    /(?<!\d)(1\d{2,4})(?=\s*[”"’」]?\s*(?:政务|政務|便民|市长|市長|法律服务|法律服務|服务|服務|投诉|投訴|举报|舉報|公共)*(?:热线|熱線|平台|电话|電話))/g,
    (_w, all) => byDialledDigit(all as string),
  ],
  [
    /((?:电话|電話|热线|熱線|邮编|郵編|邮政编码|郵政編碼|传真|傳真)\s*[:：]?\s*)(\d{3,})/g,
    (_w, label, all) => (label as string) + byDialledDigit(all as string),
  ],
  // Memorial days: 3·15, 12·4, 9·18.
  [/(?<!\d)(\d{1,2})[·•・](\d{1,2})(?!\d)/g, (_w, month, day) => byDigit(`${month}${day}`)],
  // Percentages, alone and as ranges.
  [
    new RegExp(`${notAfterDigit}(${number})\\s*[%％]?\\s*${range}\\s*(${number})\\s*[%％]`, 'g'),
    (w, from, to) =>
      `百${w.per}${quantity(from as string, w)}${w.to}百${w.per}${quantity(to as string, w)}`,
  ],
  [
    new RegExp(`${notAfterDigit}([-−－])?(${number})\\s*([%％‰])`, 'g'),
    (w, sign, value, mark) =>
      `${sign ? w.negative : ''}${mark === '‰' ? '千' : '百'}${w.per}${value === '100' && mark !== '‰' ? '百' : quantity(value as string, w)}`,
  ],
  // 1/3 以上; never a date or a path.
  [
    /(?<![\d/.])([1-9])\/([2-9]|10)(?![\d/])/g,
    (w, part, of) =>
      Number(part) < Number(of)
        ? `${whole(of as string, w)}${w.per}${whole(part as string, w)}`
        : `${whole(part as string, w)}，${whole(of as string, w)}`,
  ],
  // Ratios and counted ranges.
  [
    new RegExp(`${notAfterDigit}(${number})\\s*${range}\\s*(${number})(?![\\d.-])`, 'g'),
    (w, from, to) => `${quantity(from as string, w)}${w.to}${quantity(to as string, w)}`,
  ],
  // Long strings that start with 0, or beyond any count: names, not amounts.
  [/(?<![\d.,])0\d+(?![\d.])/g, (_w, all) => byDigit(all as string)],
  [new RegExp(`(?<![\\d.,第])2(?=\\s*(?:余|餘|多)?[${measures}])`, 'g'), (w) => w.two],
  [
    new RegExp(`(^|[^\\d\\p{L}])[-−](${number})`, 'gu'),
    (w, before, value) => `${before}${w.negative}${quantity(value as string, w)}`,
  ],
  // Whatever is left: 1.2.3 keeps its points, everything else is an amount.
  [
    /\d+(?:\.\d+){2,}/g,
    (w, all) =>
      (all as string)
        .split('.')
        .map((part) => whole(part, w))
        .join(w.point),
  ],
  [new RegExp(number, 'g'), (w, value) => quantity(value as string, w)],
];

function hourName(hour: string, w: Words): string {
  return Number(hour) === 2 ? w.two : whole(hour, w);
}

/** Signs that engines skip or misname. */
const signs: readonly (readonly [RegExp, (w: Words) => string])[] = [
  [/(?:k㎡|km²|km2|平方km)/g, (w) => `${w.square}公里`],
  [/(?:㎡|m²)/g, (w) => `${w.square}米`],
  [/(?:m³|㎥)/g, (w) => `${w.cubic}米`],
  [/(?:℃|°C)/g, (w) => w.degree],
  [/(?:㎞|(?<![A-Za-z])km(?![A-Za-z]))/g, () => '公里'],
  [/(?:㎏|(?<![A-Za-z])kg(?![A-Za-z]))/g, () => '公斤'],
  [/×/g, (w) => w.times],
  [/[+＋]/g, (w) => w.plus],
];

/**
 * Text as a person would say it, for a speech engine: numbers, years, document numbers (〔2019〕16号),
 * percentages, dates, ranges, telephones and units in words of the page's script. Text in Han characters
 * passes unchanged. Full-width digits count as digits.
 */
export function spokenForm(text: string, language: SpokenLanguage): string {
  const w = words[language];
  let spoken = text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[①-⑳]/g, (circled) => `${circled.charCodeAt(0) - 0x245f}，`)
    .replace(/[⑴-⒇]/g, (circled) => `${circled.charCodeAt(0) - 0x2473}，`);
  for (const [pattern, word] of signs) spoken = spoken.replace(pattern, () => word(w));
  for (const [pattern, speak] of rules) {
    spoken = spoken.replace(pattern, (...match) => {
      const groups = match.slice(
        1,
        match.findIndex((part) => typeof part === 'number'),
      );
      return speak(w, ...(groups.length ? groups : [match[0]]));
    });
  }
  return spoken;
}
