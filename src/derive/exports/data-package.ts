import { createHash } from 'node:crypto';
import {
  type DataFormat,
  type DataTableName,
  dataPackageAddress,
  homeAddress,
  tableAddress,
  textsArchiveAddress,
} from '../../model/address.ts';
import { pageUrl } from '../../model/page-url.ts';
import type { Site } from '../../model/site.ts';
import type { ScriptText } from '../../variant/script-text.ts';
import type { DataField } from './data-table.ts';
import type { PackedFile } from './packed-file.ts';

/** One published file of open data. */
export interface DataFile {
  readonly table: DataTableName;
  readonly format: DataFormat;
  /** In Chinese. */
  readonly title: string;
  readonly text: string;
  readonly fields: readonly DataField[];
}

/**
 * The description of the open data of one script: a Data Package (https://datapackage.org/standard/data-package/),
 * which tools read to load the tables with their types. No licence and no date of making is named, because the
 * archive knows neither.
 */
export function dataPackage(
  site: Site,
  script: ScriptText,
  files: readonly DataFile[],
  texts?: PackedFile,
): string {
  const title = script.text(site.title ?? site.name);
  const description = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: new URL(site.url).hostname.toLowerCase(),
    id: pageUrl(site, script.address(dataPackageAddress)),
    title: `${title}${script.text('：开放数据')}`,
    homepage: pageUrl(site, script.address(homeAddress)),
    ...(site.sponsor && {
      contributors: [{ title: script.text(site.sponsor), roles: ['publisher'] }],
    }),
    resources: [
      ...files.map((file) => resource(script, file)),
      ...(texts ? [textsResource(site, script, texts)] : []),
    ],
  };
  return `${JSON.stringify(description, undefined, 1)}\n`;
}

/** In Simplified alone: the other tree names it by its URL, since a path must not lead upwards. */
function textsResource(site: Site, script: ScriptText, { bytes, sha256 }: PackedFile) {
  const isBeside = script.address(dataPackageAddress) === dataPackageAddress;
  return {
    name: 'texts',
    title: script.text('全部报告的文本（Markdown，简体）'),
    path: isBeside
      ? textsArchiveAddress.replace(/^\/data\//, '')
      : pageUrl(site, textsArchiveAddress),
    format: 'zip',
    mediatype: 'application/zip',
    bytes,
    hash: `sha256:${sha256}`,
  };
}

function resource(script: ScriptText, { table, format, title, text, fields }: DataFile) {
  return {
    name: `${table}-${format}`,
    type: 'table',
    title: script.text(title),
    path: tableAddress(table, format).replace(/^\/data\//, ''),
    format,
    mediatype: format === 'json' ? 'application/json' : 'text/csv',
    encoding: 'utf-8',
    bytes: Buffer.byteLength(text),
    hash: `sha256:${createHash('sha256').update(text).digest('hex')}`,
    // Where the rows are: https://datapackage.org/standard/table-dialect/.
    dialect:
      format === 'json' ? { property: table, itemType: 'object' } : { lineTerminator: '\r\n' },
    schema: {
      fields: fields.map(({ name, type, format: form, title: label }) => ({
        name: format === 'csv' ? script.text(name) : name,
        type,
        ...(form && { format: form }),
        ...(label && { title: script.text(label) }),
      })),
    },
  };
}
