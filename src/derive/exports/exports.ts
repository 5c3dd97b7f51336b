import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  homeAddress,
  pageFileAddress,
  reportAddress,
  reportsCsvAddress,
  reportsJsonAddress,
  traditionalAddress,
} from '../../model/address.ts';
import type { DeriveContext, Step } from '../step.ts';
import { recordsCsv, recordsJson, reportRecords } from './report-records.ts';
import { robotsText } from './robots.ts';
import { sitemaps } from './sitemap.ts';

/** A page that answers for others is listed nowhere. */
const unlisted = new Set(['404.html', '404/index.html']);

/** Writes what other machines read: sitemaps, robots.txt and the records as open data in both scripts. */
export const exports: Step = {
  name: 'exports',
  title: '导出数据',
  needs: ['archive', 'pages'],
  writes: /^\/(?:robots\.txt|sitemap-[a-z0-9]+\.xml|(?:zh-hant\/)?data\/reports\.(?:json|csv))$/,
  run(context, pages) {
    const listed = pages.files
      .filter((file) => !unlisted.has(file))
      .map((file) => encodeURI(pageFileAddress(file)));
    const files = new Map([
      ...sitemaps(context.archive.site, listed).map(
        ({ address, text }) => [address, text] as const,
      ),
      ...[...records(context)].map(([address, text]) => [address, text()] as const),
    ]);
    for (const [address, text] of files) {
      const target = join(context.out, address);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
  },
  // Without the sitemaps: which pages there are is known only when all are built.
  answer(address, context) {
    const text = records(context).get(address);
    return text && { type: `${mediaType(address)}; charset=utf-8`, body: text() };
  },
};

/** What is made of the archive alone, when asked, by its address without the base. */
function records({
  archive,
  converterOf,
}: Pick<DeriveContext, 'archive' | 'converterOf'>): ReadonlyMap<string, () => string> {
  const simplified = () => reportRecords(archive);
  const traditional = () =>
    reportRecords(archive, (report, text) =>
      converterOf(reportAddress(report)).convertWholly(text),
    );
  const general = (name: string) => converterOf(homeAddress).convertWholly(name);
  return new Map([
    ['/robots.txt', () => robotsText(archive.site)],
    [reportsJsonAddress, () => recordsJson(simplified())],
    [reportsCsvAddress, () => recordsCsv(simplified())],
    [traditionalAddress(reportsJsonAddress), () => recordsJson(traditional())],
    [traditionalAddress(reportsCsvAddress), () => recordsCsv(traditional(), general)],
  ]);
}

function mediaType(address: string): string {
  if (address.endsWith('.json')) return 'application/json';
  return address.endsWith('.csv') ? 'text/csv' : 'text/plain';
}
