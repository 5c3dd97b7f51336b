import { dataPackageAddress, tableAddress } from '../../model/address.ts';
import type { Archive } from '../../model/archive.ts';
import type { ScriptText } from '../../variant/script-text.ts';
import { coverageTable } from './coverage-records.ts';
import { type DataFile, dataPackage } from './data-package.ts';
import { type DataTable, tableCsv, tableJson } from './data-table.ts';
import { indicatorTable } from './indicator-records.ts';
import type { PackedFile } from './packed-file.ts';
import { reportTable } from './report-records.ts';

/**
 * All open data in one script, by its address without the base.
 *
 * @param texts the archive of all texts, where it has been made.
 */
export function dataFiles(
  archive: Archive,
  script: ScriptText,
  texts?: PackedFile,
): ReadonlyMap<string, string> {
  const files = [
    ...bothFormats(reportTable(archive, script), script),
    ...bothFormats(indicatorTable(archive, script), script),
    ...bothFormats(coverageTable(archive, script), script),
  ];
  return new Map([
    ...files.map(
      ({ table, format, text }) => [script.address(tableAddress(table, format)), text] as const,
    ),
    [script.address(dataPackageAddress), dataPackage(archive.site, script, files, texts)],
  ]);
}

function bothFormats<Row>(table: DataTable<Row>, script: ScriptText): readonly DataFile[] {
  const { name, title, columns, properties } = table;
  return [
    { table: name, format: 'json', title, text: tableJson(table), fields: properties },
    { table: name, format: 'csv', title, text: tableCsv(table, script.text), fields: columns },
  ];
}
