import { posix } from 'node:path';
import { type ReportFrontMatter, reportSchema } from '../../model/report.ts';
import type { TypedReport } from '../../model/typed-report.ts';
import { isRealDateTime } from '../check/calendar.ts';
import { type BodyReference, renderCheckedBody } from '../check/check-body.ts';
import { checkFieldText } from '../check/check-field-text.ts';
import { checkGlossary } from '../check/check-glossary.ts';
import { checkRepeats } from '../check/check-repeats.ts';
import { hasHalfWidthPunctuation } from '../check/half-width.ts';
import type { ProblemList } from '../check/problem-list.ts';
import type { RenderedMarkdown } from '../render/render-markdown.ts';
import { readText } from './read-text.ts';
import { splitFrontMatter } from './split-front-matter.ts';
import { normaliseDate, usableFields, validate } from './validate.ts';
import { parseYaml, readableFields, type YamlSource } from './yaml-source.ts';

/** A report as read from its own file, before it is linked to anything else; plain data. */
export interface ReadReport {
  /** POSIX path relative to the content folder. */
  readonly file: string;
  readonly year: number;
  readonly slug: string;
  /** Undefined when it cannot be used. */
  readonly frontMatter: ReportFrontMatter | undefined;
  /** What of it can be judged by itself where the whole cannot be used. */
  readonly fields: Partial<ReportFrontMatter>;
  /** The front matter as far as it can be read, from the file's second line on. */
  readonly yaml: string;
  readonly rendered: RenderedMarkdown;
  readonly references: readonly BodyReference[];
  /** The body as it can be handed on (CheckedBody.published), lines ending in LF. */
  readonly markdown: string;
  /** What the finished page is held against. */
  readonly typed: TypedReport;
}

export interface ReadContext {
  readonly contentDir: string;
  readonly base: string;
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly files: ReadonlySet<string>;
}

const earliestYear = 1949;

/** Reads one report and states everything that can be known to be wrong from its file alone. */
export function readReport(
  file: string,
  context: ReadContext,
  problems: ProblemList,
): ReadReport | undefined {
  const text = readText(context.contentDir, file, problems);
  return text === undefined ? undefined : readReportText(text, file, context, problems);
}

/** The same of a text that stands in no file yet. */
export function readReportText(
  text: string,
  file: string,
  context: ReadContext,
  problems: ProblemList,
): ReadReport | undefined {
  const split = splitFrontMatter(text, file, problems);
  if (split === undefined) return undefined;
  const year = Number(file.split('/')[1]);
  const slug = posix.basename(file, '.md');
  const { frontMatter, fields, yaml } = readFrontMatter(
    split.frontMatter,
    { file, year, today: context.today },
    problems,
  );
  const { rendered, references, published, shown } = renderCheckedBody(
    split.body,
    {
      file,
      year,
      slug,
      base: context.base,
      title: fields.title,
      firstLine: split.bodyLine,
      attachments: new Set(
        fields.attachments?.map((attachment) => posix.normalize(attachment.file)),
      ),
      files: context.files,
    },
    problems,
  );
  return {
    file,
    year,
    slug,
    frontMatter,
    fields,
    yaml,
    rendered,
    references,
    markdown: published,
    typed: { frontMatter: yaml, body: split.body, bodyLine: split.bodyLine, shown },
  };
}

/** Reads the front matter; each of its fields is judged, whatever is wrong with the others. */
function readFrontMatter(
  text: string | undefined,
  { file, year, today }: { readonly file: string; readonly year: number; readonly today: string },
  problems: ProblemList,
): Pick<ReadReport, 'frontMatter' | 'fields' | 'yaml'> {
  const nothing = { frontMatter: undefined, fields: {}, yaml: text ?? '' };
  if (text === undefined) return nothing;
  const place = { file, firstLine: 2 };
  checkFieldText(text, place, problems);
  const whole = parseYaml(text, place, problems);
  const mended = whole === undefined ? readableFields(text, place) : undefined;
  const source = whole ?? mended?.source;
  if (source === undefined) return nothing;
  const valid = validate(reportSchema, source, problems, mended?.unread);
  const fields = valid ?? usableFields(reportSchema, source);
  if (fields.year !== undefined) checkYear(fields.year, year, source, today, problems);
  const isDateBroken =
    fields.published === undefined &&
    (mended?.unread.has('published') || isWritten(source, 'published'));
  if (!isDateBroken) checkPublished(fields, year, source, today, problems);
  if (fields.title !== undefined) checkTitle(fields.title, source, problems);
  checkRepeats('keywords', fields.keywords ?? [], source, problems);
  checkGlossary(fields.glossary ?? [], source, problems, (index) => ['glossary', index]);
  const frontMatter = whole === undefined ? undefined : valid;
  return { frontMatter, fields, yaml: mended?.text ?? text };
}

function isWritten({ value }: YamlSource, field: string): boolean {
  return typeof value === 'object' && value !== null && field in value;
}

function checkYear(
  year: number,
  folder: number,
  source: YamlSource,
  today: string,
  problems: ProblemList,
): void {
  const place = { file: source.file, line: source.lineOf(['year']) };
  const thisYear = Number(today.slice(0, 4));
  if (year < earliestYear || year > thisYear) {
    problems.add('year-out-of-range', {
      ...place,
      message: `year（年度）是 ${year}，应在 ${earliestYear} 与 ${thisYear} 之间${clockHint(today)}。`,
      nearest: folder >= earliestYear && folder <= thisYear ? String(folder) : undefined,
    });
  } else if (year !== folder) {
    problems.add('year-folder-mismatch', {
      ...place,
      message: `year（年度）是 ${year}，文件却在 reports/${folder}/ 里。`,
      nearest: String(folder),
    });
  }
}

/** A machine without a battery wakes up in 1970: then the clock is what is wrong. */
function clockHint(today: string): string {
  return today < '2026' ? '（这台电脑的日期不对，先校准时钟）' : '';
}

function checkPublished(
  { year: stated, published }: Partial<ReportFrontMatter>,
  folder: number,
  source: YamlSource,
  today: string,
  problems: ProblemList,
): void {
  const { file } = source;
  const year = stated ?? folder;
  if (published === undefined) {
    problems.add('published-unknown', { file, line: 1, message: '没有写 published（公开日期）。' });
    return;
  }
  const place = { file, line: source.lineOf(['published']) };
  const day = published.slice(0, 10);
  if (!isRealDateTime(published)) {
    problems.add('bad-date', {
      ...place,
      message: `没有“${published}”这个日期。`,
      nearest: normaliseDate(day) === day ? undefined : normaliseDate(day),
    });
  } else if (day > today) {
    problems.add('published-future', {
      ...place,
      message: `published（公开日期）是 ${published}，今天是 ${today}${clockHint(today)}。`,
    });
  } else if (year <= Number(today.slice(0, 4)) && day < `${year}-12-31`) {
    problems.add('published-early', {
      ...place,
      message: `published（公开日期）是 ${published}，而 ${year} 年还没有结束。`,
    });
  }
}

function checkTitle(title: string, source: YamlSource, problems: ProblemList): void {
  if (!hasHalfWidthPunctuation(title)) return;
  problems.add('half-width-punctuation', {
    file: source.file,
    line: source.lineOf(['title']),
    message: 'title（标题）的汉字旁边有半角标点。',
  });
}
