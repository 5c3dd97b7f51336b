import {
  checksumsAddress,
  type DataTableName,
  dataAddress,
  dataPackageAddress,
  feedAddress,
  jsonFeedAddress,
  manifestAddress,
  markdownAddress,
  reportAddress,
  reportsCsvAddress,
  reportsJsonAddress,
  tableAddress,
  textsArchiveAddress,
} from '../model/address.ts';
import { csvColumns } from '../model/csv-columns.ts';
import { pageUrl } from '../model/page-url.ts';
import { shortTrail } from '../model/trail.ts';
import { type FrameView, frameOf, hrefsOf, type Link } from './frame.ts';
import { singlePage } from './page-type.ts';

/** One table in both formats. */
interface TableLinks {
  readonly json: string;
  readonly csv: string;
}

export interface DataView {
  readonly frame: FrameView;
  readonly title: string;
  readonly reports: number;
  /** In all texts together. */
  readonly characters: number;
  readonly links: {
    readonly json: string;
    readonly csv: string;
    readonly indicators: TableLinks;
    readonly coverage: TableLinks;
    /** What describes the tables to programs. */
    readonly description: string;
    readonly feed: string;
    readonly jsonFeed: string;
    /** All texts as one archive. */
    readonly texts: string;
    readonly checksums: string;
    readonly manifest: string;
  };
  readonly columns: readonly { readonly name: string; readonly content: string }[];
  /** Absolute. */
  readonly textsUrl: string;
  /** The newest report; undefined in an empty archive. */
  readonly example?:
    | {
        readonly report: Link;
        /** Absolute. */
        readonly markdownUrl: string;
        /** Of that file, hex. */
        readonly sha256: string;
      }
    | undefined;
}

export const dataPage = singlePage((archive): DataView => {
  const { site, reports } = archive;
  const href = hrefsOf(archive);
  const title = '开放数据';
  const newest = reports[0];
  return {
    frame: frameOf(archive, {
      kind: 'tool',
      title,
      description: `${site.name}的全部数据：报告信息（JSON、CSV）、订阅源、每份报告的文本和校验值，以及取用的方法。`,
      address: dataAddress,
      trail: shortTrail(title, dataAddress),
    }),
    title,
    reports: reports.length,
    characters: reports.reduce((sum, report) => sum + report.characters, 0),
    links: {
      json: href(reportsJsonAddress),
      csv: href(reportsCsvAddress),
      indicators: tableLinks(href, 'indicators'),
      coverage: tableLinks(href, 'coverage'),
      description: href(dataPackageAddress),
      feed: href(feedAddress),
      jsonFeed: href(jsonFeedAddress(feedAddress)),
      texts: href(textsArchiveAddress),
      checksums: href(checksumsAddress),
      manifest: href(manifestAddress),
    },
    columns: csvColumns,
    textsUrl: pageUrl(site, textsArchiveAddress),
    example: newest && {
      report: { name: newest.title, href: href(reportAddress(newest)) },
      markdownUrl: pageUrl(site, markdownAddress(newest)),
      sha256: newest.sha256,
    },
  };
});

function tableLinks(href: (address: string) => string, table: DataTableName): TableLinks {
  return { json: href(tableAddress(table, 'json')), csv: href(tableAddress(table, 'csv')) };
}
