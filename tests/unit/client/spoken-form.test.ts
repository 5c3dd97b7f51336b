import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spokenForm } from '../../../src/client/read-aloud/spoken-form.ts';
import { fc } from '../../property.ts';

const spoken: readonly (readonly [written: string, said: string])[] = [
  // Document numbers.
  ['清政〔2019〕16号', '清政二零一九年十六号'],
  ['国办秘函〔2019〕19号文', '国办秘函二零一九年十九号文'],
  ['国发[2004]10号', '国发二零零四年十号'],
  ['(2021) 第 3 号', '二零二一年三号'],
  ['〔２０２０〕１００８号', '二零二零年一千零八号'],
  // Percentages.
  ['98.5%', '百分之九十八点五'],
  ['100％', '百分之百'],
  ['下降0.3%', '下降百分之零点三'],
  ['-2.5%', '负百分之二点五'],
  ['5‰', '千分之五'],
  ['10%-20%', '百分之十到百分之二十'],
  ['10～20%', '百分之十到百分之二十'],
  // Years, dates, times.
  ['2019年度', '二零一九年度'],
  ['2019-2021年', '二零一九到二零二一年'],
  ['2019年至2021年', '二零一九年至二零二一年'],
  ['2016—2020', '二零一六到二零二零'],
  ['2020年3月20日', '二零二零年三月二十日'],
  ['2020-03-20', '二零二零年三月二十日'],
  ['2020.3.20', '二零二零年三月二十日'],
  ['2020-03-20 09:05', '二零二零年三月二十日 九点零五分'],
  ['14:30', '十四点三十分'],
  ['9:00', '九点整'],
  ['2:15', '两点十五分'],
  // Amounts.
  ['0', '零'],
  ['10', '十'],
  ['15人', '十五人'],
  ['110个', '一百一十个'],
  ['1003件', '一千零三件'],
  ['1030', '一千零三十'],
  ['2000余份', '两千余份'],
  ['10010', '一万零一十'],
  ['20319', '两万零三百一十九'],
  ['12,345.6元', '一万二千三百四十五点六元'],
  ['100000000', '一亿'],
  ['100000001', '一亿零一'],
  ['1.2万人次', '一点二万人次'],
  ['2个', '两个'],
  ['2年', '两年'],
  ['2名', '两名'],
  ['第2条', '第二条'],
  ['2月', '二月'],
  ['12个', '十二个'],
  ['3-5个工作日', '三到五个工作日'],
  ['1/3以上', '三分之一以上'],
  ['007', '零零七'],
  // Telephones and hotlines.
  ['电话:0393-7221234', '电话:零三九三，七二二幺二三四'],
  ['12345政务服务便民热线', '幺二三四五政务服务便民热线'],
  ['“12348”公共法律服务热线', '“幺二三四八”公共法律服务热线'],
  ['“12·4”国家宪法日', '“一二四”国家宪法日'],
  // Signs and Latin.
  ['互联网+监管', '互联网加监管'],
  ['PM2.5', 'PM二点五'],
  ['COVID-19', 'COVID-十九'],
  ['5G', '五G'],
  ['36.5℃', '三十六点五摄氏度'],
  ['120㎡', '一百二十平方米'],
  ['7×24小时', '七乘二十四小时'],
  ['①明确责任', '一，明确责任'],
  // Without numbers nothing changes.
  ['依法治县,三年行动。', '依法治县,三年行动。'],
];

for (const [written, said] of spoken) {
  test(`${written} is read as ${said}`, () => {
    assert.equal(spokenForm(written, 'zh-Hans'), said);
  });
}

test('on a Traditional page the words for numbers are Traditional', () => {
  assert.equal(spokenForm('清政〔2019〕16號', 'zh-Hant'), '清政二零一九年十六號');
  assert.equal(spokenForm('20319.5元、2個', 'zh-Hant'), '兩萬零三百一十九點五元、兩個');
  assert.equal(spokenForm('36℃', 'zh-Hant'), '三十六攝氏度');
});

test('whatever the text, no digit is left for an engine to guess at, and letters stay', () => {
  const pieces = fc.constantFrom(
    ...'0123456789.,%-/:〔〕() 年月日号第个至～+A汉'.split(''),
    '２',
    '‰',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 24 }), (parts) => {
      const said = spokenForm(parts.join(''), 'zh-Hans');
      assert.doesNotMatch(said, /[\d０-９]/);
      assert.doesNotMatch(said, /undefined|NaN/);
      const count = (text: string) =>
        text.split('').filter((character) => character === 'A' || character === '汉').length;
      assert.equal(count(said), count(parts.join('')));
    }),
    { numRuns: 3000 },
  );
});
