import type { TakenSpan } from './piece.ts';

/** Surnames that the dictionaries take for a common word, and their Traditional (neutral) form. */
const surnames: Readonly<Record<string, { readonly form: string; readonly notAfter: RegExp }>> = {
  余: { form: '余', notAfter: /[其剩业残多富盈结有公课工之宽扶劫零\d一二三四五六七八九十百千万亿]$/ },
  范: { form: '范', notAfter: /[规示模防典师风就垂轨洪懿闺遗]$/ },
  于: { form: '于', notAfter: /[\p{Script=Han}]$/u },
  涂: { form: '涂', notAfter: /[糊乱粉喷刷生泥描胡]$/ },
  朴: { form: '朴', notAfter: /[质淳简俭素诚古纯敦浑拙]$/ },
  游: { form: '游', notAfter: /[旅导上下中巡郊周云漫出春秋环浏回洄遨畅重网手端页交嬉优]$/ },
  岳: { form: '岳', notAfter: /[五四山东西南北中]$/ },
  郁: { form: '郁', notAfter: /[忧抑浓馥沉葱阴积悒]$/ },
};

const titles =
  '(?:副?(?:市长|县长|区长|镇长|乡长|村长|州长|省长|盟长|旗长|部长|厅长|局长|处长|科长|股长|司长|署长|所长|院长|庭长|校长|站长|组长|队长|会长|社长|馆长|厂长|行长|书记|主席|主任|检察长|审判长|秘书长|董事长|总理|总经理|经理|教授)|先生|女士|小姐|同志|律师|法官|检察官|警官|医生|老师|委员|代表|常委|审判员|书记员|院士|博士|秘书|某)';
const pattern = new RegExp(`[${Object.keys(surnames).join('')}](?=${titles})`, 'gu');

/** Surnames before a title or 某 (余市长, 涂某): the surname keeps its own form. */
export function surnameSpans(text: string, toStandard: (neutral: string) => string): TakenSpan[] {
  const spans: TakenSpan[] = [];
  for (const match of text.matchAll(pattern)) {
    const surname = surnames[match[0]];
    if (!surname || surname.notAfter.test(text.slice(Math.max(0, match.index - 2), match.index))) {
      continue;
    }
    spans.push({
      start: match.index,
      end: match.index + 1,
      target: toStandard(surname.form),
      layer: 'surname',
    });
  }
  return spans;
}
