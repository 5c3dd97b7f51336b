import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeZip, type ZipInput } from '../../derive/texts/write-zip.ts';
import {
  pageFileAddress,
  searchAddress,
  traditionalSegment,
  withBase,
} from '../../model/address.ts';
import type { Release } from '../release-store.ts';
import { cdxIndex, type IndexedAnswer } from './cdx-index.ts';
import { pageTitle } from './page-title.ts';
import { waczReadme } from './preserve-texts.ts';
import { answerRecord, infoRecord, sameAnswerRecord, type WarcRecord } from './warc-file.ts';

const version = '1.1.1';
const software = 'rule-of-law-archive';
/** Compressed bytes after which the next WARC file begins: as much of a release is in memory at once. */
const sizeOfWarc = 16 * 1024 * 1024;

interface ListedPage {
  readonly url: string;
  readonly title: string;
}

/**
 * Writes a release as one WACZ 1.1.1 (https://specs.webrecorder.net/wacz/1.1.1/), which ReplayWeb.page, pywb and
 * others replay without a network: every file as a server would have answered with it. The same release and the
 * same date give the same bytes.
 *
 * @param target `.wacz`
 * @param date `2026-11-26`, of every record.
 */
export function writeWacz(release: Release, target: string, date: string): void {
  writeZip(target, waczFiles(release, date));
}

function* waczFiles(release: Release, date: string): Generator<ZipInput> {
  const { manifest, site } = release;
  const time = `${date}T00:00:00Z`;
  const resources: object[] = [];
  const listed = (path: string, bytes: Buffer, stored?: true): ZipInput => {
    resources.push({
      name: path.split('/').at(-1),
      path,
      hash: sha256(bytes),
      bytes: bytes.length,
    });
    return { path, ...(stored && { stored }), read: () => bytes };
  };

  const answers: IndexedAnswer[] = [];
  const pages: ListedPage[] = [];
  for (const { path, bytes } of warcFiles(release, time, answers, pages)) {
    yield listed(path, bytes, true);
  }

  const { cdx, idx } = cdxIndex(answers, `${date.replaceAll('-', '')}000000`);
  yield listed('indexes/index.cdx.gz', cdx, true);
  yield listed('indexes/index.idx', Buffer.from(idx));

  const home = manifest.url + manifest.base;
  const isTraditional = ({ url }: ListedPage) => url.startsWith(`${home}${traditionalSegment}/`);
  const simplified = pages.filter((page) => !isTraditional(page));
  const traditional = pages.filter(isTraditional);
  yield listed('pages/pages.jsonl', pageList('pages', '全部网页', simplified, time));
  yield listed('pages/extraPages.jsonl', pageList('extraPages', '繁體網頁', traditional, time));
  yield listed('release.json', readFileSync(join(site, 'release.json')));
  yield listed('README.txt', Buffer.from(waczReadme(release, date)));

  const start = simplified.find(({ url }) => url === home);
  const description = Buffer.from(
    `${JSON.stringify(
      {
        profile: 'data-package',
        wacz_version: version,
        title: start?.title ?? home,
        description: `${home} · ${release.id}`,
        created: time,
        software,
        mainPageUrl: home,
        mainPageDate: time,
        resources,
      },
      undefined,
      2,
    )}\n`,
  );
  yield { path: 'datapackage.json', read: () => description };
  const digest = `${JSON.stringify({ path: 'datapackage.json', hash: sha256(description) })}\n`;
  yield { path: 'datapackage-digest.json', read: () => Buffer.from(digest) };
}

/** The WARC files of a release one after the other; what stands in them is told as it is written. */
function* warcFiles(
  { id, manifest, site }: Release,
  time: string,
  answers: IndexedAnswer[],
  pages: ListedPage[],
): Generator<{ path: string; bytes: Buffer }> {
  let records: Buffer[] = [];
  let offset = 0;
  let count = 0;
  let filename = '';
  const begin = () => {
    count += 1;
    filename = `data-${String(count).padStart(4, '0')}.warc.gz`;
    const fields = {
      software,
      format: 'WARC File Format 1.1',
      conformsTo: 'https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
      description: `release ${id} of ${manifest.url}${manifest.base}`,
    };
    const first = infoRecord(filename, fields, time, id);
    records = [first];
    offset = first.length;
  };
  const finished = () => ({ path: `archive/${filename}`, bytes: Buffer.concat(records) });

  const add = (url: string, mime: string, { bytes, payloadDigest }: WarcRecord) => {
    answers.push({ url, mime, payloadDigest, filename, offset, length: bytes.length });
    records.push(bytes);
    offset += bytes.length;
  };

  begin();
  for (const { path, type, encoding } of manifest.files) {
    if (offset > sizeOfWarc) {
      yield finished();
      begin();
    }
    if (encoding !== undefined) continue;
    const body = readFileSync(join(site, path));
    const url = addressOf(manifest, path);
    const mime = type.split(';')[0] ?? type;
    const answer = { url, type, body };
    add(url, mime, answerRecord(answer, time, id));
    const query = queryOf(path);
    if (query !== undefined) {
      add(url + query, 'warc/revisit', sameAnswerRecord(answer, url + query, time, id));
    }
    if (path.endsWith('/index.html') || path === 'index.html') {
      pages.push({ url, title: pageTitle(body.toString('utf8')) });
    }
  }
  yield finished();
}

/**
 * A query with which pages of the site lead to this one: a search box to the search page, results to a report.
 * Programs that replay pages answer a query that they do not have with another of the same page, as a server does;
 * without any they have no answer.
 */
function queryOf(path: string): string | undefined {
  const address = `/${path.replace(`${traditionalSegment}/`, '')}`;
  if (address === `${searchAddress}index.html`) return '?q=';
  return /^\/reports\/\d+\/[^/]+\/index\.html$/.test(address) ? '?highlight=' : undefined;
}

function pageList(id: string, title: string, pages: readonly ListedPage[], ts: string): Buffer {
  const lines: readonly object[] = [
    { format: 'json-pages-1.0', id, title },
    ...pages.map((page) => ({ ...page, ts })),
  ];
  return Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

function sha256(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** As pages write it. */
function addressOf({ url, base }: Release['manifest'], path: string): string {
  const escaped = encodeURI(withBase(base, pageFileAddress(path)));
  return url + escaped.replaceAll('?', '%3F').replaceAll('#', '%23');
}
