import type { z } from 'zod';
import { fieldLabels } from '../../model/field-labels.ts';
import { reportSchema } from '../../model/report.ts';

/** One value that is typed. */
export interface TextField {
  readonly kind: 'text' | 'integer' | 'words';
  /** As in the front matter. */
  readonly key: string;
  readonly label: string;
  readonly isRequired: boolean;
}

/** A list of words (`words`), a group of fields, or rows of them. */
export interface GroupField {
  readonly kind: 'group' | 'rows';
  readonly key: string;
  readonly label: string;
  readonly isRequired: boolean;
  readonly fields: readonly TextField[];
}

export type ReportField = TextField | GroupField;

type Schema = z.core.$ZodType;

/** The fields of a report, in the schema's order: what `check` judges is what the form shows. */
export const reportFields: readonly ReportField[] = Object.entries(reportSchema.shape).map(
  ([key, schema]) => fieldOf(key, schema),
);

function fieldOf(key: string, schema: Schema): ReportField {
  const { inner, isOptional } = unwrap(schema);
  const named = { key, label: fieldLabels[key] ?? key, isRequired: !isOptional };
  const shape = shapeOf(inner);
  if (shape !== undefined) return { ...named, kind: 'group', fields: textFields(shape) };
  const item = elementOf(inner);
  if (item === undefined) return { ...named, kind: isNumber(inner) ? 'integer' : 'text' };
  const row = shapeOf(unwrap(item).inner);
  return row === undefined
    ? { ...named, kind: 'words' }
    : { ...named, kind: 'rows', fields: textFields(row) };
}

function textFields(shape: Readonly<Record<string, Schema>>): readonly TextField[] {
  return Object.entries(shape).map(([key, schema]) => {
    const field = fieldOf(key, schema);
    if ('fields' in field) throw new Error(`${key}: no form for fields so deep`);
    return field;
  });
}

interface Definition {
  readonly type: string;
  readonly innerType?: Schema;
  readonly element?: Schema;
  readonly shape?: Readonly<Record<string, Schema>>;
}

function definitionOf(schema: Schema): Definition {
  return schema._zod.def as unknown as Definition;
}

function unwrap(schema: Schema): { inner: Schema; isOptional: boolean } {
  const { type, innerType } = definitionOf(schema);
  return type === 'optional' && innerType !== undefined
    ? { inner: innerType, isOptional: true }
    : { inner: schema, isOptional: false };
}

function shapeOf(schema: Schema): Definition['shape'] {
  return definitionOf(schema).type === 'object' ? definitionOf(schema).shape : undefined;
}

function elementOf(schema: Schema): Schema | undefined {
  return definitionOf(schema).type === 'array' ? definitionOf(schema).element : undefined;
}

function isNumber(schema: Schema): boolean {
  return ['number', 'int'].includes(definitionOf(schema).type);
}
