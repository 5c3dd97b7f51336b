import { join } from 'node:path';
import { homeAddress, reportAddress, searchFolder } from '../../model/address.ts';
import type { Archive } from '../../model/archive.ts';
import { bodyOf } from '../../model/archive.ts';
import type { SearchNames } from '../../search/catalog.ts';
import { type WrittenIndex, writeSearchIndex } from '../../search/indexing/write-search-index.ts';
import { siteConverters, variantSettings } from '../../variant/site-converters.ts';
import type { DeriveContext } from '../step.ts';

/** Writes the search index of an archive below a site's folder. One serves both scripts: it is folded over them. */
export function writeArchiveIndex(
  archive: Archive,
  site: string,
  converterOf: DeriveContext['converterOf'] = siteConverters(variantSettings(archive)),
): Promise<WrittenIndex> {
  function* searchable() {
    for (const report of archive.reports) {
      const { html } = bodyOf(archive, report);
      yield { report, html, converter: converterOf(reportAddress(report)) };
    }
  }
  const names = {
    'zh-Hans': searchNames(archive, (_address, text) => text),
    'zh-Hant': searchNames(archive, (address, text) => converterOf(address).convert(text)),
  };
  return writeSearchIndex(searchable(), names, join(site, searchFolder));
}

function searchNames(
  archive: Archive,
  convert: (address: string, text: string) => string,
): SearchNames {
  const general = (text: string) => convert(homeAddress, text);
  return {
    reports: archive.reports.map((report) => [
      convert(reportAddress(report), report.title),
      report.year,
      report.slug,
    ]),
    indicators: [...archive.indicatorByKey].map(([key, { title }]) => [key, general(title)]),
    issuers: archive.issuers
      .filter(({ id }) => archive.reportsByIssuer.has(id))
      .map(({ id, name }) => [id, general(name)]),
    words: {
      suggestions: general('搜索建议'),
      report: general('报告'),
      indicator: general('指标'),
      issuer: general('发布机构'),
    },
  };
}
