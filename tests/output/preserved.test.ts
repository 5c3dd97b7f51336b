import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import JSZip from 'jszip';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { CDXIndexer, WARCParser } from 'warcio';
import { writePlainFolder } from '../../src/release/preserve/write-plain-folder.ts';
import { writeWacz } from '../../src/release/preserve/write-wacz.ts';
import type { Release } from '../../src/release/release-store.ts';
import { siteFiles } from '../../src/release/site-files.ts';
import { testDir } from '../sites.ts';
import { plainRelease } from './plain-release.ts';
import { differences } from './same-bytes.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

for (const name of ['real', 'prefix'] as const) {
  const folder = join(testDir, 'preserved-test', name);
  const plain = join(folder, 'plain');
  const wacz = join(folder, 'site.wacz');
  let release: Release;
  let zip: JSZip;

  before(async () => {
    rmSync(folder, { recursive: true, force: true });
    release = plainRelease(name, folder);
    writePlainFolder(release, plain);
    writeWacz(release, wacz, '2024-03-22');
    zip = await JSZip.loadAsync(readFileSync(wacz), { checkCRC32: true });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const inside = async (path: string): Promise<Buffer> => {
    const file = zip.file(path);
    assert.ok(file, path);
    return file.async('nodebuffer');
  };
  const published = () => release.manifest.files;
  /** As a browser writes the address of a file, by its own parser. */
  const urlOf = (path: string) => {
    const { url, base } = release.manifest;
    const steps = path.replace(/(^|\/)index\.html$/, '$1').split('/');
    return new URL(base + steps.map(encodeURIComponent).join('/'), url).href;
  };

  describe(`The WACZ of ${name}`, () => {
    test('holds every file as it was published, read by a program of others', async () => {
      const kept = new Map<string, string>();
      for (const path of Object.keys(zip.files).filter((file) => file.startsWith('archive/'))) {
        const parser = new WARCParser(streamOf(await inside(path)));
        for await (const record of parser) {
          if (record.warcType !== 'response') continue;
          const payload = Buffer.from(await record.readFully(true));
          assert.equal(record.warcHeaders.protocol, 'WARC/1.1');
          assert.equal(record.httpHeaders?.statusCode, 200);
          const digest = record.warcHeader('WARC-Payload-Digest');
          assert.equal(digest, `sha256:${sha256(payload)}`);
          const type = record.httpHeaders?.headers.get('Content-Type');
          kept.set(decodeURI(record.warcTargetURI ?? ''), `${sha256(payload)} ${type}`);
        }
      }
      assert.equal(kept.size, published().length);
      for (const { path, sha256: hash, type } of published()) {
        assert.equal(kept.get(decodeURI(urlOf(path))), `${hash} ${type}`, path);
      }
    });

    test('answers the queries with which its pages lead to searches and reports by what it holds', async () => {
      const again = new Map<string, string>();
      for (const path of Object.keys(zip.files).filter((file) => file.startsWith('archive/'))) {
        for await (const record of new WARCParser(streamOf(await inside(path)))) {
          if (record.warcType !== 'revisit') continue;
          assert.equal((await record.readFully(true)).length, 0);
          const url = record.warcHeader('WARC-Refers-To-Target-URI') ?? '';
          const digest = record.warcHeader('WARC-Payload-Digest')?.replace('sha256:', '');
          again.set(record.warcTargetURI ?? '', `${decodeURI(url)} ${digest}`);
        }
      }
      const asked = published().filter(({ path }) =>
        /^(?:zh-hant\/)?(?:search|reports\/\d+\/[^/]+)\/index\.html$/.test(path),
      );
      assert.ok(asked.length >= 4);
      assert.equal(again.size, asked.length);
      for (const { path, sha256: hash } of asked) {
        const query = path.includes('reports/') ? '?highlight=' : '?q=';
        assert.equal(again.get(urlOf(path) + query), `${decodeURI(urlOf(path))} ${hash}`);
      }
    });

    test('has an index that names what an indexer of others finds, at its very place', async () => {
      const found = new Map<string, string>();
      for (const path of Object.keys(zip.files).filter((file) => file.startsWith('archive/'))) {
        const files = [{ filename: basename(path), reader: streamOf(await inside(path)) }];
        for await (const cdx of new CDXIndexer({}).iterIndex(files)) {
          const { urlkey, timestamp, url, mime, digest, offset, length, filename } = cdx;
          const place = [timestamp, url, mime, digest, offset, length, filename].join(' ');
          found.set(String(urlkey) + String(url), place);
        }
      }
      const lines = gunzipSync(await inside('indexes/index.cdx.gz'))
        .toString()
        .trimEnd()
        .split('\n');
      assert.deepEqual(
        lines,
        [...lines].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
      );
      assert.equal(lines.length, found.size);
      for (const line of lines) {
        const [key = '', timestamp = '', ...rest] = line.split(' ');
        const { url, mime, digest, offset, length, filename } = JSON.parse(rest.join(' '));
        const hash = digest.replace(/^sha256:/, '');
        const place = [timestamp, url, mime, hash, offset, length, filename].join(' ');
        assert.equal(place, found.get(key + url), key);
      }
    });

    test('has blocks that its second index names, each readable alone', async () => {
      const cdx = await inside('indexes/index.cdx.gz');
      const [meta, ...lines] = (await inside('indexes/index.idx')).toString().trimEnd().split('\n');
      assert.match(meta ?? '', /^!meta 0 \{"format":"cdxj-gzip-1\.0"/);
      let end = 0;
      for (const line of lines) {
        const [key, timestamp, json = ''] = line.split(' ');
        const { offset, length, digest } = JSON.parse(json);
        assert.equal(offset, end);
        end = offset + length;
        const block = cdx.subarray(offset, end);
        assert.equal(digest, `sha256:${sha256(block)}`);
        assert.ok(gunzipSync(block).toString().startsWith(`${key} ${timestamp} {`));
      }
      assert.equal(end, cdx.length);
    });

    test('names all its files with sizes and hashes, and stores what is read in parts', async () => {
      const description = await inside('datapackage.json');
      const { profile, wacz_version, resources, mainPageUrl } = JSON.parse(description.toString());
      assert.equal(profile, 'data-package');
      assert.equal(wacz_version, '1.1.1');
      assert.equal(mainPageUrl, release.manifest.url + release.manifest.base);
      const { path, hash } = JSON.parse((await inside('datapackage-digest.json')).toString());
      assert.deepEqual([path, hash], ['datapackage.json', `sha256:${sha256(description)}`]);
      const others = Object.keys(zip.files).filter((file) => !/^datapackage/.test(file));
      assert.deepEqual(resources.map((one: { path: string }) => one.path).sort(), others.sort());
      for (const one of resources) {
        const bytes = await inside(one.path);
        assert.equal(one.bytes, bytes.length, one.path);
        assert.equal(one.hash, `sha256:${sha256(bytes)}`, one.path);
      }
      // What is stored stands in the file as it is.
      const whole = readFileSync(wacz);
      assert.ok(whole.includes(await inside('indexes/index.cdx.gz')));
      assert.ok(whole.includes(await inside('archive/data-0001.warc.gz')));
    });

    test('lists every page with its title', async () => {
      const lists = ['pages/pages.jsonl', 'pages/extraPages.jsonl'];
      const pages = (await Promise.all(lists.map(inside))).flatMap((list) =>
        list.toString().trimEnd().split('\n').slice(1),
      );
      const files = published().filter(({ path }) => /(?:^|\/)index\.html$/.test(path));
      assert.equal(pages.length, files.length);
      for (const line of pages) {
        const { url, ts, title } = JSON.parse(line);
        assert.ok(URL.canParse(url) && title.length > 3, line);
        assert.equal(ts, '2024-03-22T00:00:00Z');
      }
    });
  });

  describe(`The plain folder of ${name}`, () => {
    test('has every address of every page as a path to a file that is there, or to another host', () => {
      const site = join(plain, 'site');
      const pages = siteFiles(site).files.filter((path) => path.endsWith('.html'));
      assert.ok(pages.length > 40, `${pages.length} pages`);
      const faults: string[] = [];
      for (const page of pages) {
        for (const { element, attribute, address } of addressesOf(join(site, page))) {
          if (/^(?:https?:|mailto:|tel:)/.test(address)) {
            const loads = element !== 'a' && element !== 'link' && element !== 'blockquote';
            if (loads) faults.push(`${page}: <${element} ${attribute}> ${address}`);
            continue;
          }
          const target = new URL(address, `file:///${encodeURI(page)}`);
          const file = decodeURIComponent(target.pathname.slice(1));
          if (target.protocol !== 'file:' || /^\//.test(address) || !existsSync(join(site, file)))
            faults.push(`${page}: <${element} ${attribute}> ${address}`);
          else if (file.endsWith('/') || file === '') faults.push(`${page}: a folder ${address}`);
        }
      }
      assert.deepEqual(faults.slice(0, 20), []);
    });

    test('has styles whose pictures are there', () => {
      const assets = join(plain, 'site/_assets');
      const styles = siteFiles(assets).files.filter((path) => path.endsWith('.css'));
      let pictures = 0;
      for (const style of styles) {
        const css = readFileSync(join(assets, style), 'utf8');
        for (const [, address = ''] of css.matchAll(/url\(["']?([^"')]+)["']?\)/g)) {
          if (/^(?:data:|#)/.test(address)) continue;
          assert.ok(existsSync(join(assets, dirname(style), address)), address);
          pictures += 1;
        }
      }
      assert.ok(pictures > 0);
    });

    test('has what is no page or style as it was published', () => {
      const same = published().filter(
        ({ path }) => !/\.(?:html|css|js)$/.test(path) && !path.startsWith('pagefind/'),
      );
      assert.ok(same.length > 20);
      for (const { path, sha256: hash } of same) {
        assert.equal(sha256(readFileSync(join(plain, 'site', path))), hash, path);
      }
    });

    test('lists every report of the open data, by year and under its letter', () => {
      for (const tree of ['', 'zh-hant/']) {
        const data = readFileSync(join(plain, 'site', tree, 'data/reports.json'), 'utf8');
        const { reports } = JSON.parse(data) as { reports: { title: string; url: string }[] };
        const page = join(plain, 'site', tree, 'search/index.html');
        const links = addressesOf(page).map(({ address }) =>
          relative(
            join(plain, 'site'),
            join(dirname(page), decodeURIComponent(address.replace(/[?#].*/, ''))),
          ),
        );
        for (const { title, url } of reports) {
          const [, address] = /\/(reports\/[^/]+\/[^/]+\/)$/.exec(new URL(url).pathname) ?? [];
          assert.ok(links.includes(`${tree}${address}index.html`), title);
        }
        const text = readFileSync(page, 'utf8');
        const group = (id: string) =>
          new RegExp(`id="letter-${id}">.*?</ul>`, 's').exec(text)?.[0] ?? '';
        // 青 and 清 are qīng; the letter is that of the reading, in both scripts.
        const [green] = reports.filter(({ title }) => /^[青清]/.test(title));
        assert.ok(green && group('Q').includes(green.title));
      }
    });

    test('checks itself by the list that it carries', () => {
      const list = readFileSync(join(plain, 'SHA256SUMS'), 'utf8').trimEnd().split('\n');
      for (const line of list) {
        assert.equal(sha256(readFileSync(join(plain, line.slice(66)))), line.slice(0, 64), line);
      }
      const own = ['SHA256SUMS', 'check.ps1', 'check.sh'];
      const files = siteFiles(plain).files.filter((path) => !own.includes(path));
      assert.deepEqual(list.map((line) => line.slice(66)).sort(), [...files].sort());
    });

    test('does not take the place of something else', () => {
      const other = join(folder, 'photos');
      mkdirSync(other, { recursive: true });
      writeFileSync(join(other, 'a.txt'), 'mine');
      assert.throws(() => writePlainFolder(release, other), /不覆盖/);
      assert.equal(readFileSync(join(other, 'a.txt'), 'utf8'), 'mine');
    });
  });

  test(`Preserving ${name} again gives the same bytes`, () => {
    const again = join(folder, 'again');
    writePlainFolder(release, again);
    assert.deepEqual(differences(plain, again), []);
    writeWacz(release, join(folder, 'again.wacz'), '2024-03-22');
    assert.ok(readFileSync(join(folder, 'again.wacz')).equals(readFileSync(wacz)));
  });
}

async function* streamOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  // In one piece the library copies all that is left of it for every record.
  const size = 65536;
  for (let at = 0; at < bytes.length; at += size)
    yield new Uint8Array(bytes.subarray(at, at + size));
}

interface FoundAddress {
  readonly element: string;
  readonly attribute: string;
  readonly address: string;
}

/** Every address that a page names, by another parser than the one that wrote it. */
function addressesOf(file: string): readonly FoundAddress[] {
  const found: FoundAddress[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('attrs' in node) {
      for (const { name, value } of node.attrs) {
        const element = node.tagName;
        if (['href', 'src', 'action', 'poster'].includes(name)) {
          found.push({ element, attribute: name, address: value });
        } else if (name === 'srcset') {
          for (const candidate of value.split(',')) {
            const address = candidate.trim().split(/\s/)[0] ?? '';
            found.push({ element, attribute: name, address });
          }
        }
      }
    }
    if ('content' in node) visit(node.content);
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parse(readFileSync(file, 'utf8')));
  return found;
}
