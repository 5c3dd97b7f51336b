import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolveImage } from '../../../src/archive/render/resolve-image.ts';
import { resolveLink } from '../../../src/archive/render/resolve-link.ts';
import { isWebAddress, judgeAddress } from '../../../src/model/web-address.ts';
import { fc } from '../../property.ts';

const context = {
  file: 'reports/2023/annual.md',
  year: 2023,
  slug: 'annual',
  base: '/fz/',
  attachments: new Set(['a.pdf']),
};

test('an address that only a browser sees through is written as the browser reads it', () => {
  for (const [written, href] of [
    ['https:\\\\good.example', 'https://good.example/'],
    ['https:good.example', 'https://good.example/'],
    ['https:///good.example', 'https://good.example/'],
    ['HTTPS://GOOD.EXAMPLE/', 'https://good.example/'],
    ['https://good.example/路径', 'https://good.example/路径'],
  ] as const) {
    assert.deepEqual(judgeAddress(written), { kind: 'outside', scheme: 'https', href }, written);
  }
});

test('a scheme is seen through control characters, spaces and case', () => {
  for (const href of [
    'javascript:x',
    ' JavaScript:x',
    'java\tscript:x',
    '\u0001javascript:x',
    'java\nscript\r:x',
    'javascript\u200b:x',
  ]) {
    assert.deepEqual(judgeAddress(href), { kind: 'hostile', scheme: 'javascript' }, href);
  }
  for (const href of ['a.md', '#a:b', '../a:b', '/a:b', '?a:b', ''])
    assert.equal(judgeAddress(href).kind, 'inside', href);
});

test('a field holds an address of the web and nothing that only looks like one', () => {
  for (const address of [
    'https://www.example.gov.cn/a/b.html?x=1#y',
    'http://例子.测试/报告',
    'https://example.cn:8443/',
  ]) {
    assert.ok(isWebAddress(address), address);
  }
  for (const address of [
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.cn/x',
    'ftp://example.cn/',
    'mailto:a@example.cn',
    '//example.cn/',
    'https:example.cn',
    'https:///example.cn',
    'https://example.cn/"onclick=',
    'https://example.cn/<b>',
    'https://example.cn/ x',
    'https://example.cn/\u202e',
    'https://www.gov.cn@example.cn/',
    'HTTPS:\\\\example.cn',
    'https://',
    '',
  ]) {
    assert.ok(!isWebAddress(address), address);
  }
});

test('whatever is written, a browser is never sent anywhere but to the archive or an ordinary address', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'javascript:',
      'data:',
      'http://',
      'https:',
      '//',
      '\\\\',
      '/',
      '..',
      '#',
      '?',
      '%',
      '%2f',
      ':',
      '\t',
      '\0',
      'a.pdf',
      'a.md',
      'reports/',
      '2022',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), fc.constantFrom('/', '/fz/'), (pieces, base) => {
      const { href } = resolveLink(pieces.join(''), { ...context, base });
      if (href === undefined) return;
      const { protocol, host, pathname } = new URL(
        href,
        'https://site.example/fz/reports/2023/annual/',
      );
      assert.match(protocol, /^(https?|mailto|tel):$/);
      if (!/^(https?|mailto|tel):/.test(href)) {
        assert.equal(host, 'site.example', href);
        assert.ok(href.startsWith('#') || pathname.startsWith(base), href);
      }
    }),
    { numRuns: 5000 },
  );
});

test('an image is a file beside its report or nothing', () => {
  const piece = fc.constantFrom(
    '..',
    '/',
    '\\',
    'a.png',
    '%2e%2e',
    '%2f',
    '.',
    'b',
    'c:',
    '?',
    '#',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const target = resolveImage(pieces.join(''), context);
      if (target.kind === 'file') {
        assert.match(target.file, /^reports\/2023\/[^/]/);
        assert.ok(!target.file.split('/').includes('..'), target.file);
      }
    }),
    { numRuns: 3000 },
  );
});
