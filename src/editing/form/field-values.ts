import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { type FieldChanges, isEditable } from '../content/edit-front-matter.ts';
import { reportFields } from './report-fields.ts';
import type { SchemaField } from './schema-fields.ts';

/** What stands in a form: one text for a field, one for each word of a list, one for each field of each row. */
export type FieldTexts =
  | { readonly kind: 'one'; readonly text: string }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'rows'; readonly rows: readonly Readonly<Record<string, string>>[] }
  /** Written in a way that the form has no place for; it stays as it is. */
  | { readonly kind: 'odd' };

export type FormTexts = ReadonlyMap<string, FieldTexts>;

/** Every field of the schema as a form shows it; undefined where the front matter is no list of fields. */
export function formTexts(
  frontMatter: string,
  fields: readonly SchemaField[] = reportFields,
): FormTexts | undefined {
  if (!isEditable(frontMatter)) return undefined;
  const { contents } = parseDocument(frontMatter, { stringKeys: true });
  return new Map(
    fields.map((field) => [
      field.key,
      textsOf(field, isMap(contents) ? contents.get(field.key, true) : undefined),
    ]),
  );
}

function textsOf(field: SchemaField, node: unknown): FieldTexts {
  const isNothing = node === undefined || (isScalar(node) && node.value === null);
  switch (field.kind) {
    case 'words': {
      if (isNothing) return { kind: 'words', words: [] };
      const words = isSeq(node) ? node.items.map(textOf) : [undefined];
      // In a form a line is a word.
      const isPlain = words.every((word): word is string => word?.includes('\n') === false);
      return isPlain ? { kind: 'words', words } : { kind: 'odd' };
    }
    case 'group':
      if (isNothing) return { kind: 'rows', rows: [] };
      return rowsOf(field.fields, [node]);
    case 'rows':
      if (isNothing) return { kind: 'rows', rows: [] };
      return isSeq(node) ? rowsOf(field.fields, node.items) : { kind: 'odd' };
    default: {
      const text = isNothing ? '' : textOf(node);
      return text === undefined ? { kind: 'odd' } : { kind: 'one', text };
    }
  }
}

function rowsOf(
  fields: readonly { readonly key: string }[],
  nodes: readonly unknown[],
): FieldTexts {
  const rows: Record<string, string>[] = [];
  for (const node of nodes) {
    if (!isMap(node)) return { kind: 'odd' };
    const row: Record<string, string> = {};
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : '';
      const text = value === null ? '' : textOf(value);
      // What the schema does not know would be lost with the row.
      const isPlain = text?.includes('\n') === false;
      if (!isPlain || !fields.some((field) => field.key === name)) return { kind: 'odd' };
      row[name] = text;
    }
    rows.push(row);
  }
  return { kind: 'rows', rows };
}

/** A scalar as it was written: `1.10` stays `1.10`. */
function textOf(node: unknown): string | undefined {
  if (!isScalar(node)) return undefined;
  if (typeof node.value === 'string') return node.value;
  if (node.value === null) return '';
  return node.source ?? String(node.value);
}

/** What differs between two forms, as values of the front matter. */
export function fieldChanges(
  before: FormTexts,
  after: FormTexts,
  fields: readonly SchemaField[] = reportFields,
): FieldChanges {
  const changes = new Map<string, unknown>();
  for (const field of fields) {
    const old = before.get(field.key);
    const fresh = after.get(field.key);
    if (old === undefined || fresh === undefined || old.kind === 'odd' || fresh.kind === 'odd')
      continue;
    if (JSON.stringify(trimmed(field, old)) === JSON.stringify(trimmed(field, fresh))) continue;
    changes.set(field.key, fieldValue(field, fresh));
  }
  return changes;
}

/** Texts without what a form adds: empty rows, other line ends. */
function trimmed(field: SchemaField, texts: FieldTexts): unknown {
  if (texts.kind === 'one') return texts.text.replace(/\r\n?/g, '\n');
  if (texts.kind === 'words') return texts.words.filter((word) => word.trim() !== '');
  if (texts.kind !== 'rows' || !('fields' in field)) return undefined;
  return texts.rows
    .map((row) => field.fields.map(({ key }) => row[key] ?? ''))
    .filter((row) => row.some((text) => text.trim() !== ''));
}

function fieldValue(field: SchemaField, texts: FieldTexts): unknown {
  if (texts.kind === 'one') {
    const text = texts.text.replace(/\r\n?/g, '\n').trim();
    if (text === '') return undefined;
    if (field.kind === 'choice' && /^(?:true|false)$/.test(text)) return text === 'true';
    return field.kind === 'integer' && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : text;
  }
  if (texts.kind === 'words') {
    const words = texts.words.map((word) => word.trim()).filter((word) => word !== '');
    return words.length === 0 ? undefined : words;
  }
  if (texts.kind !== 'rows' || !('fields' in field)) return undefined;
  const rows = texts.rows
    .map((row) =>
      Object.fromEntries(
        field.fields.flatMap(({ key }) => {
          const text = (row[key] ?? '').trim();
          return text === '' ? [] : [[key, text]];
        }),
      ),
    )
    .filter((row) => Object.keys(row).length > 0);
  if (rows.length === 0) return undefined;
  return field.kind === 'group' ? rows[0] : rows;
}
