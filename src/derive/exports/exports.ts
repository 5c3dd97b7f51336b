import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { currentArchive } from '../../archive/current-archive.ts';
import {
  homeAddress,
  reportAddress,
  reportsCsvAddress,
  reportsJsonAddress,
  traditionalAddress,
  withBase,
} from '../../model/address.ts';
import type { Archive } from '../../model/archive.ts';
import { siteConverters, variantSettings } from '../../variant/site-converters.ts';
import { stage } from '../stage.ts';
import { recordsCsv, recordsJson, reportRecords } from './report-records.ts';
import { robotsText } from './robots.ts';
import { sitemaps } from './sitemap.ts';

/** Pages that answer for others and are not listed. */
const unlisted = new Set(['/404/', '/404.html']);

/** Writes what other machines read: sitemaps, robots.txt and the records as open data in both scripts. */
export function exports(): AstroIntegration {
  let base = '/';
  return {
    name: 'exports',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base;
      },
      // Without the sitemaps: which pages there are is known only when all are built.
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          const path = request.originalUrl ?? '';
          if (!/\/(robots\.txt|data\/[^/]+)$/.test(path)) return next();
          currentArchive().then((archive) => {
            const file = exportedFiles(archive, []).find(
              ({ address }) => withBase(base, address) === path,
            );
            if (!file) return next();
            response.setHeader('content-type', `${mediaType(file.address)}; charset=utf-8`);
            response.end(file.text);
          }, next);
        });
      },
      'astro:build:done': async ({ dir, pages }) => {
        const archive = await currentArchive();
        const addresses = pages
          .map(({ pathname }) => `/${encodeURI(pathname)}`)
          .filter((address) => !unlisted.has(address));
        await stage('导出数据', () => {
          for (const { address, text } of exportedFiles(archive, addresses)) {
            const file = join(fileURLToPath(dir), address);
            mkdirSync(dirname(file), { recursive: true });
            writeFileSync(file, text);
          }
        });
      },
    },
  };
}

/** Every exported file by its address without the base. */
function exportedFiles(
  archive: Archive,
  addresses: readonly string[],
): { address: string; text: string }[] {
  const converterOf = siteConverters(variantSettings(archive));
  const simplified = reportRecords(archive);
  const traditional = reportRecords(archive, (report, text) =>
    converterOf(reportAddress(report)).convertWholly(text),
  );
  const general = converterOf(homeAddress);
  return [
    ...sitemaps(archive.site, addresses),
    { address: '/robots.txt', text: robotsText(archive.site) },
    { address: reportsJsonAddress, text: recordsJson(simplified) },
    { address: reportsCsvAddress, text: recordsCsv(simplified) },
    { address: traditionalAddress(reportsJsonAddress), text: recordsJson(traditional) },
    {
      address: traditionalAddress(reportsCsvAddress),
      text: recordsCsv(traditional, (name) => general.convertWholly(name)),
    },
  ];
}

function mediaType(address: string): string {
  if (address.endsWith('.json')) return 'application/json';
  return address.endsWith('.csv') ? 'text/csv' : 'text/plain';
}
