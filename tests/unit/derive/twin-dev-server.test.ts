import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { serveTraditional } from '../../../src/derive/twins/twin-dev-server.ts';
import {
  convertSiteFeed,
  type TreeSettings,
  treeConversion,
} from '../../../src/derive/twins/twin-page.ts';

const settings: TreeSettings = {
  variant: {
    standard: 'tw',
    siteGlossary: [{ simplified: '后坪', traditional: '后坪' }],
    reports: [
      {
        address: '/reports/2019/a/',
        glossary: [{ simplified: '复盘', traditional: '覆盤' }],
        names: [],
      },
    ],
  },
  base: '/fz/',
  origin: 'https://archive.example',
};
const page =
  '<!doctype html><html lang="zh-Hans"><body><a href="/fz/years/">后坪复盘</a></body></html>';
const feed = '<feed xml:lang="zh-Hans"><title>复议</title></feed>';

let server: Server;
let origin = '';

before(async () => {
  const traditional = serveTraditional('/fz/', () => Promise.resolve(settings));
  server = createServer((request, response) => {
    traditional(request, response, () => {
      const url = request.url ?? '';
      const [type, body] = url.endsWith('feed.xml')
        ? ['application/atom+xml', feed]
        : url.endsWith('.json')
          ? ['application/json', `{"asked":"${url}"}`]
          : ['text/html; charset=utf-8', page];
      response.statusCode = url.includes('nowhere') ? 404 : 200;
      response.setHeader('content-type', type ?? '');
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());

const get = async (path: string): Promise<{ status: number; text: string }> => {
  const response = await fetch(origin + path);
  return { status: response.status, text: await response.text() };
};

test('a Traditional page in development is what the build makes of the same page', async () => {
  const convert = treeConversion(settings);
  for (const [address, file] of [
    ['', 'index.html'],
    ['years/2019/?a=1', 'years/2019/index.html'],
    ['reports/2019/a/', 'reports/2019/a/index.html'],
    ['404.html', '404.html'],
  ] as const) {
    const { status, text } = await get(`/fz/zh-hant/${address}`);
    assert.equal(status, 200);
    assert.equal(text, convert({ file, html: page }).html, address);
  }
  assert.match((await get('/fz/zh-hant/reports/2019/a/')).text, /后坪覆盤/);
  assert.match((await get('/fz/zh-hant/years/2019/')).text, /后坪復盤/);
});

test('the feed converts, a missing page stays missing', async () => {
  const { text } = await get('/fz/zh-hant/feed.xml');
  assert.equal(text, convertSiteFeed(settings, feed));
  assert.equal((await get('/fz/zh-hant/nowhere/')).status, 404);
});

test('other files and the Simplified tree are left to those who make them', async () => {
  assert.equal(
    (await get('/fz/zh-hant/data/reports.json')).text,
    '{"asked":"/fz/zh-hant/data/reports.json"}',
  );
  assert.equal((await get('/fz/years/')).text, page);
});
