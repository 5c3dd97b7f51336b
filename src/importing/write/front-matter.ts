import { stringify } from 'yaml';
import type { FoundRecord } from '../find-record.ts';

/** What a clerk states for all files of an import. */
export interface StatedRecord {
  readonly year?: number | undefined;
  readonly issuer?: string | undefined;
  /** `edition/code` */
  readonly indicators: readonly string[];
}

/** The report's year: found in the source, else stated. */
export function yearOf({ findings }: FoundRecord, stated: StatedRecord): number | undefined {
  const found = findings.find(({ field }) => field === 'year')?.value;
  return found === undefined ? stated.year : Number(found);
}

/** The front matter between its lines `---`; what is not known is not there. Ends in a line feed. */
export function frontMatter(record: FoundRecord, stated: StatedRecord, note: string): string {
  const found = (wanted: string) => record.findings.find(({ field }) => field === wanted)?.value;
  const address = found('source');
  const fields = {
    title: found('title'),
    year: yearOf(record, stated),
    issuer: found('issuer') ?? stated.issuer,
    indicators: stated.indicators.length > 0 ? stated.indicators : undefined,
    published: found('published'),
    documentNumber: found('documentNumber'),
    source: address === undefined ? undefined : { url: address },
    note,
  };
  return stringify(fields, { lineWidth: 0, keepUndefined: false });
}
