import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { traditionalText } from '../../../src/editing/shown/doubts.ts';
import { createConverter } from '../../../src/variant/converter.ts';

const converter = createConverter({ standard: 'tw' });
const place = { base: '/', address: '/reports/2019/a/' };

function bare(html: string): string {
  return html.replace(/<[^>]*>/g, '');
}

describe('Marks on doubtful conversions', () => {
  test('stand in the text without a character more or less', () => {
    const texts = [
      '数据来自执法信息系统，标题级别照原件保留。',
      '大厅里的钟不准，里面的钟也不准。',
      '后坪镇<strong>干</strong>部说：&lt;不准&gt; &amp; 松谷',
      '系',
    ];
    for (const text of texts) {
      const html = `<p>${text}</p><ul><li>${text}</li></ul>`;
      const { html: marked, doubts } = traditionalText(html, converter, place);
      assert.ok(doubts.length > 0, text);
      assert.match(marked, /<mark><a href="#doubt-1">/);
      const plain = bare(text).replace(/&(lt|gt|amp);/g, (entity) => entity);
      assert.equal(bare(marked), converter.convert(plain).repeat(2));
    }
  });

  test('lead to an entry that a glossary takes, and are gone when it is there', () => {
    const html = '<p>大厅里的钟不准，已经修好。</p>';
    const { doubts } = traditionalText(html, converter, place);
    const doubt = doubts.find(({ simplified }) => simplified === '不准');
    assert.deepEqual(doubt?.others, ['不準']);
    const own = createConverter({
      standard: 'tw',
      siteGlossary: [{ simplified: '不准', traditional: '不準' }],
    });
    const after = traditionalText(html, own, place);
    assert.match(bare(after.html), /鐘不準/);
    assert.ok(!after.doubts.some(({ simplified }) => simplified === '不准'));
  });
});
