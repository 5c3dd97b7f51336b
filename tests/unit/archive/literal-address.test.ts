import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Parser } from 'htmlparser2';
import { literalAddressEnd } from '../../../src/archive/render/literal-address.ts';
import { renderText } from './render-text.ts';

/** Addresses and texts of the links of a page, and all its text, by a reader that is not ours. */
function linksOf(html: string): { links: [string, string][]; text: string } {
  const links: [string, string][] = [];
  let isInside = false;
  let text = '';
  const parser = new Parser({
    onopentag(name, { href = '' }) {
      if (name !== 'a') return;
      links.push([href, '']);
      isInside = true;
    },
    ontext(part) {
      text += part;
      const last = links.at(-1);
      if (isInside && last) last[1] += part;
    },
    onclosetag(name) {
      if (name === 'a') isInside = false;
    },
  });
  parser.end(html);
  return { links, text: text.trim() };
}

for (const [typed, address, shown = address] of [
  ['详见http://www.a.gov.cn/x/1.html。下面另说', 'http://www.a.gov.cn/x/1.html'],
  ['公开在http://www.a.gov.cn/x/栏目', 'http://www.a.gov.cn/x/'],
  ['（https://a.gov.cn/a_(b)）之后', 'https://a.gov.cn/a_(b)'],
  ['网址 www.a.gov.cn，欢迎访问', 'http://www.a.gov.cn', 'www.a.gov.cn'],
  ['“http://a.gov.cn/?p=1&q=2”一文', 'http://a.gov.cn/?p=1&q=2'],
  [
    '见 http://清丰.政务.cn/x，已公开',
    'http://%E6%B8%85%E4%B8%B0.%E6%94%BF%E5%8A%A1.cn/x',
    'http://清丰.政务.cn/x',
  ],
  ['见 http://a.gov.cn/x 一文', 'http://a.gov.cn/x'],
  ['<b>见</b>http://a.gov.cn/x。另见', 'http://a.gov.cn/x'],
] as const) {
  test(`a bare address ends where the sentence goes on: ${typed}`, () => {
    const { html } = renderText(`${typed}\n`);
    const { links, text } = linksOf(html);
    assert.deepEqual(
      links.map(([href, own]) => [encodeURI(decodeURI(href)), own]),
      [[address, shown]],
    );
    assert.equal(text, typed.replace(/<\/?b>/g, ''));
  });
}

test('an address in brackets of its own is meant as a whole', () => {
  for (const typed of ['<http://a.gov.cn/栏目>', '[http://a.gov.cn/栏目](http://a.gov.cn/栏目)']) {
    const [[href = ''] = []] = linksOf(renderText(`${typed}\n`).html).links;
    assert.equal(decodeURI(href), 'http://a.gov.cn/栏目');
  }
});

test('the end of an address is found once in a long row of signs', () => {
  const [address, signs] = ['http://a.gov.cn/', '.'.repeat(1_000_000)];
  assert.equal(literalAddressEnd(`${address}${signs}a。`, false), address.length + 1_000_001);
  assert.equal(literalAddressEnd(`${address}${signs}。`, false), address.length);
});
