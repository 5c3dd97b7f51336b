import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import {
  attachmentAddress,
  coverageAddress,
  documentAddress,
  feedAddress,
  homeAddress,
  indicatorAddress,
  indicatorsAddress,
  indicatorYearAddress,
  issuerAddress,
  issuersAddress,
  reportAddress,
  searchAddress,
  sitemapAddress,
  traditionalSegment,
  yearAddress,
  yearsAddress,
} from '../../model/address.ts';
import type { Archive } from '../../model/archive.ts';
import type { GlossaryEntry } from '../../model/glossary.ts';
import { type Indicator, type IndicatorKey, indicatorKey } from '../../model/indicator.ts';
import type { Issuer } from '../../model/issuer.ts';
import type { ArchiveImage, Attachment, Report, ReportBody } from '../../model/report.ts';
import type { Site } from '../../model/site.ts';
import { nearest, nearestPath } from '../check/nearest.ts';
import type { ProblemList } from '../check/problem-list.ts';
import type { ContentFiles } from '../read/content-files.ts';
import type { ReadEdition } from '../read/read-edition.ts';
import type { ReadReport } from '../read/read-report.ts';
import { type YamlLines, type YamlSource, yamlLines } from '../read/yaml-source.ts';

/** What was read, file by file; the parts that could not be used are undefined. */
export interface ReadContent {
  readonly contentDir: string;
  readonly site: Site | undefined;
  readonly issuers: {
    readonly value: readonly Issuer[] | undefined;
    readonly source: YamlSource | undefined;
  };
  readonly glossary: readonly GlossaryEntry[];
  readonly editions: readonly ReadEdition[];
  readonly reports: readonly ReadReport[];
  readonly files: ContentFiles;
  readonly images: ReadonlyMap<string, ArchiveImage>;
}

/**
 * Joins what was read into one frozen archive and states what does not fit together.
 * Undefined when a part of it could not be used; problems of the rest are stated all the same.
 */
export function linkArchive(content: ReadContent, problems: ProblemList): Archive | undefined {
  const issuers = linkIssuers(content, problems);
  const indicatorByKey = new Map<IndicatorKey, Indicator>();
  for (const { indicators } of content.editions) {
    for (const { indicator } of indicators) {
      const key = indicatorKey(indicator);
      if (!indicatorByKey.has(key)) indicatorByKey.set(key, indicator);
    }
  }
  const linker = new ReportLinker(content, issuers, indicatorByKey, problems);
  const linked = content.reports.flatMap((report) => linker.link(report) ?? []);
  const reports = linked.map(({ report }) => report).sort(compareReports);
  linker.reportUnused(reports);
  checkAddresses(content, reports, problems);
  checkReferences(content, reports, issuers, problems);
  if (content.site === undefined) return undefined;

  const shown = new Map<string, ArchiveImage>();
  for (const { file } of linked.flatMap(({ body }) => body.images)) {
    const image = content.images.get(file);
    if (image !== undefined) shown.set(file, image);
  }
  const years = [...new Set(reports.map((report) => report.year))];
  return Object.freeze({
    contentDir: content.contentDir,
    // The origin alone, whether or not the editor ended it in a slash: addresses follow it.
    site: deepFreeze({ ...content.site, url: new URL(content.site.url).origin }),
    editions: Object.freeze(
      content.editions
        .map(({ edition }) => edition)
        .sort((a, b) => compareText(b.edition, a.edition)),
    ),
    issuers: deepFreeze([...issuers.values()]),
    reports: Object.freeze(reports),
    glossary: deepFreeze([...content.glossary]),
    years: Object.freeze(years),
    indicatorByKey: frozenMap(indicatorByKey),
    reportsByIndicator: groupBy(reports, (report) => report.indicators.map(indicatorKey)),
    reportsUnderIndicator: groupBy(reports, (report) => [
      ...new Set(
        report.indicators.flatMap((indicator) =>
          [indicator, ...indicator.ancestors].map(indicatorKey),
        ),
      ),
    ]),
    reportsByYear: groupBy(reports, (report) => [report.year]),
    reportsByIssuer: groupBy(reports, (report) => [report.issuer.id]),
    bodies: frozenMap(new Map(linked.map(({ report, body }) => [report.file, body]))),
    images: frozenMap(shown),
  });
}

function linkIssuers(
  { issuers: { value, source } }: ReadContent,
  problems: ProblemList,
): ReadonlyMap<string, Issuer> {
  const issuers = new Map<string, Issuer>();
  for (const [index, issuer] of (value ?? []).entries()) {
    if (issuers.has(issuer.id)) {
      problems.add('duplicate-issuer', {
        file: 'issuers.yaml',
        line: source?.lineOf([index, 'id']),
        message: `id“${issuer.id}”已经用于“${issuers.get(issuer.id)?.name}”。`,
      });
    } else issuers.set(issuer.id, issuer);
  }
  return issuers;
}

/** Year newest first; inside a year published newest first, unknown last; then title, then slug. */
function compareReports(a: Report, b: Report): number {
  return (
    b.year - a.year ||
    compareText(b.published ?? '', a.published ?? '') ||
    compareText(a.title, b.title) ||
    compareText(a.slug, b.slug)
  );
}

/** By code unit: the same on every machine, whatever its locale data. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

class ReportLinker {
  readonly #content: ReadContent;
  readonly #issuers: ReadonlyMap<string, Issuer>;
  readonly #indicators: ReadonlyMap<string, Indicator>;
  readonly #problems: ProblemList;
  readonly #used = new Set<string>();
  readonly #attachments = new Map<string, { bytes: number; sha256: string }>();

  constructor(
    content: ReadContent,
    issuers: ReadonlyMap<string, Issuer>,
    indicators: ReadonlyMap<string, Indicator>,
    problems: ProblemList,
  ) {
    this.#content = content;
    this.#issuers = issuers;
    this.#indicators = indicators;
    this.#problems = problems;
  }

  link(read: ReadReport): { report: Report; body: ReportBody } | undefined {
    for (const image of read.rendered.body.images) this.#used.add(image.file);
    const { frontMatter } = read;
    if (frontMatter === undefined) return undefined;
    const source = yamlLines(read.yaml, { file: read.file, firstLine: 2 });
    const attachments = this.#linkAttachments(read, source, frontMatter.attachments ?? []);
    const issuer = this.#linkIssuer(frontMatter.issuer, source);
    const [first, ...others] = this.#linkIndicators(frontMatter.indicators, source);
    if (issuer === undefined || first === undefined) return undefined;
    const { documentNumber, indexNumber, summary, note, published } = frontMatter;
    const report: Report = deepFreeze({
      year: read.year,
      slug: read.slug,
      title: frontMatter.title,
      issuer,
      indicators: [first, ...others],
      ...(published === undefined ? {} : { published: published.replace('T', ' ') }),
      ...(documentNumber === undefined ? {} : { documentNumber }),
      ...(indexNumber === undefined ? {} : { indexNumber }),
      ...(frontMatter.source === undefined ? {} : { source: frontMatter.source }),
      ...(summary === undefined ? {} : { summary }),
      keywords: frontMatter.keywords ?? [],
      attachments,
      glossary: frontMatter.glossary ?? [],
      ...(note === undefined ? {} : { note }),
      file: read.file,
      sha256: read.sha256,
      characters: read.rendered.characters,
    });
    return { report, body: deepFreeze(read.rendered.body) };
  }

  /** Files beside the reports that nothing publishes would be lost without a word. */
  reportUnused(linked: readonly Report[]): void {
    const { reports, besideReports } = this.#content.files;
    const done = new Set(linked.map(({ file }) => file));
    // What an unusable report lists is not known: its folder is judged when it is mended.
    const unjudged = new Set(
      reports.filter((file) => !done.has(file)).map((file) => posix.dirname(file)),
    );
    for (const file of besideReports) {
      if (this.#used.has(file) || unjudged.has(file.split('/').slice(0, 2).join('/'))) continue;
      this.#problems.add('unused-file', {
        file,
        message: '没有报告把它列为附件或用作插图，不会发布。',
      });
    }
  }

  #linkIssuer(id: string, source: YamlLines): Issuer | undefined {
    const issuer = this.#issuers.get(id);
    if (issuer === undefined && this.#judgesIssuer(id)) {
      const named = [...this.#issuers.values()].find((one) => one.name === id)?.id;
      this.#problems.add('unknown-issuer', {
        file: source.file,
        line: source.lineOf(['issuer']),
        message: `issuers.yaml 里没有 id 为“${id}”的发布机关。`,
        nearest: named ?? nearest(id, this.#issuers.keys()),
      });
    }
    return issuer;
  }

  #linkIndicators(keys: readonly string[], source: YamlLines): readonly Indicator[] {
    const found = new Set<Indicator>();
    for (const [index, key] of keys.entries()) {
      // Only for a fault: the front matter is read anew to know its lines.
      const place = () => ({ file: source.file, line: source.lineOf(['indicators', index]) });
      const indicator = this.#indicators.get(key);
      if (indicator === undefined) {
        if (!this.#judgesIndicator(key)) continue;
        this.#problems.add('unknown-indicator', {
          ...place(),
          message: `指标体系里没有“${key}”。`,
          nearest: this.#nearestIndicator(key),
        });
      } else if (found.has(indicator)) {
        this.#problems.add('repeated-value', { ...place(), message: `指标“${key}”列了两次。` });
      } else found.add(indicator);
    }
    return [...found];
  }

  #nearestIndicator(key: string): string | undefined {
    const keys = [...this.#indicators.keys()].sort();
    const [edition = '', code = edition] = key.split('/');
    const siblings = keys.filter((known) => known.startsWith(`${edition}/`));
    // A code without its edition, or in one that does not exist, means the newest one that has it.
    return siblings.length > 0
      ? nearest(key, siblings)
      : keys.findLast((known) => known.endsWith(`/${code}`));
  }

  /** A broken issuers.yaml is one problem, not one more in every report: what it names counts. */
  #judgesIssuer(id: string): boolean {
    const { value, source } = this.#content.issuers;
    if (value !== undefined) return true;
    if (!Array.isArray(source?.value)) return false;
    return !source.value.some((entry: unknown) => {
      return typeof entry === 'object' && entry !== null && 'id' in entry && entry.id === id;
    });
  }

  /** Likewise a broken edition. */
  #judgesIndicator(key: string): boolean {
    const { editions, files } = this.#content;
    const read = new Set(editions.map(({ file }) => file));
    const file = `indicators/${key.split('/')[0]}.yaml`;
    return read.size > 0 && (read.has(file) || !files.editions.includes(file));
  }

  #linkAttachments(
    read: ReadReport,
    source: YamlLines,
    listed: readonly { file: string; title: string }[],
  ): readonly Attachment[] {
    const folder = posix.dirname(read.file);
    const attachments: Attachment[] = [];
    const seen = new Set<string>();
    for (const [index, { file: written, title }] of listed.entries()) {
      const place = () => ({
        file: read.file,
        line: source.lineOf(['attachments', index, 'file']),
      });
      const file = posix.normalize(written);
      if (!isSafePath(written)) {
        this.#problems.add('unsafe-path', {
          ...place(),
          message: `附件的路径“${written}”不能用。`,
          nearest: this.#besideBySameName(folder, written),
        });
        continue;
      }
      if (seen.has(file)) {
        this.#problems.add('repeated-value', { ...place(), message: `附件“${file}”列了两次。` });
        continue;
      }
      seen.add(file);
      const type = posix.extname(file).slice(1).toLowerCase();
      const path = posix.join(folder, file);
      this.#used.add(path);
      if (!attachmentTypes.has(type)) {
        this.#problems.add('attachment-type', {
          ...place(),
          message: `附件“${file}”的类型${type === '' ? '不明' : `（.${type}）`}不能发布。`,
        });
      }
      if (!this.#content.files.besideReports.has(path)) {
        const guess = nearestPath(path, this.#content.files.besideReports);
        this.#problems.add('missing-attachment', {
          ...place(),
          message: `找不到附件“${file}”。`,
          nearest: guess === undefined ? undefined : posix.relative(folder, guess),
        });
        continue;
      }
      const { bytes, sha256 } = this.#measure(path);
      if (bytes > largestAttachment) {
        const megabytes = (bytes / 1_000_000).toFixed(1);
        this.#problems.add('attachment-too-large', {
          ...place(),
          message: `附件“${file}”有 ${megabytes} MB。`,
        });
      }
      attachments.push({ title, file, type, bytes, sha256 });
    }
    return attachments;
  }

  #besideBySameName(folder: string, written: string): string | undefined {
    const name = posix.basename(written.replaceAll('\\', '/'));
    return this.#content.files.besideReports.has(posix.join(folder, name)) ? name : undefined;
  }

  #measure(path: string): { bytes: number; sha256: string } {
    const known = this.#attachments.get(path);
    if (known !== undefined) return known;
    const measured = hashFile(join(this.#content.contentDir, path));
    this.#attachments.set(path, measured);
    return measured;
  }
}

/** What free static hosts take at most; see STANDARDS, delivery. */
const largestAttachment = 25 * 1024 * 1024;

/** Documents, images, sound and archives: nothing that a browser would run on our origin. */
const attachmentTypes: ReadonlySet<string> = new Set([
  'pdf',
  'ofd',
  'doc',
  'docx',
  'wps',
  'odt',
  'rtf',
  'txt',
  'xls',
  'xlsx',
  'et',
  'ods',
  'csv',
  'ppt',
  'pptx',
  'dps',
  'odp',
  'jpg',
  'jpeg',
  'png',
  'gif',
  'webp',
  'avif',
  'tif',
  'tiff',
  'zip',
  'rar',
  '7z',
  'mp3',
  'mp4',
  'ceb',
]);

/** Beside the report or below, in names that an address can carry. */
function isSafePath(written: string): boolean {
  const normal = posix.normalize(written);
  return (
    !/[\\?#%:*"<>|\p{Cc}]/u.test(written) &&
    !posix.isAbsolute(written) &&
    normal !== '.' &&
    !normal.split('/').includes('..') &&
    !normal.endsWith('/')
  );
}

/** In pieces, so that a large attachment never stands in memory whole. */
function hashFile(path: string): { bytes: number; sha256: string } {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(1 << 20);
  const descriptor = openSync(path, 'r');
  try {
    for (;;) {
      const length = readSync(descriptor, buffer);
      if (length === 0) break;
      hash.update(buffer.subarray(0, length));
    }
    return { bytes: statSync(path).size, sha256: hash.digest('hex') };
  } finally {
    closeSync(descriptor);
  }
}

const fixedAddresses = [
  homeAddress,
  indicatorsAddress,
  yearsAddress,
  issuersAddress,
  coverageAddress,
  searchAddress,
  sitemapAddress,
  feedAddress,
];

/** First segments that belong to the archive itself, whether or not anything stands at them. */
const reservedNames = [
  'indicators',
  'reports',
  'years',
  'issuers',
  'coverage',
  'search',
  'sitemap',
  traditionalSegment,
  '404',
  'index',
  'pagefind',
  'assets',
];

/** Two things at one address: on most servers, also when only the case differs. */
function checkAddresses(
  content: ReadContent,
  reports: readonly Report[],
  problems: ProblemList,
): void {
  const taken = new Map<string, string>();
  for (const name of reservedNames) taken.set(`/${name}/`, '网站自己的页面');
  const take = (address: string, file: string, line?: number): void => {
    const folded = address.normalize('NFC').toLowerCase();
    const holder = taken.get(folded);
    if (holder === undefined) taken.set(folded, line === undefined ? file : `${file}:${line}`);
    else {
      problems.add('duplicate-address', {
        file,
        line,
        message: `网址 ${address} 已经有了：${holder}。`,
      });
    }
  };
  for (const file of content.files.pages) take(documentAddress(posix.basename(file, '.mdx')), file);
  const codes = new Set<string>();
  for (const { file, indicators } of content.editions) {
    for (const { indicator, line } of indicators) {
      const address = indicatorAddress(indicator);
      // The same code twice in one edition is a problem of its own.
      if (codes.has(`${file} ${address}`)) continue;
      codes.add(`${file} ${address}`);
      take(address, file, line);
    }
  }
  for (const file of content.files.reports) {
    take(`/${file.replace(/\.md$/, '/')}`, file);
  }
  for (const report of [...reports].sort((a, b) => compareText(a.file, b.file))) {
    for (const { file } of report.attachments) {
      if (/^index\.html$/i.test(file)) take(reportAddress(report), report.file);
      else take(attachmentAddress(report, file), report.file);
    }
  }
}

/** Links to other reports and to pages of the archive, now that all are known. */
function checkReferences(
  content: ReadContent,
  reports: readonly Report[],
  issuers: ReadonlyMap<string, Issuer>,
  problems: ProblemList,
): void {
  if (content.reports.every((report) => report.references.length === 0)) return;
  const byFile = new Map(content.reports.map((report) => [report.file, report]));
  const addresses = new Set<string>([
    ...fixedAddresses,
    ...[...issuers.values()].map(issuerAddress),
    ...content.files.pages.map((file) => documentAddress(posix.basename(file, '.mdx'))),
    ...content.files.reports.map((file) => `/${file.replace(/\.md$/, '/')}`),
    ...reports.flatMap((report) => [
      yearAddress(report.year),
      ...report.attachments.map(({ file }) => attachmentAddress(report, file)),
      ...report.indicators.flatMap((indicator) =>
        [indicator, ...indicator.ancestors].map((one) => indicatorYearAddress(one, report.year)),
      ),
    ]),
    ...content.editions.flatMap(({ indicators }) =>
      indicators.map(({ indicator }) => indicatorAddress(indicator)),
    ),
  ]);
  for (const { file, references } of content.reports) {
    for (const { line, written, target } of references) {
      if (target.kind === 'address') {
        if (addresses.has(target.address)) continue;
        problems.add('broken-link', {
          file,
          line,
          message: `档案里没有“${target.address}”这个网址。`,
          nearest: addresses.has(`${target.address}/`)
            ? `${target.address}/`
            : nearestPath(target.address, addresses),
        });
        continue;
      }
      const other = byFile.get(target.file);
      if (other === undefined) {
        const guess = nearestPath(target.file, content.files.reports);
        if (content.files.reports.includes(target.file)) continue;
        problems.add('broken-link', {
          file,
          line,
          message: `链接“${written}”指向的报告不存在。`,
          nearest: guess === undefined ? undefined : posix.relative(posix.dirname(file), guess),
        });
      } else if (target.anchor !== '' && !other.rendered.anchors.has(target.anchor)) {
        const guess = nearest(target.anchor, other.rendered.anchors);
        problems.add('broken-link', {
          file,
          line,
          message: `${target.file} 里没有标题“#${target.anchor}”。`,
          nearest: guess === undefined ? undefined : `${written.split('#')[0]}#${guess}`,
        });
      }
    }
  }
}

function groupBy<Key>(
  reports: readonly Report[],
  keysOf: (report: Report) => readonly Key[],
): ReadonlyMap<Key, readonly Report[]> {
  const groups = new Map<Key, Report[]>();
  for (const report of reports) {
    for (const key of keysOf(report)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [report]);
      else group.push(report);
    }
  }
  for (const group of groups.values()) Object.freeze(group);
  return frozenMap(groups);
}

/** Object.freeze does not hold a Map; this does. */
function frozenMap<Key, Value>(map: Map<Key, Value>): ReadonlyMap<Key, Value> {
  const refuse = (): never => {
    throw new TypeError('The archive is frozen');
  };
  return Object.freeze(Object.assign(map, { set: refuse, delete: refuse, clear: refuse }));
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
