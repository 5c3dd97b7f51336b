import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cacheControl, securityHeaders } from '../../../src/model/response-headers.ts';
import { serverFile, serverKinds } from '../../../src/release/servers/server-files.ts';

const place = { url: 'https://fz.archive.example', base: '/fz/', ownsHost: false };

function fileFor(kind: string, changes: Partial<typeof place> = {}): string {
  return serverFile(kind, { ...place, ...changes }) ?? assert.fail(kind);
}

describe('The headers for a web server', () => {
  test('for nginx are whole in every block, since an inner add_header replaces the outer ones', () => {
    const blocks = fileFor('nginx')
      .split(/^\s*location /m)
      .slice(1);
    // One of them, the pictures', adds none and so has those of the block around it.
    const adding = blocks.filter((block) => block.includes('add_header'));
    assert.deepEqual([blocks.length, adding.length], [6, 5]);
    for (const block of adding) {
      for (const [name, value] of securityHeaders) {
        assert.ok(block.includes(`add_header ${name} "${value}" always;`), `${name} in ${block}`);
      }
    }
  });

  test('let browsers keep the search index, whose folders have a hash or a version for a name', () => {
    const file = fileFor('nginx', { base: '/f.z/' });
    const cacheOf = (location: string) =>
      file
        .split(/^\s*location /m)
        .find((block) => block.startsWith(`${location} {`))
        ?.match(/Cache-Control "([^"]+)"/)?.[1];
    assert.equal(
      cacheOf('^~ /f.z/pagefind/'),
      cacheControl('/pagefind/b0ae3ffc2a/index/0.pf_index'),
    );
    assert.equal(cacheOf('= /f.z/pagefind/archive.json'), cacheControl('/pagefind/archive.json'));
    for (const [address, immutable] of [
      ['/pagefind/b0ae3ffc2a/catalog.json.packed', true],
      ['/pagefind/archive.json', false],
      ['/search/', false],
    ] as const) {
      assert.equal(/immutable/.test(cacheControl(address)), immutable, address);
    }
  });

  test('let no value end its own quotes', () => {
    for (const [, value] of securityHeaders) assert.doesNotMatch(value, /["\\$%]/);
  });

  test('for a _headers file stand under the prefix', () => {
    const text = fileFor('_headers');
    assert.match(text, /^\/fz\/\*\n {2}Content-Security-Policy: /);
    assert.match(text, /^\/fz\/_assets\/\*\n/m);
    assert.match(text, /^\/fz\/pagefind\/:index\/\*\n {2}! Cache-Control\n {2}.*immutable\n/m);
  });

  test('bind a host to HTTPS only where it is the own host of the site, and HTTPS is what it has', () => {
    for (const kind of serverKinds) {
      assert.doesNotMatch(fileFor(kind), /Strict-Transport-Security/, kind);
      const own = fileFor(kind, { ownsHost: true });
      assert.match(own, /Strict-Transport-Security.*includeSubDomains/, kind);
      const insecure = fileFor(kind, { ownsHost: true, url: 'http://fz.archive.example' });
      assert.doesNotMatch(insecure, /Strict-Transport-Security/, kind);
    }
  });

  test('in an unknown format are refused', () => {
    assert.equal(serverFile('lighttpd', place), undefined);
    assert.equal(serverFile('constructor', place), undefined);
  });
});
