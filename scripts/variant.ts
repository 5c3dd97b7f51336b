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
import { openArchive } from '../src/archive/open-archive.ts';
import { reportFailure } from '../src/building/explain-failure.ts';
import { readSettings } from '../src/building/settings.ts';
import type { Archive } from '../src/model/archive.ts';
import { Refusal } from '../src/model/refusal.ts';
import { traditionalStandards } from '../src/model/site.ts';
import { createConverter } from '../src/variant/converter.ts';
import { withEntries } from '../src/variant/glossary-file.ts';
import { corrections, layerNames, reviewRows, reviewTable } from '../src/variant/review-table.ts';
import { root, usageCode } from './command.ts';
import { HelpAsked, readArguments, WrongUse } from './read-arguments.ts';

const usage = `用法：
  npm run variant -- explain "<文字>" [--standard tw|hk|t]
  npm run variant -- review [--out <表格.csv>] [--doubt <最低疑度>]
  npm run variant -- accept <表格.csv>
`;

const { contentDir } = readSettings(process.cwd());

async function contentArchive(): Promise<Archive> {
  const { archive } = await openArchive(contentDir);
  if (archive === undefined) throw new Refusal('内容有错误：请先运行 npm run check。');
  return archive;
}

async function explain(text: string, standard: string | undefined): Promise<void> {
  const archive = await contentArchive();
  const wanted = traditionalStandards.find((known) => known === standard);
  if (standard !== undefined && wanted === undefined)
    throw new WrongUse(
      `--standard 可以是 ${traditionalStandards.join('、')}，不是“${standard}”。`,
      usage,
    );
  const converter = createConverter({
    standard: wanted ?? archive.site.traditional,
    siteGlossary: archive.glossary,
  });
  console.log(converter.convert(text));
  for (const { source, target, layer } of converter.explain(text)) {
    console.log(`  ${source} → ${target}  ${layerNames[layer]}`);
  }
}

/** `pages/about.mdx` …, sorted. */
function pageFiles(): string[] {
  const folder = join(contentDir, 'pages');
  if (!existsSync(folder)) return [];
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.mdx'))
    .map((name) => `pages/${name.replaceAll('\\', '/')}`)
    .sort();
}

async function review(out: string, least: number): Promise<void> {
  const { site, editions, indicatorByKey, issuers, glossary, reports } = await contentArchive();
  const standard = site.traditional;
  const general = createConverter({ standard, siteGlossary: glossary });
  const read = (file: string) => readFileSync(join(contentDir, file), 'utf8');
  const rows = [
    ['site.yaml', [site.name, site.title, ...site.trail].join('\n')],
    ['issuers.yaml', issuers.map(({ name }) => name).join('\n')],
    ...editions.map(({ edition }) => [
      `indicators/${edition}.yaml`,
      [...indicatorByKey.values()]
        .filter((indicator) => indicator.edition === edition)
        .map(({ title }) => title)
        .join('\n'),
    ]),
    ...pageFiles().map((file) => [file, read(file)]),
  ].flatMap(([file = '', text = '']) => reviewRows(file, text, general, least));
  for (const { file, glossary: reportGlossary } of reports) {
    const converter = createConverter({ standard, siteGlossary: glossary, reportGlossary });
    rows.push(...reviewRows(file, read(file), converter, least));
  }
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, reviewTable(rows));
  console.log(`${rows.length} 处一对多转换写入 ${out}，疑度高的在前。`);
}

function accept(file: string): void {
  const path = join(contentDir, 'glossary.yaml');
  const entries = corrections(readFileSync(file, 'utf8'));
  const { text, added } = withEntries(existsSync(path) ? readFileSync(path, 'utf8') : '', entries);
  if (added > 0) writeFileSync(path, text);
  console.log(`${added} 条写入 ${path}。`);
}

async function main(): Promise<void> {
  const { values, positionals } = readArguments({
    usage,
    words: 2,
    needs: '做什么：explain、review 或 accept',
    options: {
      standard: { type: 'string' },
      out: { type: 'string', default: '.cache/variant-review.csv' },
      doubt: { type: 'string', default: '0' },
    },
  });
  const [command, argument] = positionals;
  const wrong = (reason: string) => new WrongUse(reason, usage);
  if (command === 'explain') {
    if (argument === undefined) throw wrong('explain 后面没有写文字。');
    await explain(argument, values.standard);
  } else if (command === 'review') {
    if (argument !== undefined) throw wrong(`多了“${argument}”。`);
    if (!/^\d+(?:\.\d+)?$/.test(values.doubt))
      throw wrong(`--doubt 要写数字，不是“${values.doubt}”。`);
    await review(resolve(values.out), Number(values.doubt));
  } else if (command === 'accept') {
    if (argument === undefined) throw wrong('accept 后面没有写表格文件。');
    accept(resolve(argument));
  } else throw wrong(`没有 ${command} 这个命令。`);
}

await main().catch((error: unknown) => {
  process.exitCode = usageCode(error) ?? 2;
  if (!(error instanceof WrongUse || error instanceof HelpAsked)) reportFailure(error, root);
});
