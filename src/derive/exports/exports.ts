import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  dataAddresses,
  openSearchAddress,
  pageFileAddress,
  redirectsAddress,
  reportAddress,
  textsArchiveAddress,
} from '../../model/address.ts';
import type { Archive } from '../../model/archive.ts';
import { w3cDate } from '../../model/w3c-date.ts';
import { simplifiedText, traditionalText } from '../../variant/script-text.ts';
import type { DeriveContext, Step } from '../step.ts';
import { dataFiles } from './data-files.ts';
import { openSearchDescription } from './open-search.ts';
import { type PackedFile, packedFile } from './packed-file.ts';
import { robotsText } from './robots.ts';
import { type SitemapPage, sitemaps } from './sitemap.ts';

/** A page that answers for others is listed nowhere. */
const unlisted = new Set(['404.html', '404/index.html']);

/** Writes what other machines read: sitemaps, robots.txt, and in both scripts the search and the open data. */
export const exports: Step = {
  name: 'exports',
  title: '导出数据',
  needs: ['archive', 'pages', 'texts'],
  writes:
    /^\/(?:robots\.txt|redirects\.json|sitemap-[a-z0-9]+\.xml|(?:zh-hant\/)?(?:opensearch\.xml|data\/(?:(?:reports|indicators|coverage)\.(?:json|csv)|datapackage\.json)))$/,
  run(context, { files }) {
    const listed = listedPages(
      context.archive,
      files.filter((file) => !unlisted.has(file)),
    );
    const made = [
      ...sitemaps(context.archive.site, listed).map(
        ({ address, text }) => [address, text] as const,
      ),
      ...groups(context, packedFile(join(context.out, textsArchiveAddress))).flatMap(({ make }) => [
        ...make(),
      ]),
    ];
    for (const [address, text] of made) {
      const target = join(context.out, address);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
  },
  // Without the sitemaps: which pages there are is known only when all are built.
  answer(address, context) {
    const group = groups(context).find(({ addresses }) => addresses.includes(address));
    const body = group?.make().get(address);
    return body === undefined ? undefined : { type: `${mediaType(address)}; charset=utf-8`, body };
  },
};

function listedPages({ reports }: Archive, files: readonly string[]): readonly SitemapPage[] {
  const published = new Map(
    reports.flatMap((report) =>
      report.published ? [[reportAddress(report), w3cDate(report.published)] as const] : [],
    ),
  );
  return files.map((file) => {
    const address = pageFileAddress(file);
    return { address: encodeURI(address), modified: published.get(address) };
  });
}

/** Files that are made together, by their addresses without the base. */
interface FileGroup {
  readonly addresses: readonly string[];
  readonly make: () => ReadonlyMap<string, string>;
}

/**
 * What is made of the archive alone, when asked.
 *
 * @param texts the archive of all texts, of which development knows nothing before it is asked for.
 */
function groups(
  { archive, converterOf }: Pick<DeriveContext, 'archive' | 'converterOf'>,
  texts?: PackedFile,
): readonly FileGroup[] {
  const single = (address: string, text: () => string): FileGroup => ({
    addresses: [address],
    make: () => new Map([[address, text()]]),
  });
  return [
    single('/robots.txt', () => robotsText(archive.site)),
    ...(archive.redirects.length === 0
      ? []
      : [single(redirectsAddress, () => `${JSON.stringify(archive.redirects, undefined, 1)}\n`)]),
    ...[simplifiedText, traditionalText(converterOf)].flatMap((script) => [
      single(script.address(openSearchAddress), () => openSearchDescription(archive.site, script)),
      {
        addresses: dataAddresses.map(script.address),
        make: () => dataFiles(archive, script, texts),
      },
    ]),
  ];
}

function mediaType(address: string): string {
  if (address.endsWith('.json')) return 'application/json';
  if (address.endsWith('.xml')) return 'application/opensearchdescription+xml';
  return address.endsWith('.csv') ? 'text/csv' : 'text/plain';
}
