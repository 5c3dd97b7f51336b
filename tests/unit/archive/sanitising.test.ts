import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../property.ts';
import { hostileBodies } from './hostile-html.ts';
import { renderText } from './render-text.ts';
import { assertSafe } from './safe-html.ts';

test('no hostile body leaves anything that runs, loads or clobbers', () => {
  for (const body of hostileBodies) assertSafe(renderText(body).html);
});

test('hostile bodies stay harmless inside every Markdown structure', () => {
  const wrappers: ((body: string) => string)[] = [
    (body) => `> ${body.replaceAll('\n', '\n> ')}`,
    (body) => `- ${body.replaceAll('\n', '\n  ')}\n- 正文`,
    (body) => `正文[^1]\n\n[^1]: ${body.replaceAll('\n', '\n    ')}`,
    (body) => `<div>\n\n${body}\n\n</div>\n\n正文`,
    (body) => `正文\n${body}\n正文`,
    (body) => `## ${body.replaceAll('\n', ' ')}`,
  ];
  for (const body of hostileBodies) {
    for (const wrap of wrappers) assertSafe(renderText(wrap(body)).html);
  }
});

test('any mixture of tags, attributes, Markdown and broken ends is harmless', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '<',
      '>',
      '</',
      '/>',
      '"',
      "'",
      '`',
      '=',
      '<!--',
      '-->',
      '--!>',
      ']]>',
      '<![CDATA[',
      '&lt;',
      '&#x6a;',
      '\n',
      '\n\n',
      '# ',
      '> ',
      '- ',
      '| a | b |\n|---|---|\n| c | d |\n',
      '[^1]',
      '[^1]: ',
      '](',
      '[',
      '![',
      ')',
      '**',
      '    ',
      '正文',
      'javascript:',
      'data:text/html,',
      ' onerror=alert(1) ',
      ' href=',
      ' src=x ',
      ' style="x" ',
      ' id=x ',
    ),
    fc
      .tuple(
        fc.constantFrom(
          'script',
          'style',
          'svg',
          'math',
          'mtext',
          'mglyph',
          'annotation-xml',
          'foreignObject',
          'desc',
          'title',
          'textarea',
          'noscript',
          'template',
          'iframe',
          'xmp',
          'plaintext',
          'table',
          'tr',
          'td',
          'caption',
          'select',
          'option',
          'form',
          'p',
          'a',
          'b',
          'i',
          'h1',
          'h2',
          'li',
          'ul',
          'details',
          'summary',
          'ruby',
          'rt',
          'img',
          'br',
          'section',
          'input',
        ),
        fc.constantFrom(
          '',
          ' onclick="x"',
          ' href="javascript:x"',
          ' align=right',
          ' data-footnotes',
          ' data-footnote-ref',
        ),
        fc.constantFrom('<$>', '</$>', '<$/>', '<$'),
      )
      .map(([tag, attribute, form]) =>
        form.startsWith('</') ? form.replace('$', tag) : form.replace('$', tag + attribute),
      ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
      assertSafe(renderText(pieces.join('')).html);
    }),
    { numRuns: 3000 },
  );
});

test('every hostile tag, handler and link is reported with its line', () => {
  const { problems } = renderText(
    '正文\n\n<script>\nalert(1)\n</script>\n\n正文\n<b onclick="x">正文</b>\n\n[正文](javascript:x)\n\n<div>\n<p>\n<a\n  href="vbscript:x">正文</a></p>\n</div>\n',
  );
  assert.deepEqual(
    problems.map(({ code, line }) => [line, code]),
    [
      [3, 'hostile-html'],
      [8, 'hostile-html'],
      [10, 'hostile-html'],
      [14, 'hostile-html'],
    ],
  );
});

test('a picture that comes out of foreign content is judged like any other, with its line', () => {
  for (const [html, codes] of [
    ['<svg><style><img src=x></style></svg>', ['image-type', 'missing-alt']],
    ['<svg></p><style><a id="</style><img src=x.png>">', ['missing-alt', 'missing-image']],
    ['<math><annotation-xml encoding="text/html"><img src=x.png alt=图></math>', ['missing-image']],
    ['<svg><![CDATA[><b title="]]><img src=x.png alt=图>"></svg>', ['missing-image']],
  ] as const) {
    const { problems } = renderText(`正文\n\n${html}\n\n正文`);
    const found = problems.filter(({ code }) => /image|alt/.test(code));
    assert.deepEqual(found.map(({ code }) => code).sort(), codes, html);
    for (const { line } of found) assert.equal(line, 3);
  }
});

test('harmless raw HTML stays as it was written', () => {
  const html =
    '<p>H<sub>2</sub>O，<ruby>䢼<rp>（</rp><rt>fēng</rt><rp>）</rp></ruby>，<u>下划线</u><br>换行</p>';
  assert.equal(renderText(html).html.trim(), html);
  assert.deepEqual(renderText(html).problems, []);
});

test('a right-aligned signature keeps its side as a class, without inline style', () => {
  const { html, problems } = renderText('正文\n\n<p align="right">云溪县人民政府</p>\n');
  assert.match(html, /<p class="align-right">云溪县人民政府<\/p>/);
  assert.deepEqual(problems, []);
});
