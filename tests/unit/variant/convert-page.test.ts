import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { convertPage } from '../../../src/variant/convert-page.ts';
import { createConverter } from '../../../src/variant/converter.ts';
import { fc } from '../../property.ts';

const options = {
  converter: createConverter({ standard: 'tw' }),
  base: '/fz/',
  origin: 'https://archive.example',
  address: '/reports/2019/a/',
};
const body = (html: string): string => convertPage(html, options);

function textNodes(html: string): string[] {
  const texts: string[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('value' in node && node.nodeName === '#text') texts.push(node.value);
    if ('childNodes' in node) for (const child of node.childNodes) walk(child);
  };
  walk(parse(html));
  return texts;
}

test('words cut by inline elements convert as one word', () => {
  assert.equal(body('<p>行政<mark>复</mark>议</p>'), '<p>行政<mark>復</mark>議</p>');
  assert.equal(body('<p>市场<b>准</b><i>入</i></p>'), '<p>市場<b>准</b><i>入</i></p>');
});

test('words do not reach over the border of a block or a line', () => {
  assert.equal(body('<p>头</p><p>发展</p>'), '<p>頭</p><p>發展</p>');
  assert.equal(body('头<br>发'), '頭<br>發');
});

test('what a reader sees or hears in attributes converts', () => {
  assert.equal(
    body(
      '<img alt="发展" src="/fz/_assets/a.png"><a title="发展" aria-label="发展" data-label-on="发">x</a>',
    ),
    '<img alt="發展" src="/fz/_assets/a.png"><a title="發展" aria-label="發展" data-label-on="發">x</a>',
  );
  assert.equal(
    body(
      '<input placeholder="发" value="发"><input type=submit value=发><button value="发">发</button>',
    ),
    '<input placeholder="發" value="发"><input type=submit value=發><button value="发">發</button>',
  );
});

test('head: title, descriptions, government tags and og:locale convert', () => {
  assert.equal(
    body(
      '<title>发展</title><meta name="description" content="发展"><meta name="ColumnName" content="发展"><meta property="og:locale" content="zh_CN">',
    ),
    '<title>發展</title><meta name="description" content="發展"><meta name="ColumnName" content="發展"><meta property="og:locale" content="zh_TW">',
  );
});

test('code, ids, classes, scripts, styles and translate="no" stay', () => {
  for (const html of [
    '<code>发展</code>',
    '<p id="发展" class="发展" data-key="发展"></p>',
    '<script>const a = "发展";</script>',
    '<script type="application/json">{"a":"发展"}</script>',
    '<style>a::after{content:"发展"}</style>',
    '<p translate="no" title="发展">发<b>展</b></p>',
    '<a href="/fz/_assets/x.pdf">发展报告.pdf</a>',
    '<!-- 发展 -->',
  ]) {
    assert.equal(body(html), html);
  }
});

test('elements in another language, or quoted in one script on purpose, stay', () => {
  for (const html of [
    '<span lang="en">发展</span>',
    '<span lang="zh-Hans">发展</span>',
    '<blockquote lang="zh-Hant">皇后里程</blockquote>',
  ]) {
    assert.equal(body(html), html);
  }
  assert.equal(body('<html lang="zh-Hans"><p>发'), '<html lang="zh-Hant"><p>發');
});

test('one place is fixed with data-traditional; a wrong length is told and not followed', () => {
  assert.equal(
    body('<p>批<span data-traditional="復">复</span></p>'),
    '<p>批<span data-traditional="復">復</span></p>',
  );
  const problems: string[] = [];
  const html = convertPage('<span data-traditional="復議">复</span>', {
    ...options,
    onProblem: (problem) => problems.push(problem),
  });
  assert.equal(html, '<span data-traditional="復議">復</span>');
  assert.match(problems.join(), /復議/);
});

test('links between pages lead to the Traditional tree, files and script links stay', () => {
  assert.equal(
    body('<a href="/fz/years/2019/?a=1#b">x</a>'),
    '<a href="/fz/zh-hant/years/2019/?a=1#b">x</a>',
  );
  assert.equal(body('<a href="../b/">x</a>'), '<a href="../b/">x</a>');
  assert.equal(body('<a href="x.pdf">x</a>'), '<a href="/fz/reports/2019/a/x.pdf">x</a>');
  assert.equal(
    body('<link rel="canonical" href="https://archive.example/fz/years/">'),
    '<link rel="canonical" href="https://archive.example/fz/zh-hant/years/">',
  );
  assert.equal(body('<form action="/fz/search/">'), '<form action="/fz/zh-hant/search/">');
  for (const html of [
    '<a href="/fz/years/" data-variant-link>x</a>',
    '<link rel="alternate" hreflang="zh-Hans" href="https://archive.example/fz/years/">',
    '<a href="/fz/zh-hant/years/">x</a>',
    '<a href="/other/">x</a>',
    '<a href="#发">x</a>',
    '<a href="mailto:a@b.example">x</a>',
    '<a href="https://elsewhere.example/fz/years/">x</a>',
    '<link rel="stylesheet" href="/fz/_assets/a.css">',
  ]) {
    assert.equal(body(html), html);
  }
});

test('JSON-LD converts its strings, its language and its addresses, not its keys and types', () => {
  assert.equal(
    body(
      '<script type="application/ld+json">{"@type":"发","发":"发展","inLanguage":"zh-Hans","url":"https://archive.example/fz/a/"}</script>',
    ),
    '<script type="application/ld+json">{"@type":"发","发":"發展","inLanguage":"zh-Hant-TW","url":"https://archive.example/fz/zh-hant/a/"}</script>',
  );
});

test('character references for Chinese characters convert, others stay as written', () => {
  assert.equal(
    body('<p title="&#21457;&amp;">&#x53d1;展&amp;&nbsp;发</p>'),
    '<p title="發&amp;">發展&amp;&nbsp;發</p>',
  );
});

test('every text node keeps its length, whatever the markup', () => {
  const pieces = [
    '发展',
    '复',
    '议',
    '<b>',
    '</b>',
    '<p>',
    '</p>',
    '<i lang=en>',
    '</i>',
    '&amp;',
    '余市长',
    '<br>',
    '一出台',
    '<code>',
    '</code>',
    'a',
    '<',
    '"',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
      const html = `<!doctype html><html lang="zh-Hans"><body>${parts.join('')}`;
      assert.deepEqual(
        textNodes(body(html)).map((text) => text.length),
        textNodes(html).map((text) => text.length),
      );
    }),
    { numRuns: 300 },
  );
});

test('a page without Chinese, or any broken input, never fails', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      convertPage(`<p ${text}><a href="${text}">${text}`, options);
    }),
  );
});
