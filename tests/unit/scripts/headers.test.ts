import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { headersFor } from '../../../scripts/headers.ts';
import { securityHeaders } from '../../../src/model/response-headers.ts';

describe('The headers for a web server', () => {
  test('for nginx are whole in every block, since an inner add_header replaces the outer ones', () => {
    const blocks = headersFor('nginx', '/fz/')
      .split(/^location /m)
      .slice(1);
    assert.equal(blocks.length, 3);
    for (const block of blocks) {
      for (const [name, value] of securityHeaders) {
        assert.ok(block.includes(`add_header ${name} "${value}" always;`), `${name} in ${block}`);
      }
    }
  });

  test('for nginx let no value end its own quotes', () => {
    for (const [, value] of securityHeaders) assert.doesNotMatch(value, /["\\$]/);
  });

  test('for a _headers file stand under the prefix', () => {
    const text = headersFor('_headers', '/fz/');
    assert.match(text, /^\/fz\/\*\n {2}Content-Security-Policy: /);
    assert.match(text, /^\/fz\/_assets\/\*\n/m);
  });

  test('in an unknown format are refused', () => {
    assert.throws(() => headersFor('apache', '/'), /apache/);
  });
});
