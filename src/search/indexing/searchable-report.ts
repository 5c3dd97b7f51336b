import type { Report } from '../../model/report.ts';
import type { Converter } from '../../variant/converter.ts';
import type { CatalogReport } from './catalog-columns.ts';

/** What of a report is indexed and stored, beside its body; plain data. */
export type IndexedReport = CatalogReport &
  Pick<Report, 'title' | 'documentNumber' | 'indexNumber'> & {
    readonly attachments: readonly Pick<Report['attachments'][number], 'title'>[];
  };

/** A report with all that the index has of it. */
export interface SearchableReport {
  readonly report: IndexedReport;
  /** The rendered body. */
  readonly html: string;
  /** What gives its page the Traditional text. */
  readonly converter: Converter;
}
