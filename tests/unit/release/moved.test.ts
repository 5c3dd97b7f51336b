import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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
  if (redirects) add(out, 'redirects.json', JSON.stringify(redirects));
  return out;
}

/** One more file of a build, its checksum among the others. */
function add(out: string, path: string, text: string): void {
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, path), text);
  const hash = createHash('sha256').update(text).digest('hex');
  const list = join(out, 'manifest.sha256');
  const lines = `${readFileSync(list, 'utf8')}${hash}  ${path}\n`.trimEnd().split('\n');
  writeFileSync(list, '');
  lines.sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1));
  for (const line of lines) appendFileSync(list, `${line}\n`);
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
    const one = build('one');
    // What a report has beside its page goes with it.
    for (const text of ['index.md', 'index.txt']) add(one, `reports/2019/one/${text}`, '依法行政');
    await makeRelease({ build: one, ...place }, store);
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
      const text = await ask(served.port, '/reports/2019/one/index.md', {});
      const live = await verifyRelease({ place: home });
      await served.stop();
      assert.deepEqual([answer.status, answer.headers.location], [301, to]);
      assert.deepEqual([text.status, text.headers.location], [301, `${to}index.md`]);
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

describe('A later page of a list that became shorter', () => {
  /** An archive with these pages beside those that every edition has. */
  const withPages = (name: string, pages: readonly string[], redirects?: readonly object[]) => {
    const out = join(folder, name);
    mkdirSync(out);
    writeSmallBuild(out, 'same');
    for (const page of pages) add(out, `${page}index.html`, `<!doctype html><p>${name}`);
    if (redirects) add(out, 'redirects.json', JSON.stringify(redirects));
    return { build: out, ...place };
  };
  const lists = ['years/2021/', 'zh-hant/years/2021/', 'issuers/a/', 'indicators/2021/3/2021/'];
  const later = lists.map((list) => `${list}2/`);

  test('leads to where the list begins, for the time being, from every later release', async () => {
    const store = new ReleaseStore(join(folder, 'releases'));
    await makeRelease(withPages('long', [...lists, ...later]), store);
    await makeRelease(withPages('short', lists), store);
    const { site } = await makeRelease(withPages('still short', lists), store);
    const servers = join(site, '../servers');
    const lines = readFileSync(join(servers, '_redirects'), 'utf8').split('\n');
    for (const list of lists) assert.ok(lines.includes(`/${list}2/ /${list} 302`), list);
    const nginx = serverKindsToTry[0] as ServerKind;
    if (spawnSync(nginx.command, ['-v']).error === undefined) {
      const own = readFileSync(join(servers, 'nginx.conf'), 'utf8');
      const served = await serve(nginx, own, site);
      const answers = [];
      for (const page of later) answers.push(await ask(served.port, `/${page}`, {}));
      await served.stop();
      assert.deepEqual(
        answers.map(({ status, headers }) => [status, headers.location]),
        lists.map((list) => [302, `/${list}`]),
      );
    }
    const again = await makeRelease(withPages('long again', [...lists, ...later]), store);
    assert.ok(!readdirSync(join(again.site, '../servers')).includes('_redirects'));
  });

  test('follows a list that moved, and is lost with a list that is lost', async () => {
    const store = new ReleaseStore(join(folder, 'releases'));
    await makeRelease(withPages('long', ['issuers/a/', 'issuers/a/2/']), store);
    await assert.rejects(makeRelease(withPages('none', []), store), /\/issuers\/a\/2\/\n/);
    const redirects = [{ from: '/issuers/a/', to: '/about/' }];
    const { site } = await makeRelease(withPages('moved', [], redirects), store);
    assert.match(
      readFileSync(join(site, '../servers/_redirects'), 'utf8'),
      /^\/issuers\/a\/2\/ \/about\/ 302$/m,
    );
  });

  test('is no year, indicator or report whose name is a number', async () => {
    const pages = [
      'years/2021/',
      'indicators/2019/2/',
      'reports/2021/2/',
      'indicators/2019/2/2021/',
    ];
    const store = new ReleaseStore(join(folder, 'releases'));
    const rest = ['years/', 'indicators/2019/', 'reports/2021/'];
    await makeRelease(withPages('more', [...pages, ...rest]), store);
    await assert.rejects(makeRelease(withPages('fewer', rest), store), (error: Error) => {
      for (const page of pages) assert.ok(error.message.includes(`/${page}\n`), page);
      return true;
    });
  });
});
