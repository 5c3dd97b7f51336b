import { reportAddress } from '../../../model/address.ts';
import { type Archive, bodyOf } from '../../../model/archive.ts';
import type { Report } from '../../../model/report.ts';
import type { ExpectedFact, ExpectedPage } from './judge-page.ts';

/** A report with the page that it needs. */
export interface ReportPage {
  readonly report: Report;
  /** Path below the output folder, with `/`. */
  readonly file: string;
}

/** The pages of all reports whose source is known. */
export function reportPages(archive: Archive): readonly ReportPage[] {
  return archive.reports
    .filter(({ file }) => archive.typed.has(file))
    .map((report) => ({ report, file: `${reportAddress(report).slice(1)}index.html` }));
}

/** What each page, by its path below the output folder, has to show. */
export function expectedPages(archive: Archive): ReadonlyMap<string, ExpectedPage> {
  return new Map(
    reportPages(archive).map(({ report, file }) => [
      file,
      {
        text: archive.typed.get(report.file)?.shown ?? '',
        title: report.title,
        pictures: bodyOf(archive, report).images.map(({ alt }) => alt),
        facts: factsOf(report),
      },
    ]),
  );
}

function factsOf(report: Report): ExpectedFact[] {
  const { year, issuer, published, documentNumber, indexNumber, source, note } = report;
  const facts: [ExpectedFact['field'], string | undefined][] = [
    [['year'], `${year}年`],
    [['issuer'], issuer.name],
    [['published'], published],
    [['documentNumber'], documentNumber],
    [['indexNumber'], indexNumber],
    [['source'], source?.name ?? source?.url],
    [['note'], note],
  ];
  return [
    ...facts.flatMap(([field, text]) => (text === undefined ? [] : [{ field, text }])),
    ...report.attachments.map(({ title }, index) => ({
      field: ['attachments', index, 'title'],
      text: title,
      isBeginning: true,
    })),
  ];
}
