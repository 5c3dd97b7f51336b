import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traditionalStandards } from '../../../src/model/site.ts';
import { convertPage } from '../../../src/variant/convert-page.ts';
import { createConverter } from '../../../src/variant/converter.ts';
import { fc } from '../../property.ts';

const layerOf = (text: string, options: Parameters<typeof createConverter>[0], word: string) =>
  createConverter(options)
    .explain(text)
    .find((piece) => piece.source === word)?.layer;

test('a layer wins over those below it, whatever they say', () => {
  const site = [{ simplified: '复议', traditional: '覆議' }];
  const report = [{ simplified: '复议', traditional: '複議' }];
  assert.equal(createConverter({ standard: 'tw' }).convert('行政复议'), '行政復議');
  assert.equal(
    createConverter({ standard: 'tw', siteGlossary: site }).convert('行政复议'),
    '行政覆議',
  );
  assert.equal(
    createConverter({ standard: 'tw', siteGlossary: site, reportGlossary: report }).convert(
      '行政复议',
    ),
    '行政複議',
  );
});

test('explaining names the layer that decided each piece', () => {
  const options = {
    standard: 'tw',
    siteGlossary: [{ simplified: '清丰县', traditional: '清豐縣' }],
  } as const;
  const text = '清丰县余市长说“歷史發展”与行政复议、皇后';
  assert.equal(layerOf(text, options, '清丰县'), 'site');
  assert.equal(layerOf(text, options, '余'), 'surname');
  assert.equal(layerOf(text, options, '歷史發展'), 'quotation');
  assert.equal(layerOf(text, options, '复议'), 'field');
  assert.equal(layerOf(text, options, '皇后'), 'opencc-phrase');
  assert.equal(layerOf(text, options, '说'), 'opencc-character');
});

test('what an editor writes is final: no regional form is put over it', () => {
  const siteGlossary = [{ simplified: '里面', traditional: '裏面' }];
  assert.equal(createConverter({ standard: 'tw', siteGlossary }).convert('里面'), '裏面');
});

test('an entry of unequal length is refused with its words in the message', () => {
  assert.throws(
    () =>
      createConverter({
        standard: 'tw',
        siteGlossary: [{ simplified: 'U盘', traditional: '隨身碟' }],
      }),
    /U盘 → 隨身碟/,
  );
});

test('quotations in Traditional stay as they are', () => {
  const converter = createConverter({ standard: 'tw' });
  assert.equal(converter.convert('他说“台灣後來發展”。'), '他說“台灣後來發展”。');
});

test('the pieces of an explanation make up the text and its conversion', () => {
  const words = '行政复议一出台后余市长于2019年对干部重复审批𠮶“發展歷史”⿰氵法，发𫫇';
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary' })), {
        maxLength: 40,
      }),
      fc.constantFrom(...traditionalStandards),
      (parts, standard) => {
        const text = parts.join('');
        const converter = createConverter({ standard });
        const pieces = converter.explain(text);
        assert.equal(pieces.map((piece) => piece.source).join(''), text);
        assert.equal(pieces.map((piece) => piece.target).join(''), converter.convert(text));
        assert.equal(converter.convert(text).length, text.length);
      },
    ),
    { numRuns: 300 },
  );
});

/** What no dictionary knows: it must come out as it went in, alone and between words that convert. */
const strange = {
  'lone surrogates': '\ud800 \udc00中\ud840 \udbff',
  // Characters of each extension that have no other form.
  'extensions B to I':
    '\u{20000}\u{2a6d6}\u{2a700}\u{2b740}\u{2b820}\u{2ceb0}\u{30000}\u{31350}\u{2ebf0}',
  'compatibility ideographs': '\ufa0c\ufa0d\uf900\ufad9\u{2f800}\u{2fa1d}',
  'combining marks': 'e\u0301a\u0308中\u20dd\u302a',
  'variation selectors and joiners': '中\u{e0100}\ufe00\u200d\u200b\ufeff',
  'unfinished descriptions': '⿰氵 ⿲⿲⿲',
  controls: '\u0000\u0008\u007f\u0085\u2028',
};

for (const [name, text] of Object.entries(strange)) {
  test(`${name} survive unchanged`, () => {
    for (const standard of traditionalStandards) {
      const converter = createConverter({ standard });
      assert.equal(converter.convert(text), text);
      assert.equal(converter.convertWholly(text), text);
      assert.equal(converter.convert(`发展。${text}。发展`), `發展。${text}。發展`);
    }
    const html = `<p title="${text}">${text}</p>`;
    const converter = createConverter({ standard: 'tw' });
    assert.equal(convertPage(html, { converter, base: '/', address: '/' }), html);
  });
}

test('an empty text and lines of a megabyte convert', () => {
  const converter = createConverter({ standard: 'tw' });
  assert.equal(converter.convert(''), '');
  const line = '人民'.repeat(600_000);
  assert.equal(converter.convert(line), line);
  const long = '发展'.repeat(600_000);
  assert.equal(converter.convert(long), '發展'.repeat(600_000));
  const page = convertPage(`<p>${long}</p>`, { converter, base: '/', address: '/' });
  assert.equal(page, `<p>${'發展'.repeat(600_000)}</p>`);
  const surnames = '于'.repeat(500_000);
  assert.equal(converter.convert(surnames).length, surnames.length);
});

test('Traditional text converted again stays the same for the words of the field', () => {
  const converter = createConverter({ standard: 'tw' });
  for (const text of ['行政復議', '市場准入', '規定制定程序', '余市長', '發展歷史']) {
    assert.equal(converter.convert(text), text);
  }
});
