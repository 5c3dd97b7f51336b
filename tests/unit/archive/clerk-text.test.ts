import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { mendReport } from '../../../src/archive/mend/mend-report.ts';
import { fc } from '../../property.ts';
import { renderText } from './render-text.ts';

/** What a body shows, read by another parser, and what the check says of it. */
function look(body: string): { shown: string; codes: readonly string[] } {
  const { html, problems } = renderText(body);
  return {
    shown: visible(parseFragment(html)),
    // What says nothing of words that go.
    codes: problems
      .map(({ code }) => code)
      .filter((code) => !/^(?:half-width|heading-skip|empty-body|no-headings)/.test(code)),
  };
}

/** Beside the words of the body. */
const own = /\b(?:heading-link|doc-noteref|doc-backlink|note-label)\b/;

function visible(node: DefaultTreeAdapterTypes.Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
  const { attrs = [] } = node as Partial<DefaultTreeAdapterTypes.Element>;
  if (attrs.some(({ name, value }) => /^(?:id|class|role)$/.test(name) && own.test(value)))
    return '';
  const { childNodes = [] } = node as Partial<DefaultTreeAdapterTypes.ParentNode>;
  return childNodes.map(visible).join('');
}

/** Signs as clerks type them inside and at the beginning of lines, none of them meant as markup. */
const signs = [
  ...['*', '**', '***', '****', '_', '__', '____', '~', '~~', '～', '`', '```', '"', '“', '”'],
  ...['[', ']', '[1]', '[注]', '[注]：', '[1]: ', '[^1]', '(', ')', '（一）', '【', '】'],
  ...[
    '<',
    '>',
    '<5',
    '>3',
    '<<',
    '>>',
    '&',
    '&nbsp',
    '&copy;',
    '&amp',
    '#',
    '#3',
    '##',
    '\\',
    '\\n',
  ],
  ...[
    '|',
    '||',
    '| ',
    ' |',
    '$',
    '$$',
    '=',
    '==',
    '===',
    '+',
    '-',
    '--',
    '---',
    '−',
    '—',
    '%',
    '^',
    '@',
  ],
  ...[':', '：', '://', 'https://a.cn/b_c*d', 'a@b.cn', '.', '..', '1.', '2)', '2019. ', '!', '!['],
  ...[
    ' ',
    '  ',
    '    ',
    '\u3000\u3000',
    '\t',
    '\u00a0',
    '{',
    '}',
    '{#x}',
    '/',
    '//',
    ';',
    '；',
    '，',
    '。',
  ],
];
const starts = [
  '',
  '',
  '',
  '- ',
  '+ ',
  '* ',
  '1. ',
  '3. ',
  '1.',
  '1)',
  '# ',
  '##',
  '> ',
  '>',
  '| ',
  '    ',
  '\t',
  '　　',
  '===',
  '---',
  '--- ',
  '[1]: ',
  '[^1]: ',
];

/** Every word another, so that each is looked for by itself. */
const line = fc.record({
  start: fc.constantFrom(...starts),
  parts: fc.array(fc.constantFrom(...signs), { maxLength: 5 }),
});
const clerkText = fc
  .tuple(
    fc.array(line, { minLength: 1, maxLength: 6 }),
    fc.infiniteStream(fc.constantFrom('\n', '\n\n', '\n\n', '\r')),
  )
  .map(([lines, ends]) => {
    let next = 0x4e00;
    const word = () => {
      next += 1;
      return String.fromCharCode(next);
    };
    let body = '';
    for (const { start, parts } of lines) {
      body += start + (parts.length === 0 ? word() : parts.map((part) => word() + part).join(''));
      body += `${word()}${ends.next().value ?? '\n'}`;
    }
    return body.replaceAll('\r', '\n');
  });

const wordsOf = (text: string) => text.replace(/[^\u4e00-\u9fff]/g, '');

test('no word that a clerk types goes, doubles or moves without being stated', () => {
  fc.assert(
    fc.property(clerkText, (body) => {
      const { shown, codes } = look(body);
      if (codes.length > 0) return;
      // A footnote stands at the end, wherever it was typed.
      const inOrder = (text: string) =>
        body.includes('[^1]: ') ? [...wordsOf(text)].sort().join('') : wordsOf(text);
      assert.equal(inOrder(shown), inOrder(body), JSON.stringify(body));
    }),
    { numRuns: 3000 },
  );
});

/** Beginnings of lines that a reader sees in another form: a bullet, a drawn number, a heading, a line at the side. */
const lineSigns = /^(?:[ \t]*(?:[-+*]|\d{1,9}[.)]|>|#{1,6})(?=[ \t]|$)|[ \t]*>)+/gm;

test('no sign but those of emphasis and of blocks goes without being stated', () => {
  fc.assert(
    fc.property(clerkText, (body) => {
      // Links, code, references, tables and rules are meant; what of them is not is looked at elsewhere.
      if (
        /`|\]\(|&\w+;|\\|~~|^[ \t]*[-=*_|:]{3,}|\[\^1\]|^[ \t]*\|?[ \t]*:?-+:?[ \t]*\|/m.test(body)
      )
        return;
      const { shown, codes } = look(body);
      if (codes.length > 0) return;
      const bare = (text: string) => text.replace(/\d{1,9}[.)]|[\s*_]/g, '');
      assert.equal(bare(shown), bare(body.replace(lineSigns, '')), JSON.stringify(body));
    }),
    { numRuns: 3000 },
  );
});

test('a repair loses no word, and a second one does nothing', () => {
  fc.assert(
    fc.property(clerkText, (body) => {
      const head = '---\ntitle: 报告\nyear: 2023\n---\n\n';
      const mended = mendReport(head + body).text;
      assert.equal(wordsOf(mended.replace(/^note:.*$/m, '')), wordsOf(head + body));
      assert.equal(mendReport(mended).text, mended, JSON.stringify(body));
      const before = look(body);
      const after = look(mended.replace(/^---\n[\s\S]*?\n---\n\n/, ''));
      assert.ok(wordsOf(after.shown).length >= wordsOf(before.shown).length, JSON.stringify(body));
    }),
    { numRuns: 1500 },
  );
});
