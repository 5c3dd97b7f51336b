import type { DataTableName } from '../../model/address.ts';
import { csvTable } from '../../model/csv.ts';

/** Types of https://datapackage.org/standard/table-schema/#field-types that the tables use. */
export type FieldType = 'string' | 'integer' | 'year' | 'object' | 'array';

/** One column, as a Table Schema describes it. */
export interface DataField {
  readonly name: string;
  readonly type: FieldType;
  readonly format?: 'uri' | undefined;
  /** In Chinese. */
  readonly title?: string | undefined;
}

/** A table of open data: what is published of it as CSV, and as JSON. */
export interface DataTable<Row> {
  readonly name: DataTableName;
  readonly title: string;
  readonly rows: readonly Row[];
  /** The columns of the CSV file, named in Chinese, with what stands in them. */
  readonly columns: readonly (DataField & { readonly value: (row: Row) => string })[];
  /** The properties of each object of the JSON file. */
  readonly properties: readonly (DataField & { readonly name: keyof Row & string })[];
}

/** The rows as JSON, one a line, so that two versions can be compared line by line. */
export function tableJson<Row>({ name, rows }: Pick<DataTable<Row>, 'name' | 'rows'>): string {
  return `{"${name}":[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]}\n`;
}

/** @param convertName gives the columns their names in the script of the rows. */
export function tableCsv<Row>(
  { columns, rows }: Pick<DataTable<Row>, 'columns' | 'rows'>,
  convertName: (name: string) => string = (name) => name,
): string {
  return csvTable([
    columns.map(({ name }) => convertName(name)),
    ...rows.map((row) => columns.map(({ value }) => value(row))),
  ]);
}
