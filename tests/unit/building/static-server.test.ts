import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import {
  type RunningServer,
  startStaticServer,
} from '../../../src/building/preview/static-server.ts';

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Unlike fetch, sends the path as it is written, and follows no redirect. */
function ask(
  { port }: RunningServer,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}

describe('The static server', () => {
  const outside = mkdtempSync(join(tmpdir(), 'static-server-'));
  const folder = join(outside, 'site');
  const long = '依法行政。'.repeat(400);
  let root: RunningServer;
  let prefixed: RunningServer;

  before(async () => {
    const files: Record<string, string> = {
      'secret.txt': 'secret',
      'site/index.html': `<p>home ${long}`,
      'site/404.html': '<p>missing',
      'site/zh-hant/404.html': '<p>traditional missing',
      'site/years/2019/index.html': '<p>2019',
      'site/reports/2019/a/附件 1.pdf': '%PDF-',
      'site/_assets/style.abcdef12.css': 'p{}',
      'site/feed.xml': '<feed/>',
      'site/pagefind/0123456789/text/0.packed': '0123456789',
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(outside, path, '..'), { recursive: true });
      writeFileSync(join(outside, path), text);
    }
    symlinkSync(join(outside, 'secret.txt'), join(folder, 'link.txt'));
    const options = { folder, host: '127.0.0.1', port: 0 };
    root = await startStaticServer({ ...options, base: '/' });
    prefixed = await startStaticServer({ ...options, base: '/fz/' });
  });
  after(async () => {
    await Promise.all([root.close(), prefixed.close()]);
    rmSync(outside, { recursive: true });
  });

  test('answers an address with the page of its folder', async () => {
    const { status, headers, body } = await ask(root, '/years/2019/?q=1');
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'text/html; charset=utf-8');
    assert.equal(body.toString(), '<p>2019');
  });

  test('leads an address without its last slash to the page, query and all', async () => {
    const { status, headers } = await ask(root, '/years/2019?q=1');
    assert.equal(status, 301);
    assert.equal(headers.location, '/years/2019/?q=1');
  });

  test('answers what is missing with the error page of the script, and status 404', async () => {
    for (const [path, text] of [
      ['/nothing/', '<p>missing'],
      ['/nothing', '<p>missing'],
      ['/zh-hant/nothing/', '<p>traditional missing'],
    ] as const) {
      const { status, body } = await ask(root, path);
      assert.equal(status, 404, path);
      assert.equal(body.toString(), text);
    }
  });

  test('never answers with a file outside its folder', async () => {
    for (const path of [
      '/../secret.txt',
      '/years/../../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/..%5csecret.txt',
      '//secret.txt',
      '/link.txt',
      '/%00',
      '/%ff',
      '/years/2019/%00.html',
    ]) {
      const { status, body } = await ask(root, path);
      assert.equal(status, 404, path);
      assert.ok(!body.toString().includes('secret'), path);
    }
  });

  test('finds files with names beyond ASCII', async () => {
    const { status, headers } = await ask(root, encodeURI('/reports/2019/a/附件 1.pdf'));
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'application/pdf');
  });

  test('compresses text as the browser accepts it', async () => {
    const plain = (await ask(root, '/')).body.toString();
    const brotli = await ask(root, '/', { 'accept-encoding': 'gzip, br' });
    const gzip = await ask(root, '/', { 'accept-encoding': 'gzip' });
    assert.equal(brotli.headers['content-encoding'], 'br');
    assert.equal(brotliDecompressSync(brotli.body).toString(), plain);
    assert.equal(gunzipSync(gzip.body).toString(), plain);
    assert.equal(gzip.headers.vary, 'Accept-Encoding');
  });

  test('sends nothing again that the browser has', async () => {
    const first = await ask(root, '/feed.xml');
    const again = await ask(root, '/feed.xml', { 'if-none-match': String(first.headers.etag) });
    assert.equal(again.status, 304);
    assert.equal(again.body.length, 0);
  });

  test('knows its own tag in a list, as a weak one and as any', async () => {
    const etag = String((await ask(root, '/feed.xml')).headers.etag);
    for (const [held, status] of [
      [`W/${etag}`, 304],
      [`"other", ${etag}`, 304],
      [`W/"other" ,W/${etag},"x,y"`, 304],
      ['*', 304],
      ['"other", W/"another"', 200],
      [etag.slice(1, -1), 200],
      [`"x${etag.slice(1)}`, 200],
    ] as const) {
      assert.equal((await ask(root, '/feed.xml', { 'if-none-match': held })).status, status, held);
    }
  });

  test('leads to no other host, however the address is written', async () => {
    for (const path of [
      '//evil.example/..%2fyears/2019',
      '///evil.example/..%2fyears/2019',
      '/\\evil.example/..%2fyears/2019',
      '/.//evil.example/..%2fyears/2019',
      '/%2e//evil.example/..%2fyears/2019',
      '/%2fevil.example/..%2f..%2fyears/2019',
      '/%5cevil.example/..%2fyears/2019',
      '//evil.example/..%5c../years/2019',
      '//evil.example%2f../years/2019',
      'http://evil.example//evil.example/..%2fyears/2019',
      'http://evil.example/years/2019',
    ]) {
      for (const server of [root, prefixed]) {
        const { headers, status } = await ask(server, path);
        const from = `http://127.0.0.1:${server.port}/`;
        const { origin } = new URL(String(headers.location ?? '/'), from);
        assert.equal(`${origin}/`, from, `${path} → ${headers.location}`);
        assert.ok(status === 404 || status === 301, `${path}: ${status}`);
      }
    }
  });

  test('refuses what is no address at all', async () => {
    for (const path of ['*', 'years', 'javascript:alert(1)']) {
      assert.equal((await ask(root, path)).status, 400, path);
    }
  });

  test('lets only files with a hash in their name be kept for ever', async () => {
    assert.match(String((await ask(root, '/')).headers['cache-control']), /no-cache/);
    const asset = await ask(root, '/_assets/style.abcdef12.css');
    assert.match(String(asset.headers['cache-control']), /immutable/);
  });

  test('sends the security headers with pages, files and errors', async () => {
    for (const path of ['/', '/feed.xml', '/nothing']) {
      const { headers } = await ask(root, path);
      assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/);
      assert.equal(headers['x-content-type-options'], 'nosniff');
    }
  });

  test('answers HEAD without a body and refuses what would write', async () => {
    const head = await ask(root, '/', {}, 'HEAD');
    assert.equal(head.status, 200);
    assert.equal(head.body.length, 0);
    assert.equal((await ask(root, '/', {}, 'POST')).status, 405);
  });

  test('stands under its prefix alone', async () => {
    assert.equal((await ask(prefixed, '/fz/years/2019/')).status, 200);
    assert.equal((await ask(prefixed, '/years/2019/')).status, 404);
    assert.equal((await ask(prefixed, '/fzyears/2019/')).status, 404);
    assert.equal((await ask(prefixed, '/')).headers.location, '/fz/');
    assert.equal((await ask(prefixed, '/fz')).headers.location, '/fz/');
    assert.equal((await ask(prefixed, '/fz/years/2019')).headers.location, '/fz/years/2019/');
  });

  test('takes the next port when one is taken', async () => {
    const options = { folder, base: '/', host: '127.0.0.1', port: root.port };
    const next = await startStaticServer(options);
    assert.ok(next.port > root.port);
    await next.close();
  });

  test('sends the part of a file that is asked for, and the whole where it is not asked for as parts are', async () => {
    const path = '/pagefind/0123456789/text/0.packed';
    const part = await ask(root, path, { Range: 'bytes=3-5', 'Accept-Encoding': 'gzip, br' });
    assert.equal(part.status, 206);
    assert.equal(part.headers['content-range'], 'bytes 3-5/10');
    assert.equal(part.headers['content-length'], '3');
    assert.equal(part.body.toString(), '345');
    const end = await ask(root, path, { Range: 'bytes=8-99' });
    assert.deepEqual([end.status, end.body.toString()], [206, '89']);
    const etag = String(part.headers.etag);
    const same = await ask(root, path, { Range: 'bytes=0-0', 'If-Range': etag });
    assert.deepEqual([same.status, same.body.toString()], [206, '0']);
    for (const headers of [
      { Range: 'bytes=0-0', 'If-Range': '"other"' },
      { Range: 'bytes=5-3' },
      { Range: 'bytes=99-100' },
      { Range: 'bytes=0-1,3-4' },
      { Range: 'lines=1-2' },
    ] as Record<string, string>[]) {
      const whole = await ask(root, path, headers);
      assert.deepEqual([whole.status, whole.body.toString()], [200, '0123456789'], headers.Range);
    }
  });
});
