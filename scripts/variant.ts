/**
 * Looks into the conversion to Traditional.
 *
 *   npm run variant -- explain "<text>" [--standard tw|hk|t]   which layer decided each piece
 *   npm run variant -- review [--out <file.csv>] [--doubt 40]  every decision in the content, most doubtful first
 *   npm run variant -- accept <file.csv>                       puts the table's corrections into glossary.yaml
 *
 * The content is `ARCHIVE_CONTENT`, else `content/`. In the table an editor fills the last column
 * (改正·繁体) of the rows that are wrong, and 改正·简体 where another stretch than 词 is meant;
 * `accept` adds them to the glossary.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Document, parseDocument, YAMLSeq } from 'yaml';
import { openArchive } from '../src/archive/open-archive.ts';
import { readSettings } from '../src/building/settings.ts';
import type { Archive } from '../src/model/archive.ts';
import { traditionalStandards } from '../src/model/site.ts';
import { type Converter, createConverter } from '../src/variant/converter.ts';
import type { VariantLayer } from '../src/variant/piece.ts';
import { decisionsOf } from '../src/variant/review.ts';

const usage = `用法：
  npm run variant -- explain "<文字>" [--standard tw|hk|t]
  npm run variant -- review [--out <表格.csv>] [--doubt <最低疑度>]
  npm run variant -- accept <表格.csv>
`;

const layerNames: Readonly<Record<VariantLayer, string>> = {
  report: '本报告词表',
  site: '本站词表',
  quotation: '繁体引文',
  surname: '姓氏规则',
  field: '法政词表',
  'opencc-phrase': 'OpenCC 词',
  'opencc-character': 'OpenCC 字',
  unchanged: '不变',
};

const columns = [
  '疑度',
  '字',
  '所选',
  '其他写法',
  '依据',
  '词',
  '前后文',
  '文件',
  '行',
  '改正·简体',
  '改正·繁体',
];

async function contentArchive(): Promise<Archive> {
  const { archive } = await openArchive(readSettings(process.cwd()).contentDir);
  if (archive === undefined) throw new Error('内容有错误：请先运行 npm run check。');
  return archive;
}

async function explain(text: string, standard: string | undefined): Promise<void> {
  const archive = await contentArchive();
  const wanted = traditionalStandards.find((known) => known === standard);
  if (standard !== undefined && wanted === undefined) throw new Error(usage);
  const converter = createConverter({
    standard: wanted ?? archive.site.traditional,
    siteGlossary: archive.glossary,
  });
  console.log(converter.convert(text));
  for (const { source, target, layer } of converter.explain(text)) {
    console.log(`  ${source} → ${target}  ${layerNames[layer]}`);
  }
}

interface Row {
  readonly doubt: number;
  readonly cells: readonly string[];
}

/** Places that an editor has settled in the text itself, and code: nothing is decided there. */
const settled =
  /<(span|p|div|blockquote)\b[^>]*\b(?:data-traditional=|translate="no"|lang=)[^>]*>[^<]*<\/\1>|^```.*?^```|`[^`\n]+`/gms;

function rowsOf(file: string, written: string, converter: Converter, least: number): Row[] {
  let line = 1;
  let lineAt = 0;
  const text = written.replace(settled, (place) => place.replace(/[^\n]/g, ' '));
  return decisionsOf(text, converter)
    .map((decision) => {
      for (; lineAt < decision.at; lineAt += 1) if (text[lineAt] === '\n') line += 1;
      return { ...decision, line };
    })
    .filter(({ doubt }) => doubt >= least)
    .map(({ at, character, choice, alternatives, layer, word, doubt, line: where }) => ({
      doubt,
      cells: [
        String(doubt),
        character,
        choice,
        alternatives.join(' '),
        layerNames[layer],
        word,
        written.slice(Math.max(0, at - 10), at + 11).replace(/\s+/g, ' '),
        file,
        String(where),
        '',
        '',
      ],
    }));
}

/** `pages/about.mdx` …, sorted. */
function pageFiles(contentDir: string): string[] {
  const folder = join(contentDir, 'pages');
  if (!existsSync(folder)) return [];
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.mdx'))
    .map((name) => `pages/${name.replaceAll('\\', '/')}`)
    .sort();
}

async function review(out: string, least: number): Promise<void> {
  const archive = await contentArchive();
  const { traditional: standard } = archive.site;
  const rows: Row[] = [];
  const site = createConverter({ standard, siteGlossary: archive.glossary });
  const names = [
    ['site.yaml', [archive.site.name, archive.site.title, ...archive.site.trail].join('\n')],
    ['issuers.yaml', archive.issuers.map((issuer) => issuer.name).join('\n')],
    ...archive.editions.map((edition) => [
      `indicators/${edition.edition}.yaml`,
      [...archive.indicatorByKey.values()]
        .filter((indicator) => indicator.edition === edition.edition)
        .map((indicator) => indicator.title)
        .join('\n'),
    ]),
  ];
  for (const [file = '', text = ''] of names) rows.push(...rowsOf(file, text, site, least));
  for (const file of pageFiles(archive.contentDir)) {
    const text = readFileSync(join(archive.contentDir, file), 'utf8');
    rows.push(...rowsOf(file, text, site, least));
  }
  for (const report of archive.reports) {
    const converter = createConverter({
      standard,
      siteGlossary: archive.glossary,
      reportGlossary: report.glossary,
    });
    const text = readFileSync(join(archive.contentDir, report.file), 'utf8');
    rows.push(...rowsOf(report.file, text, converter, least));
  }
  rows.sort((a, b) => b.doubt - a.doubt);
  mkdirSync(dirname(out), { recursive: true });
  // The byte order mark tells spreadsheets that the text is UTF-8.
  const table = [columns, ...rows.map((row) => row.cells)].map((cells) =>
    cells.map(quoted).join(','),
  );
  writeFileSync(out, `\ufeff${table.join('\r\n')}\r\n`);
  console.log(`${rows.length} 处一对多转换写入 ${out}，疑度高的在前。`);
}

const quoted = (cell: string): string =>
  /[",\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;

/** Reads a table as spreadsheets write it. */
function readTable(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const match of text
    .replace(/^\ufeff/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (match[0] === '') break;
    rows.at(-1)?.push(match[1] === undefined ? (match[2] ?? '') : match[1].replace(/""/g, '"'));
    if (match[3] !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

async function accept(file: string): Promise<void> {
  const { contentDir } = readSettings(process.cwd());
  const [header = [], ...rows] = readTable(readFileSync(file, 'utf8'));
  const from = header.indexOf('改正·简体');
  const to = header.indexOf('改正·繁体');
  const where = header.indexOf('文件');
  const word = header.indexOf('词');
  if (from < 0 || to < 0 || word < 0) throw new Error(`${file} 不是 review 写出的表格。`);
  const path = join(contentDir, 'glossary.yaml');
  const document: Document = parseDocument(existsSync(path) ? readFileSync(path, 'utf8') : '[]');
  if (!(document.contents instanceof YAMLSeq)) document.contents = new YAMLSeq();
  const list = document.contents as YAMLSeq;
  list.flow = false;
  const known = new Map(
    (document.toJS() as { simplified: string; traditional: string }[]).map((entry) => [
      entry.simplified,
      entry.traditional,
    ]),
  );
  let added = 0;
  for (const row of rows) {
    const traditional = row[to]?.trim() ?? '';
    const own = row[from]?.trim() ?? '';
    if (own === '' && traditional === '') continue;
    const simplified = own === '' ? (row[word]?.trim() ?? '') : own;
    if (simplified.length !== traditional.length) {
      throw new Error(`“${simplified} → ${traditional}”两边字数不同，没有写入任何词条。`);
    }
    const before = known.get(simplified);
    if (before !== undefined && before !== traditional) {
      throw new Error(
        `“${simplified}”已定为“${before}”，又要改为“${traditional}”，没有写入任何词条。`,
      );
    }
    if (before === traditional) continue;
    known.set(simplified, traditional);
    list.add(
      document.createNode({ simplified, traditional, note: `复核 ${row[where] ?? ''}`.trim() }),
    );
    added += 1;
  }
  if (added > 0) writeFileSync(path, document.toString());
  console.log(`${added} 条写入 ${path}。`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      standard: { type: 'string' },
      out: { type: 'string', default: '.cache/variant-review.csv' },
      doubt: { type: 'string', default: '0' },
    },
  });
  const [command, argument] = positionals;
  if (command === 'explain' && argument) await explain(argument, values.standard);
  else if (command === 'review') await review(resolve(values.out), Number(values.doubt));
  else if (command === 'accept' && argument) await accept(resolve(argument));
  else throw new Error(usage);
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
