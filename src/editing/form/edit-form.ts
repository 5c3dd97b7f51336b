import { editFrontMatter, isEditable } from '../content/edit-front-matter.ts';
import type { EditedReport, ReportFile } from '../content/report-file.ts';
import { type FieldTexts, type FormTexts, fieldChanges, formTexts } from './field-values.ts';
import { reportFields } from './report-fields.ts';
import type { SchemaField } from './schema-fields.ts';

/** What stands in the form of one report. */
export interface EditForm {
  /** Relative to the content folder. */
  readonly file: string;
  /** Hash of what stood in the file when it was opened: what may be written over. */
  readonly opened: string;
  /** Hash of the text that the fields are edited in: the same, until the front matter was edited as text. */
  readonly origin: string;
  /** The record field by field, or the front matter as it is written. */
  readonly record:
    | { readonly kind: 'fields'; readonly texts: FormTexts }
    | { readonly kind: 'text'; readonly text: string };
  readonly body: string;
}

/** The form of a report as it was opened. */
export function openForm(
  hashes: Pick<EditForm, 'file' | 'opened' | 'origin'>,
  report: ReportFile,
  wantsText = false,
): EditForm {
  const texts = wantsText ? undefined : formTexts(report.frontMatter ?? '');
  return {
    ...hashes,
    record:
      texts === undefined
        ? { kind: 'text', text: report.frontMatter ?? '' }
        : { kind: 'fields', texts },
    body: report.body.slice(leadOf(report.body).length),
  };
}

/** What the browser sent, as names and texts with LF. */
export function sentForm(entries: readonly (readonly [string, string])[]): EditForm {
  const one = (name: string) => entries.find(([key]) => key === name)?.[1] ?? '';
  const record: EditForm['record'] =
    one('mode') === 'text'
      ? { kind: 'text', text: one('yaml') }
      : {
          kind: 'fields',
          texts: sentFields(reportFields, entries),
        };
  return {
    file: one('file'),
    opened: one('opened'),
    origin: one('origin'),
    record,
    body: one('body'),
  };
}

/** The texts of some fields as they were sent; a field that the form did not show stays as it is. */
export function sentFields(
  fields: readonly SchemaField[],
  entries: readonly (readonly [string, string])[],
): FormTexts {
  const shown = new Set(entries.filter(([name]) => name === 'has').map(([, key]) => key));
  return new Map(
    fields.map((field) => [
      field.key,
      shown.has(field.key) ? sentTexts(field, entries) : { kind: 'odd' },
    ]),
  );
}

function sentTexts(
  field: SchemaField,
  entries: readonly (readonly [string, string])[],
): FieldTexts {
  const name = `f.${field.key}`;
  switch (field.kind) {
    case 'words': {
      const sent = entries.flatMap(([key, text]) => (key === name ? text.split('\n') : []));
      // Boxes come in the order of the page; those that were ticked before keep their own.
      const order = entries.flatMap(([key, text]) => (key === `order.${field.key}` ? [text] : []));
      const words = [
        ...order.filter((word) => sent.includes(word)),
        ...sent.filter((word) => !order.includes(word)),
      ];
      const first = entries.find(([key]) => key === `first.${field.key}`)?.[1] ?? '';
      const isMoved = words.includes(first) && words[0] !== first;
      return {
        kind: 'words',
        words: isMoved ? [first, ...words.filter((word) => word !== first)] : words,
      };
    }
    case 'group':
    case 'rows': {
      const rows: Record<string, string>[] = [];
      for (const [key, text] of entries) {
        const [, row = '', inner = ''] =
          /^(\d{1,4})\.(\w+)$/.exec(key.slice(name.length + 1)) ?? [];
        if (!key.startsWith(`${name}.`) || inner === '') continue;
        rows[Number(row)] = { ...rows[Number(row)], [inner]: text };
      }
      return { kind: 'rows', rows: rows.filter((row) => row !== undefined) };
    }
    default:
      return { kind: 'one', text: entries.find(([key]) => key === name)?.[1] ?? '' };
  }
}

/** Blank lines before a text: no part of what is written, and kept as they are. */
function leadOf(body: string): string {
  return /^\n*/.exec(body)?.[0] ?? '';
}

/** How many lines of the body stand before what the form shows of it. */
export function leadLines(report: ReportFile): number {
  return leadOf(report.body).length;
}

/** What the form makes of the report that was opened: what was not touched is what it was. */
export function editedReport(report: ReportFile | undefined, form: EditForm): EditedReport {
  const original = report?.frontMatter;
  const body = leadOf(report?.body ?? '') + form.body;
  if (form.record.kind === 'text') {
    const { text } = form.record;
    if (text.trim() === '' && original === undefined) return { frontMatter: undefined, body };
    return {
      frontMatter: text === '' || text.endsWith('\n') ? text : `${text}\n`,
      body,
    };
  }
  const before = formTexts(original ?? '');
  if (before === undefined || !isEditable(original ?? '')) return { frontMatter: original, body };
  const changes = fieldChanges(before, form.record.texts);
  return {
    frontMatter: changes.size === 0 ? original : editFrontMatter(original ?? '', changes),
    body,
  };
}
