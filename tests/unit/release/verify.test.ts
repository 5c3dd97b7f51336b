import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { verifyCommand } from '../../../scripts/verify.ts';
import { startStaticServer } from '../../../src/building/preview/static-server.ts';
import { isExampleAddress } from '../../../src/release/is-example-address.ts';
import { parseManifest, releaseId, writeManifest } from '../../../src/release/release-manifest.ts';
import type { Release } from '../../../src/release/release-store.ts';
import { signManifest } from '../../../src/release/signature/sign-manifest.ts';
import { siteFiles } from '../../../src/release/site-files.ts';
import { isAcceptableType } from '../../../src/release/verify/acceptable-type.ts';
import { verifyRelease } from '../../../src/release/verify/verify-release.ts';
import { type Releases, releasesOf } from './two-releases.ts';

const hasOpenssl = spawnSync('openssl', ['version']).error === undefined;

describe('Verifying', () => {
  let all: Releases;
  let release: Release;
  let old: Release;
  let site: string;
  before(async () => {
    all = await releasesOf('one', 'two');
    [old, release] = all.made as [Release, Release];
    site = join(all.folder, 'public');
  });
  after(() => all.remove());
  beforeEach(() => {
    rmSync(site, { recursive: true, force: true });
    cpSync(release.site, site, { recursive: true });
  });

  const found = async (place = site) =>
    (await verifyRelease({ place })).findings.map(({ kind, path }) => `${kind} ${path}`);

  test('finds nothing where nothing was touched', async () => {
    assert.deepEqual(await found(), []);
  });

  test('finds every single file that is flipped, cut short or taken away', async () => {
    for (const { path, bytes } of release.manifest.files) {
      const file = join(site, path);
      const content = readFileSync(file);
      const flipped = Buffer.from(content);
      flipped[bytes - 1] = (flipped[bytes - 1] ?? 0) ^ 1;
      writeFileSync(file, flipped);
      assert.deepEqual(await found(), [`changed ${path}`]);
      writeFileSync(file, content);
      truncateSync(file, bytes - 1);
      assert.deepEqual(await found(), [`changed ${path}`]);
      rmSync(file);
      assert.deepEqual(await found(), [`missing ${path}`]);
      writeFileSync(file, content);
    }
  });

  test('finds what was added, hidden or linked, and what was swapped', async () => {
    writeFileSync(join(site, '.htaccess'), 'Redirect / https://elsewhere.example/');
    writeFileSync(join(site, 'about/index.html.bak'), '');
    symlinkSync('index.html', join(site, 'link.html'));
    assert.deepEqual(await found(), [
      'added .htaccess',
      'added about/index.html.bak',
      'added link.html',
    ]);
    for (const path of ['.htaccess', 'about/index.html.bak', 'link.html']) rmSync(join(site, path));
    const [one, two] = ['index.html', 'search/index.html'].map((path) => join(site, path));
    renameSync(one ?? '', `${one}.aside`);
    renameSync(two ?? '', one ?? '');
    renameSync(`${one}.aside`, two ?? '');
    const { findings } = await verifyRelease({ place: site });
    assert.deepEqual(
      findings.map(({ path, detail }) => `${path}: ${detail}`),
      ['index.html: 内容是 search/index.html 的', 'search/index.html: 内容是 index.html 的'],
    );
    rmSync(join(site, '404.html'));
    symlinkSync('index.html', join(site, '404.html'));
    assert.ok((await found()).includes('missing 404.html'));
  });

  test('takes files of an older release for what they are, unless they were touched', async () => {
    const older = [join(old.site, 'release.json')];
    const page = 'reports/2019/one/index.html';
    cpSync(join(old.site, page), join(site, page), { recursive: true });
    assert.deepEqual(await found(), [`added ${page}`]);
    assert.deepEqual((await verifyRelease({ place: site, older })).findings, []);
    appendFileSync(join(site, page), ' ');
    assert.equal((await verifyRelease({ place: site, older })).findings.length, 1);
  });

  test('lets a store of objects lack all compressed twins, but not some', async () => {
    const twins = siteFiles(site).files.filter((path) => /\.(?:br|gz)$/.test(path));
    for (const path of twins.slice(1)) rmSync(join(site, path));
    assert.equal((await found()).length, twins.length - 1);
    rmSync(join(site, twins[0] ?? ''));
    assert.deepEqual(await found(), []);
  });

  test('refuses a manifest that names a path twice, even by the name that such a release would have', () => {
    const manifest = parseManifest(readFileSync(join(site, 'release.json'), 'utf8'), 'm');
    const [first] = manifest.files;
    assert.ok(first);
    for (const other of [first, { ...first, sha256: '0'.repeat(64) }]) {
      const files = [first, other, ...manifest.files.slice(1)];
      const text = writeManifest({ ...manifest, files, release: releaseId(files) });
      assert.throws(
        () => parseManifest(text, 'm'),
        ({ message }: Error) => message.startsWith(`m 里 ${first.path} 写了两次`),
      );
    }
  });

  test('refuses a manifest that was changed, and notes one that is not the own', async () => {
    const file = join(site, 'release.json');
    const text = readFileSync(file, 'utf8');
    for (const [from, to] of [
      [/"sha256":"./, '"sha256":"x'],
      [/"sha256":"[0-9a-f]{2}/, '"sha256":"00'],
      [/\n\{"path":"404.html",.*\n/, '\n'],
      [/"path":"404.html"/, '"path":"../404.html"'],
      [/\]\}\n$/, ''],
    ] as const) {
      assert.notEqual(text.replace(from, to), text);
      assert.throws(() => parseManifest(text.replace(from, to), 'm'), /清单|版本号/);
    }
    assert.equal(writeManifest(parseManifest(text, 'm')), text);
    writeFileSync(file, readFileSync(join(old.site, 'release.json')));
    const manifest = join(release.site, 'release.json');
    const { findings } = await verifyRelease({ place: site, manifest });
    assert.deepEqual(
      findings.map(({ kind, path }) => `${kind} ${path}`),
      ['changed release.json'],
    );
  });

  test('knows whose signature it is, as OpenSSL does', {
    skip: !hasOpenssl && 'no openssl',
  }, async () => {
    const key = join(all.folder, 'key.pem');
    const open = join(all.folder, 'open.pem');
    const make = (algorithm: string) => {
      spawnSync('openssl', ['genpkey', '-algorithm', algorithm, '-out', key]);
      spawnSync('openssl', ['pkey', '-in', key, '-pubout', '-out', open]);
    };
    const state = async () => (await verifyRelease({ place: site, key: open })).signature;
    make('ed25519');
    assert.equal(await state(), 'missing');
    assert.equal(signManifest(site, key), 'release.json.sig');
    assert.equal(await state(), 'valid');
    assert.deepEqual(await found(), []);
    const [content, signature] = [join(site, 'release.json'), join(site, 'release.json.sig')];
    const use = ['-verify', '-pubin', '-inkey', open, '-rawin', '-in', content];
    assert.equal(spawnSync('openssl', ['pkeyutl', ...use, '-sigfile', signature]).status, 0);
    // A forger's manifest is whole in itself; it is not by the owner of the key.
    writeFileSync(content, readFileSync(join(old.site, 'release.json')));
    assert.equal(await state(), 'invalid');
    writeFileSync(content, readFileSync(join(release.site, 'release.json')));
    make('ed25519');
    assert.equal(await state(), 'invalid');
    await assert.rejects(verifyRelease({ place: site, key }), /私钥/);
    make('SM2');
    // OpenSSL before 3 knows no SM2 key by that name.
    if (!existsSync(key) || !/PRIVATE/.test(readFileSync(key, 'utf8'))) return;
    assert.equal(signManifest(site, key), 'release.json.sm2');
    assert.equal(await state(), 'valid');
    appendFileSync(content, '\n');
    assert.equal(await state(), 'invalid');
  });

  test('takes no key of another kind', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const file = join(all.folder, 'p256.pem');
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    assert.throws(() => signManifest(site, file), /ed25519/);
    writeFileSync(file, 'not a key');
    assert.throws(() => signManifest(site, file), /不是 PEM/);
  });

  test('asks a live site for every file, in every form that browsers get', async () => {
    const server = await startStaticServer({ folder: site, base: '/', port: 0, host: '127.0.0.1' });
    try {
      assert.deepEqual(await found(server.url), []);
      appendFileSync(join(site, 'search/index.html'), ' ');
      rmSync(join(site, 'reports/2019/a/附件 1.pdf'));
      assert.deepEqual(await found(server.url), [
        'missing reports/2019/a/附件 1.pdf',
        'changed search/index.html',
      ]);
    } finally {
      await server.close();
    }
    await assert.rejects(
      verifyRelease({ place: server.url }),
      /取不到：(?:服务器没有开|连接断了)。$/,
    );
    const plain = createServer((socket) => socket.end('hello\r\n')).listen(0, '127.0.0.1');
    await once(plain, 'listening');
    const { port } = plain.address() as AddressInfo;
    for (const [scheme, why] of [
      ['https', /取不到：服务器说的不是 HTTPS。$/],
      ['http', /取不到：服务器的回答不是 HTTP（HPE_\w+）。$/],
    ] as const)
      await assert.rejects(verifyRelease({ place: `${scheme}://127.0.0.1:${port}/` }), why);
    plain.close();
  });

  test('says of a folder that was published to where the site stands in it', async () => {
    const place = join(all.folder, 'published-to');
    mkdirSync(place);
    cpSync(site, join(place, 'current'), { recursive: true });
    await assert.rejects(verifyRelease({ place }), ({ message }: Error) =>
      message.includes(`请核对 ${join(place, 'current')}`),
    );
  });

  test('ends with a status and a report that say so', async () => {
    const report = join(all.folder, 'report.json');
    const quiet = console.log;
    const lines: string[] = [];
    console.log = (line: string) => lines.push(line);
    try {
      assert.equal(await verifyCommand([site, '--report', report]), 0);
      rmSync(join(site, 'index.html'));
      assert.equal(await verifyCommand([site, '--report', report]), 1);
    } finally {
      console.log = quiet;
    }
    assert.ok(lines.includes('缺少  index.html'));
    const { findings, checkedAt, release: id } = JSON.parse(readFileSync(report, 'utf8'));
    assert.deepEqual(findings, [{ kind: 'missing', path: 'index.html', detail: '' }]);
    assert.equal(id, release.id);
    assert.match(checkedAt, /^\d{4}-/);
  });
});

describe('A type that a host made up itself', () => {
  test('does for data, but never where a browser would run or refuse what it is', () => {
    for (const [actual, expected, does] of [
      ['text/html', 'text/html; charset=utf-8', true],
      ['text/html; charset=gb2312', 'text/html; charset=utf-8', false],
      ['application/javascript; charset="UTF-8"', 'text/javascript; charset=utf-8', true],
      ['text/plain', 'text/javascript; charset=utf-8', false],
      ['', 'text/css; charset=utf-8', false],
      ['application/json', 'application/json; charset=utf-8', true],
      ['text/csv; charset=gbk', 'text/csv; charset=utf-8', false],
      ['binary/octet-stream', 'application/octet-stream', true],
      ['', 'application/pdf', true],
      ['text/html', 'application/pdf', false],
    ] as const) {
      assert.equal(isAcceptableType(actual, expected), does, `${actual} for ${expected}`);
    }
  });
});

describe('An address that nobody can have', () => {
  test('is told from a real one', () => {
    for (const url of ['https://archive.example', 'http://localhost:4321', 'https://example.com']) {
      assert.ok(isExampleAddress(url), url);
    }
    for (const url of [
      'https://fz.qingfeng.gov.cn',
      'https://example.gov.cn',
      'https://myexample.com',
    ]) {
      assert.ok(!isExampleAddress(url), url);
    }
  });
});
