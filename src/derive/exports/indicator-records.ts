import { indicatorAddress } from '../../model/address.ts';
import type { Archive } from '../../model/archive.ts';
import { flattenIndicators } from '../../model/coverage.ts';
import { indicatorKey } from '../../model/indicator.ts';
import { pageUrl } from '../../model/page-url.ts';
import type { ScriptText } from '../../variant/script-text.ts';
import type { DataTable } from './data-table.ts';

/** What is published of each indicator. */
export interface IndicatorRecord {
  readonly edition: string;
  readonly editionTitle: string;
  readonly code: string;
  readonly title: string;
  /** 1 for first-level indicators. */
  readonly depth: number;
  /** Code of the indicator above it, in the same edition. */
  readonly parent: string | null;
  /** How many reports stand under it or below, each counted once. */
  readonly reports: number;
  readonly url: string;
}

/** Every indicator of every edition, newest edition first, each before those below it. */
export function indicatorTable(archive: Archive, script: ScriptText): DataTable<IndicatorRecord> {
  const { site, editions, reportsUnderIndicator } = archive;
  return {
    name: 'indicators',
    title: '指标',
    rows: editions.flatMap((edition) =>
      flattenIndicators(edition.indicators).map((indicator) => ({
        edition: edition.edition,
        editionTitle: script.text(edition.title),
        code: indicator.code,
        title: script.text(indicator.title),
        depth: indicator.depth,
        parent: indicator.ancestors.at(-1)?.code ?? null,
        reports: reportsUnderIndicator.get(indicatorKey(indicator))?.length ?? 0,
        url: pageUrl(site, script.address(indicatorAddress(indicator))),
      })),
    ),
    columns: [
      { name: '指标体系版本', type: 'string', value: ({ edition }) => edition },
      { name: '指标体系名称', type: 'string', value: ({ editionTitle }) => editionTitle },
      { name: '代码', type: 'string', value: ({ code }) => code },
      { name: '指标', type: 'string', value: ({ title }) => title },
      { name: '层级', type: 'integer', value: ({ depth }) => String(depth) },
      { name: '上级代码', type: 'string', value: ({ parent }) => parent ?? '' },
      { name: '报告数', type: 'integer', value: ({ reports }) => String(reports) },
      { name: '网址', type: 'string', format: 'uri', value: ({ url }) => url },
    ],
    properties: [
      { name: 'edition', type: 'string', title: '指标体系版本' },
      { name: 'editionTitle', type: 'string', title: '指标体系名称' },
      { name: 'code', type: 'string', title: '代码' },
      { name: 'title', type: 'string', title: '指标' },
      { name: 'depth', type: 'integer', title: '层级' },
      { name: 'parent', type: 'string', title: '上级代码' },
      { name: 'reports', type: 'integer', title: '报告数' },
      { name: 'url', type: 'string', format: 'uri', title: '网址' },
    ],
  };
}
