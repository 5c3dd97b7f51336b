import type { Archive } from '../model/archive.ts';
import type { Report, ReportBody } from '../model/report.ts';
import { processStore } from './process-store.ts';

/**
 * A report's body as HTML, rendered and sanitised when the archive was opened: checking a body
 * takes the same tree, so rendering it twice would only cost time.
 *
 * @throws when the report is not of an opened archive.
 */
export function renderReport(archive: Archive, report: Report): ReportBody {
  const body = processStore().bodies.get(report);
  if (body === undefined) {
    throw new Error(`${report.file} is not a report of the archive in ${archive.contentDir}`);
  }
  return body;
}
