import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableAddress } from '../../model/address.ts';

/** The newest day on which a report of a finished site was made public; undefined where none is known. */
export function newestDate(site: string): string | undefined {
  const { reports } = JSON.parse(
    readFileSync(join(site, tableAddress('reports', 'json')), 'utf8'),
  ) as { reports: readonly { published: string | null }[] };
  return reports
    .flatMap(({ published }) => (published === null ? [] : [published]))
    .filter((date) => /^\d{4}-\d{2}-\d{2}$/.test(date))
    .sort()
    .at(-1);
}
