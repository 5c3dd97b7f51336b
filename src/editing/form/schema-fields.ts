import type { z } from 'zod';
import { fieldLabels } from '../../model/field-labels.ts';

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

/** One of a few values, as the front matter has them. */
export interface ChoiceField {
  readonly kind: 'choice';
  readonly key: string;
  readonly label: string;
  readonly isRequired: boolean;
  readonly options: readonly string[];
}

export type SchemaField = TextField | GroupField | ChoiceField;

type Schema = z.core.$ZodType;

/** The fields of an object, in the schema's order: what `check` judges is what a form shows. */
export function schemaFields(shape: Readonly<Record<string, Schema>>): readonly SchemaField[] {
  return Object.entries(shape).map(([key, schema]) => fieldOf(key, schema));
}

function fieldOf(key: string, schema: Schema): SchemaField {
  const { inner, isOptional } = unwrap(schema);
  const named = { key, label: fieldLabels[key] ?? key, isRequired: !isOptional };
  const shape = shapeOf(inner);
  if (shape !== undefined) return { ...named, kind: 'group', fields: textFields(shape) };
  const options = optionsOf(inner);
  if (options !== undefined) return { ...named, kind: 'choice', options };
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
    if ('fields' in field || field.kind === 'choice')
      throw new Error(`${key}: no form for fields so deep`);
    return field;
  });
}

interface Definition {
  readonly type: string;
  readonly innerType?: Schema;
  readonly element?: Schema;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly entries?: Readonly<Record<string, string>>;
}

function definitionOf(schema: Schema): Definition {
  return schema._zod.def as unknown as Definition;
}

function unwrap(schema: Schema): { inner: Schema; isOptional: boolean } {
  const { type, innerType } = definitionOf(schema);
  return (type === 'optional' || type === 'default') && innerType !== undefined
    ? { inner: innerType, isOptional: true }
    : { inner: schema, isOptional: false };
}

function shapeOf(schema: Schema): Definition['shape'] {
  return definitionOf(schema).type === 'object' ? definitionOf(schema).shape : undefined;
}

function elementOf(schema: Schema): Schema | undefined {
  return definitionOf(schema).type === 'array' ? definitionOf(schema).element : undefined;
}

function optionsOf(schema: Schema): readonly string[] | undefined {
  const { type, entries } = definitionOf(schema);
  if (type === 'boolean') return ['true', 'false'];
  return type === 'enum' && entries !== undefined ? Object.values(entries) : undefined;
}

function isNumber(schema: Schema): boolean {
  return ['number', 'int'].includes(definitionOf(schema).type);
}
