import { parseDocument } from 'htmlparser2';
import type { ReadContent } from '../../archive/link/read-content.ts';
import type { ReadReport } from '../../archive/read/read-report.ts';
import { reportAddress } from '../../model/address.ts';
import type { GlossaryEntry } from '../../model/glossary.ts';
import type { Indicator } from '../../model/indicator.ts';
import { convertPage } from '../../variant/convert-page.ts';
import { type Converter, createConverter } from '../../variant/converter.ts';
import { looseRecord } from '../form/loose-record.ts';
import { runsOf } from './text-runs.ts';

/** A place whose Traditional form an entry changes. */
export interface ChangedPlace {
  /** Words around it, Traditional. */
  readonly before: string;
  readonly was: string;
  readonly becomes: string;
  readonly after: string;
}

/** What an entry changes in one report, or in what stands outside of reports. */
export interface ChangedText {
  readonly name: string;
  /** In the order of the text. */
  readonly places: readonly ChangedPlace[];
}

export interface GlossaryEffect {
  /** In the report that is being edited. */
  readonly here: readonly ChangedPlace[];
  /** Elsewhere, if the entry stood in the site's glossary; what does not change is left out. */
  readonly elsewhere: readonly ChangedText[];
}

/** Characters around a place. */
const around = 10;

/**
 * What an entry would change, by the walker that makes the Traditional pages.
 *
 * @param file of the report for which it is meant
 */
export function glossaryEffect(
  entry: GlossaryEntry,
  content: ReadContent,
  file: string,
): GlossaryEffect {
  const standard = content.site?.traditional ?? 'tw';
  const base = content.site?.base ?? '/';
  const converter = (own: readonly GlossaryEntry[], isAdded: boolean): Converter =>
    createConverter({
      standard,
      siteGlossary: usableEntries([
        ...content.glossary.filter(({ simplified }) => simplified !== entry.simplified),
        ...(isAdded
          ? [entry]
          : content.glossary.filter(({ simplified }) => simplified === entry.simplified)),
      ]),
      reportGlossary: usableEntries(own),
    });
  const compare = (html: string, own: readonly GlossaryEntry[], address: string) => {
    if (!html.includes(entry.simplified)) return [];
    const [now, then] = [false, true].map((isAdded) =>
      traditionalRuns(convertPage(html, { converter: converter(own, isAdded), base, address })),
    );
    return (now ?? []).flatMap((text, index) => changedPlaces(text, then?.[index] ?? text));
  };
  const compareReport = (report: ReadReport) =>
    compare(htmlOf(report), report.frontMatter?.glossary ?? [], reportAddress(report));
  const open = content.reports.find((report) => report.file === file);
  const elsewhere = [
    ...content.reports
      .filter((report) => report !== open)
      .map((report) => ({
        name: looseRecord(report.yaml)('title') ?? report.file,
        places: compareReport(report),
      })),
    ...content.documents.map((document) => ({
      name: `说明页“${document.frontMatter?.title ?? document.file}”`,
      places: compare(document.rendered.body.html, [], '/'),
    })),
    {
      name: '指标和发布机构的名称',
      places: compare(namesOf(content).map(paragraph).join(''), [], '/'),
    },
  ];
  return {
    here: open === undefined ? [] : compareReport(open),
    elsewhere: elsewhere.filter(({ places }) => places.length > 0),
  };
}

/** Entries that `check` complains of are left out, so that a preview is there to mend them. */
export function usableEntries(entries: readonly GlossaryEntry[]): readonly GlossaryEntry[] {
  return entries.filter(({ simplified, traditional }) => simplified.length === traditional.length);
}

function htmlOf({ yaml, rendered }: ReadReport): string {
  const written = looseRecord(yaml);
  const record = ['title', 'summary', 'note'].flatMap((key) => written(key) ?? []);
  return record.map(paragraph).join('') + rendered.body.html;
}

function paragraph(text: string): string {
  return `<p>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</p>`;
}

function namesOf({ editions, issuers }: ReadContent): string[] {
  const titles = (all: readonly Indicator[]): string[] =>
    all.flatMap(({ title, children }) => [title, ...titles(children)]);
  return [
    ...editions.flatMap(({ edition }) => [edition.title, ...titles(edition.indicators)]),
    ...(issuers.value ?? []).map(({ name }) => name),
  ];
}

function traditionalRuns(html: string): readonly string[] {
  return runsOf(parseDocument(html).children).map((run) => run.map(({ data }) => data).join(''));
}

/** Stretches that differ between two texts of one length. */
function changedPlaces(now: string, then: string): ChangedPlace[] {
  if (now.length !== then.length) return [];
  const places: ChangedPlace[] = [];
  for (let start = 0; start < now.length; start += 1) {
    if (now[start] === then[start]) continue;
    let end = start;
    while (end < now.length && now[end] !== then[end]) end += 1;
    places.push({
      before: now.slice(Math.max(0, start - around), start),
      was: now.slice(start, end),
      becomes: then.slice(start, end),
      after: now.slice(end, end + around),
    });
    start = end;
  }
  return places;
}
