import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { parse } from 'parse5';
import { makeRelease } from '../../../src/release/make-release.ts';
import { ReleaseStore } from '../../../src/release/release-store.ts';
import { verifyRelease } from '../../../src/release/verify/verify-release.ts';
import { ask, type ServerKind, serve, serverKindsToTry } from './served-site.ts';
import { writeSmallBuild } from './small-build.ts';
import { place } from './two-releases.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'moved-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A build whose content says where old addresses lead. */
function build(edition: string, redirects?: readonly object[]): string {
  const out = join(folder, edition);
  mkdirSync(out);
  writeSmallBuild(out, edition);
  if (redirects) {
    const text = JSON.stringify(redirects);
    writeFileSync(join(out, 'redirects.json'), text);
    const hash = createHash('sha256').update(text).digest('hex');
    const list = join(out, 'manifest.sha256');
    const lines = `${readFileSync(list, 'utf8')}${hash}  redirects.json\n`.trimEnd().split('\n');
    writeFileSync(list, '');
    lines.sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1));
    for (const line of lines) appendFileSync(list, `${line}\n`);
  }
  return out;
}

describe('An address that the release before answered', () => {
  test('is not lost without a word: it is named, and nothing is made', async () => {
    const store = new ReleaseStore(join(folder, 'releases'));
    const first = await makeRelease({ build: build('one'), ...place }, store);
    await assert.rejects(makeRelease({ build: build('two'), ...place }, store), (error: Error) => {
      assert.match(error.message, /\/reports\/2019\/one\/\n/);
      // Search and assets are of one edition, and nobody noted their addresses.
      assert.doesNotMatch(error.message, /_assets|pagefind/);
      assert.match(error.message, /redirects\.yaml/);
      return true;
    });
    assert.deepEqual(store.ids(), [first.id]);
  });

  test('leads on by the server files and by a page, or is said to be gone', async () => {
    const store = new ReleaseStore(join(folder, 'releases'));
    await makeRelease({ build: build('one'), ...place }, store);
    const to = '/reports/2019/two/';
    const redirects = [
      { from: '/reports/2019/one/', to },
      { from: '/tables/a.xls' },
      { from: '/b/', to: 'https://www.example.gov.cn/$uri' },
    ];
    const { site } = await makeRelease({ build: build('two', redirects), ...place }, store);
    const html = readFileSync(join(site, 'reports/2019/one/index.html'), 'utf8');
    assert.equal(parse(html).mode, 'no-quirks');
    assert.match(html, /http-equiv="refresh" content="0; url=\/reports\/2019\/two\/"/);
    assert.match(html, /<a href="\/reports\/2019\/two\/">/);
    const twin = readFileSync(join(site, 'zh-hant/reports/2019/one/index.html'), 'utf8');
    assert.match(twin, /<a href="\/zh-hant\/reports\/2019\/two\/">/);
    const nginx = serverKindsToTry[0] as ServerKind;
    const own = readFileSync(join(site, '../servers/nginx.conf'), 'utf8');
    if (spawnSync(nginx.command, ['-v']).error === undefined) {
      const served = await serve(nginx, own, site);
      const home = `http://127.0.0.1:${served.port}/`;
      const answer = await ask(served.port, '/reports/2019/one/', {});
      const live = await verifyRelease({ place: home });
      await served.stop();
      assert.deepEqual([answer.status, answer.headers.location], [301, to]);
      assert.deepEqual(live.findings, []);
    }
    const servers = join(site, '../servers');
    assert.match(own, /return 301 "https:\/\/www\.example\.gov\.cn\/%24uri";/);
    assert.match(readFileSync(join(servers, 'nginx.conf'), 'utf8'), /"\/tables\/a\.xls" \{/);
    assert.match(
      readFileSync(join(servers, '_redirects'), 'utf8'),
      /^\/reports\/2019\/one\/ \/reports\/2019\/two\/ 301$/m,
    );
  });

  test('may be lost when somebody says so', async () => {
    const store = new ReleaseStore(join(folder, 'releases'));
    await makeRelease({ build: build('one'), ...place }, store);
    const made = await makeRelease({ build: build('two'), ...place, acceptLost: true }, store);
    assert.ok(made.isNew);
  });
});
