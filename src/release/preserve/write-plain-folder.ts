import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import {
  readingToolsAddress,
  searchAddress,
  searchFolder,
  tableAddress,
  traditionalSegment,
  yearAddress,
} from '../../model/address.ts';
import { escapeXml } from '../../model/escape-xml.ts';
import { releaseManifestFile } from '../release-manifest.ts';
import { ReleaseRefused } from '../release-refused.ts';
import type { Release } from '../release-store.ts';
import { siteFiles } from '../site-files.ts';
import { hashesOf } from '../verify/compare-file.ts';
import { checkScripts } from '../zip/carried-texts.ts';
import { checksumsName } from '../zip/carried-zip.ts';
import { allReports, type IndexedReport } from './all-reports.ts';
import { pageTitle } from './page-title.ts';
import { fileAddress, type PlainPagePlace, plainPage } from './plain-page.ts';
import { folderReadme, preservedWords } from './preserve-texts.ts';

type Lang = 'zh-Hans' | 'zh-Hant';

/**
 * Writes a release as a folder that opens from wherever it is by double click. It is written beside its place and
 * moved there when it is whole; the same release gives the same bytes.
 *
 * @throws {ReleaseRefused} when something else stands there.
 */
export function writePlainFolder(release: Release, target: string): void {
  if (existsSync(target) && !existsSync(join(target, checksumsName))) {
    throw new ReleaseRefused(`${target} 里有别的东西，不覆盖：换一个地方，或者先把它移走。`);
  }
  const next = `${target}.part-${process.pid}`;
  rmSync(next, { recursive: true, force: true });
  try {
    writeSite(release, join(next, 'site'));
    writeFileSync(join(next, 'index.html'), openingPage(release));
    writeFileSync(join(next, 'README.txt'), folderReadme(release));
    for (const ending of ['', '.sig', '.sm2']) {
      const manifest = join(release.site, releaseManifestFile + ending);
      if (existsSync(manifest)) copyFileSync(manifest, join(next, releaseManifestFile + ending));
    }
    const sums = siteFiles(next).files.map(
      (path) => `${hashesOf(readFileSync(join(next, path))).sha256}  ${path}\n`,
    );
    writeFileSync(join(next, checksumsName), sums.join(''));
    for (const [name, text] of Object.entries(checkScripts(checksumsName))) {
      writeFileSync(join(next, name), text);
    }
    rmSync(target, { recursive: true, force: true });
    renameSync(next, target);
  } catch (error) {
    rmSync(next, { recursive: true, force: true });
    throw error;
  }
}

function writeSite({ site, manifest }: Release, folder: string): void {
  const { base } = manifest;
  const kept = manifest.files
    .filter(({ path, encoding }) => encoding === undefined && isKept(path))
    .map(({ path }) => path);
  const known = new Set(kept);
  const has = (path: string) => known.has(path);
  for (const path of kept) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    if (path.endsWith('.html')) {
      const html = readFileSync(join(site, path), 'utf8');
      const place: PlainPagePlace = { path, base, has };
      const main = mainOf(path, site, place);
      writeFileSync(target, plainPage(html, main ? { ...place, main } : place));
    } else if (path.endsWith('.css')) {
      const place: PlainPagePlace = { path, base, has };
      const css = readFileSync(join(site, path), 'utf8');
      writeFileSync(
        target,
        css.replace(
          /url\((["']?)(\/[^"')]*)\1\)/g,
          (_, quote: string, address: string) =>
            `url(${quote}${fileAddress(address, place)}${quote})`,
        ),
      );
    } else {
      copyFileSync(join(site, path), target);
    }
  }
}

/** Programs and the search index run only where a server answers. */
function isKept(path: string): boolean {
  return !path.startsWith(`${searchFolder}/`) && !/^_assets\/[^/]*\.js$/.test(path);
}

function mainOf(path: string, site: string, place: PlainPagePlace): PlainPagePlace['main'] {
  const isTraditional = path.startsWith(`${traditionalSegment}/`);
  const lang: Lang = isTraditional ? 'zh-Hant' : 'zh-Hans';
  const address = `/${path.replace(/index\.html$/, '').replace(`${traditionalSegment}/`, '')}`;
  if (address === searchAddress) {
    const tree = isTraditional ? `${traditionalSegment}/` : '';
    const toFile = (inTree: string) => fileAddress(place.base + tree + inTree.slice(1), place);
    const reports = reportsOf(site, tree).map((report) => ({
      ...report,
      address: toFile(report.address),
    }));
    const html = allReports(lang, reports, (year) => toFile(yearAddress(year)));
    return { place: 'instead', html };
  }
  if (address === readingToolsAddress) {
    return { place: 'before', html: `<p><strong>${preservedWords[lang].noTools}</strong></p>` };
  }
  return undefined;
}

/** The reports by the open data of one tree; their addresses there without it. */
function reportsOf(site: string, tree: string): readonly IndexedReport[] {
  const { reports } = JSON.parse(
    readFileSync(join(site, tree, tableAddress('reports', 'json')), 'utf8'),
  ) as {
    reports: readonly {
      title: string;
      year: number;
      issuer: { name: string };
      url: string;
    }[];
  };
  return reports.map(({ title, year, issuer, url }) => ({
    title,
    year,
    issuer: issuer.name,
    address: /\/reports\/[^/]+\/[^/]+\/$/.exec(new URL(url).pathname)?.[0] ?? '/',
  }));
}

/** What is double-clicked: leads to the home page by itself, and by a link where that is not allowed. */
function openingPage({ site }: Release): string {
  const title = escapeXml(pageTitle(readFileSync(join(site, 'index.html'), 'utf8')));
  return [
    '<!DOCTYPE html>',
    '<html lang="zh-Hans">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta http-equiv="refresh" content="0; url=site/index.html">',
    `<title>${title}</title>`,
    '</head>',
    '<body>',
    `<h1>${title}</h1>`,
    '<p><a href="site/index.html">打开（简体）</a></p>',
    '<p><a href="site/zh-hant/index.html" lang="zh-Hant">打開（繁體）</a></p>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
