import { expectedPages, reportPages } from '../../../src/derive/twins/record/expected-pages.ts';
import { judgePage } from '../../../src/derive/twins/record/judge-page.ts';
import { stateFaults } from '../../../src/derive/twins/record/state-faults.ts';
import { pageConversion } from '../../../src/derive/twins/twin-page.ts';
import { type Archive, bodyOf } from '../../../src/model/archive.ts';
import { escapeXml } from '../../../src/model/escape-xml.ts';
import type { Problem } from '../../../src/model/problem.ts';
import type { Report } from '../../../src/model/report.ts';
import { variantSettings } from '../../../src/variant/site-converters.ts';
import { withPictures } from '../../../src/views/report-pictures.ts';

/** What a program could do to a finished page, or to its twin; the default export of a folder's `damage.ts`. */
export interface Damage {
  readonly simplified?: (html: string) => string;
  readonly traditional?: (html: string) => string;
}

/** The least page that shows a report: what of a real one the record is read from. */
export function leastPage(archive: Archive, report: Report): string {
  const { issuer, published, documentNumber, indexNumber, source, note, attachments } = report;
  const values = [
    issuer.name,
    published ?? '未载明',
    `${report.year}年`,
    documentNumber,
    indexNumber,
    source?.name ?? source?.url,
    note,
  ];
  const facts = values.flatMap((value) =>
    value === undefined ? [] : [`<div><dt>项</dt><dd>${escapeXml(value)}</dd></div>`],
  );
  const files = attachments.map(({ title }) => `<li>${escapeXml(title)}（PDF，1 KB）</li>`);
  const text = withPictures(bodyOf(archive, report), archive);
  return (
    '<!doctype html><html lang="zh-Hans"><title>页</title><body><main>' +
    `<h1>${escapeXml(report.title)}</h1><dl>${facts.join('')}</dl><ul>${files.join('')}</ul>` +
    `<article class="report-text">${text}</article></main></body></html>`
  );
}

/** What a build would say of every report's page, were it damaged so. */
export function problemsOfDamaged(
  archive: Archive,
  { simplified = (html) => html, traditional = (html) => html }: Damage,
): readonly Problem[] {
  const { url: origin, base } = archive.site;
  const convert = pageConversion({ variant: variantSettings(archive), base, origin });
  const expected = expectedPages(archive);
  const conversions = [...archive.glossary, ...archive.reports.flatMap(({ glossary }) => glossary)];
  return reportPages(archive).flatMap((page) => {
    const wanted = expected.get(page.file);
    if (wanted === undefined) return [];
    const html = simplified(leastPage(archive, page.report));
    const twin = traditional(convert(`/${page.file.replace('index.html', '')}`, html).html);
    return stateFaults(archive, page, judgePage(wanted, html, twin, conversions));
  });
}
