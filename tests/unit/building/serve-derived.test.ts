import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { provideArchive } from '../../../src/archive/current-archive.ts';
import { serveDerived } from '../../../src/building/serve-derived.ts';
import { exports } from '../../../src/derive/exports/exports.ts';
import { feeds } from '../../../src/derive/feeds/feeds.ts';
import { pageConversion } from '../../../src/derive/twins/twin-page.ts';
import { twins } from '../../../src/derive/twins/twins.ts';
import { variantSettings } from '../../../src/variant/site-converters.ts';
import { root } from '../../sites.ts';
import { smallArchive } from '../derive/derive-context.ts';

const { url, base } = smallArchive.site;
const rules = { variant: variantSettings(smallArchive), base, origin: url };
const page =
  '<!doctype html><html lang="zh-Hans"><body><a href="/fz/years/">后坪复盘</a></body></html>';

describe('In development', () => {
  let server: Server;
  let origin = '';

  before(async () => {
    provideArchive(() => Promise.resolve(smallArchive));
    const settings = { root, contentDir: '', outDir: '', without: [], url, base, ownsHost: false };
    const middleware = serveDerived(settings, [feeds, twins, exports]);
    server = createServer((request, response) => {
      // What Astro answers when no step does.
      middleware(request, response, (error) => {
        const asked = request.url ?? '';
        response.statusCode = error ? 500 : asked.includes('nowhere') ? 404 : 200;
        response.setHeader('content-type', 'text/html');
        response.end(page);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());

  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(origin + path, { headers });
    return { status: response.status, text: await response.text() };
  };

  test('a Traditional page is what the build makes of the same page', async () => {
    const convert = pageConversion(rules);
    for (const address of ['/', '/years/2019/', '/reports/2019/a/', '/404.html']) {
      const { status, text } = await get(`/fz/zh-hant${address}`);
      assert.equal(status, 200);
      assert.equal(text, convert(address, page).html, address);
    }
    assert.match((await get('/fz/zh-hant/reports/2019/a/?a=1')).text, /后坪覆盤/);
    assert.match((await get('/fz/zh-hant/years/2019/')).text, /后坪復盤/);
  });

  test('feeds stand in either script, a missing page stays missing', async () => {
    const title = (text: string) => /<title>(复盘|覆盤|復盤)/.exec(text)?.[1];
    assert.equal(title((await get('/fz/feed.xml')).text), '复盘');
    assert.equal(title((await get('/fz/zh-hant/feed.xml')).text), '覆盤');
    assert.match((await get('/fz/zh-hant/feed.json')).text, /"language": "zh-Hant"/);
    assert.equal((await get('/fz/issuers/nobody/feed.xml')).text, page);
    assert.equal((await get('/fz/zh-hant/nowhere/')).status, 404);
  });

  test('what no step writes is left to Astro', async () => {
    assert.equal((await get('/fz/years/')).text, page);
    assert.equal((await get('/other/')).text, page);
    assert.equal((await get('/fz/%E0%A4%A')).text, page);
    assert.match((await get('/fz/robots.txt')).text, /Sitemap:/);
  });

  test('the page behind a twin is asked of this server, whatever the Host header names', async () => {
    const { request } = await import('node:http');
    const status = await new Promise((resolve) => {
      request(`${origin}/fz/zh-hant/years/`, { headers: { host: 'nowhere.invalid:1' } })
        .on('response', (response) => resolve(response.resume().statusCode))
        .end();
    });
    assert.equal(status, 200);
  });
});
