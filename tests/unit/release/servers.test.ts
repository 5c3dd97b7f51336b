import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pageFileAddress } from '../../../src/model/address.ts';
import { isCompressible } from '../../../src/model/content-type.ts';
import { cacheControl, securityHeaders } from '../../../src/model/response-headers.ts';
import { askedFor, type SiteRedirect } from '../../../src/release/moved/site-redirects.ts';
import type { Release } from '../../../src/release/release-store.ts';
import { serverFile } from '../../../src/release/servers/server-files.ts';
import { verifyRelease } from '../../../src/release/verify/verify-release.ts';
import { type Answer, ask, type Served, serve, serverKindsToTry } from './served-site.ts';
import { place, type Releases, releasesOf } from './two-releases.ts';

/** Old addresses, as they come from a site before this one, in Han and with a space; one of them is gone. */
const redirects: readonly SiteRedirect[] = [
  { from: '/f.z/xxgk/t1.html', to: '/f.z/about/', lang: 'zh-Hans' },
  { from: '/f.z/旧 栏目/', to: '/f.z/reports/2019/%E6%96%B0/', lang: 'zh-Hans' },
  { from: '/f.z/old.aspx', to: 'https://www.example.gov.cn/a?b=1%2F8&c=%8D', lang: 'zh-Hans' },
  { from: '/f.z/zh-hant/gone/', to: undefined, lang: 'zh-Hant' },
  { from: '/f.z/gone.pdf', to: undefined, lang: 'zh-Hans' },
];

/** A symbolic link below the root stands for the prefix, as it does where releases are swapped. */
const base = '/f.z/';

for (const kind of serverKindsToTry) {
  const isThere = spawnSync(kind.command, ['-v']).error === undefined;
  describe(`${kind.name} with its own file`, { skip: !isThere && `no ${kind.command}` }, () => {
    let all: Releases;
    let release: Release;
    let served: Served;
    before(async () => {
      all = await releasesOf('one');
      release = all.made[0] as Release;
      symlinkSync(release.site, join(all.folder, 'f.z'));
      const own =
        serverFile(kind.name.toLowerCase(), { ...place, base, ownsHost: true, redirects }) ?? '';
      served = await serve(kind, own, all.folder);
    });
    after(async () => {
      await served?.stop();
      all.remove();
    });

    const get = (path: string, encoding = 'identity') =>
      ask(served.port, path, { 'Accept-Encoding': encoding });
    const addressOf = (path: string) =>
      base + pageFileAddress(path).slice(1).split('/').map(encodeURIComponent).join('/');
    const sendsSecurityHeaders = ({ headers }: Answer, path: string) => {
      for (const [name, value] of securityHeaders) {
        assert.equal(headers[name.toLowerCase()], value, `${name} of ${path}`);
      }
      assert.match(String(headers['strict-transport-security']), /includeSubDomains/, path);
    };

    test('sends the bytes, types and headers of every file, and its twins as they were made', async () => {
      let compressed = 0;
      for (const { path, type, encoding } of release.manifest.files) {
        if (encoding !== undefined) continue;
        const address = addressOf(path);
        const plain = await get(address);
        assert.equal(plain.status, 200, path);
        assert.ok(plain.body.equals(readFileSync(join(release.site, path))), path);
        assert.equal(plain.headers['content-type'], type, path);
        assert.equal(plain.headers['cache-control'], cacheControl(`/${path}`), path);
        assert.equal(plain.headers['content-encoding'], undefined, path);
        sendsSecurityHeaders(plain, path);
        for (const [name, ending] of [
          ['gzip', '.gz'],
          ['br', '.br'],
        ] as const) {
          const answer = await get(address, name);
          assert.equal(answer.headers['content-type'], type, path);
          assert.equal(answer.headers['cache-control'], cacheControl(`/${path}`), path);
          sendsSecurityHeaders(answer, path);
          if (!isCompressible(type)) {
            assert.equal(answer.headers['content-encoding'], undefined, path);
            continue;
          }
          // nginx without its brotli module sends the plain file.
          if (kind.name === 'nginx' && name === 'br' && !answer.headers['content-encoding'])
            continue;
          assert.equal(answer.headers['content-encoding'], name, path);
          assert.match(String(answer.headers.vary), /accept-encoding/i, path);
          assert.ok(answer.body.equals(readFileSync(join(release.site, path + ending))), path);
          compressed += 1;
        }
      }
      assert.ok(compressed >= 14, `${compressed} twins`);
    });

    test('answers what is not there with the page of its script, and lets nobody keep that', async () => {
      for (const [path, page] of [
        ['none/', '404.html'],
        ['_assets/gone.12345678.css', '404.html'],
        ['pagefind/0123456789/index/gone.pf_index', '404.html'],
        ['zh-hant/none/', 'zh-hant/404.html'],
        // A folder without a page of its own is not shown as a list.
        ['_assets/', '404.html'],
        ['pagefind/', '404.html'],
        ['reports/2019/', '404.html'],
      ] as const) {
        const answer = await get(base + path);
        assert.equal(answer.status, 404, path);
        assert.ok(answer.body.equals(readFileSync(join(release.site, page))), path);
        assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8', path);
        assert.equal(answer.headers['cache-control'], cacheControl('/'), path);
        sendsSecurityHeaders(answer, path);
      }
    });

    test('leads an address without its last slash to the page, on whatever host it was asked', async () => {
      const { status, headers } = await get(`${base}about`);
      assert.ok([301, 302, 308].includes(status), String(status));
      const target = new URL(
        String(headers.location),
        `http://127.0.0.1:${served.port}${base}about`,
      );
      assert.equal(target.pathname, `${base}about/`);
    });

    test('leads from old addresses to the new ones for good, and says of what is gone that it is', async () => {
      for (const redirect of redirects) {
        for (const from of askedFor(redirect)) {
          const answer = await get(encodeURI(from));
          assert.equal(answer.status, redirect.to === undefined ? 410 : 301, from);
          sendsSecurityHeaders(answer, from);
          if (redirect.to !== undefined) {
            assert.equal(
              String(answer.headers.location).replace(`http://127.0.0.1:${served.port}`, ''),
              redirect.to,
            );
            continue;
          }
          const page = redirect.lang === 'zh-Hant' ? 'zh-hant/404.html' : '404.html';
          assert.ok(answer.body.equals(readFileSync(join(release.site, page))), from);
          assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8', from);
        }
      }
      assert.equal((await get(`${base}about/`)).status, 200);
    });

    test('shows a live site that is verified whole', async () => {
      const report = await verifyRelease({ place: `http://127.0.0.1:${served.port}${base}` });
      assert.deepEqual(report.findings, []);
    });
  });
}
