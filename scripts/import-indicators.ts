/**
 * Reads an official table of indicators into the content folder.
 *
 *   npm run import-indicators -- <table.xlsx|.docx|.csv|.html> --edition <edition>
 *                                [--title <title>] [--source <where it was printed>] [--columns 1,2,3]
 *                                [--compare <edition>] [--to <content folder>] [--yes] [--overwrite]
 *
 * Shows the tree with its codes and what is otherwise than in the edition before (the same one where it exists, else
 * the latest), asks for what the table does not say, and asks before it writes `indicators/<edition>.yaml`. Where
 * nobody can be asked, what is missing is listed and nothing is written; `--yes` says that it may be. A file that
 * exists is only replaced with `--overwrite`.
 *
 * Exit code 1 when nothing was written that should have been, 2 when the command itself is wrong.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parse, stringify } from 'yaml';
import { readSettings } from '../src/building/settings.ts';
import { importInChild } from '../src/importing/import-in-child.ts';
import { compareEditions } from '../src/importing/indicators/compare-editions.ts';
import { describeDifferences, describeTree } from '../src/importing/indicators/describe-tree.ts';
import {
  everyIndicator,
  type FoundIndicator,
  type FoundTree,
  findTree,
  HeaderMissing,
  indicatorSources,
} from '../src/importing/indicators/find-tree.ts';
import { SourceRefused } from '../src/importing/source-document.ts';
import { editionSchema, type IndicatorSource } from '../src/model/indicator.ts';
import { root, runCommand } from './command.ts';
import { readArguments, WrongUse } from './read-arguments.ts';

const usage =
  '用法：npm run import-indicators -- 表格.xlsx --edition 版本 [--title 名称] [--source 出处] [--columns 1,2,3] [--compare 版本] [--to 内容文件夹] [--yes] [--overwrite]\n';

interface Options {
  readonly table: string;
  readonly folder: string;
  readonly edition: string;
  readonly title: string | undefined;
  readonly source: string | undefined;
  readonly columns: readonly number[] | undefined;
  readonly compare: string | undefined;
  readonly isAgreed: boolean;
  readonly isReplaced: boolean;
}

/** @throws {WrongUse} */
function readWanted(): Options {
  const { values, positionals } = readArguments({
    usage,
    words: 1,
    needs: '表格文件',
    options: {
      edition: { type: 'string' },
      title: { type: 'string' },
      source: { type: 'string' },
      columns: { type: 'string' },
      compare: { type: 'string' },
      to: { type: 'string' },
      yes: { type: 'boolean', default: false },
      overwrite: { type: 'boolean', default: false },
    },
  });
  const [table = ''] = positionals;
  const { edition, columns, to } = values;
  if (edition === undefined)
    throw new WrongUse('没有写版本：加上 --edition，如 --edition 2021。', usage);
  if (!editionSchema.shape.edition.safeParse(edition).success)
    throw new WrongUse(`--edition 只能用字母、数字和连字符，如 2021，不是“${edition}”。`, usage);
  if (columns !== undefined && !/^[1-9]\d{0,2}(?:,[1-9]\d{0,2})*$/.test(columns))
    throw new WrongUse(`--columns 要写成 1,2,3 这样，各级在第几列，不是“${columns}”。`, usage);
  return {
    table: resolve(table),
    folder: join(to === undefined ? readSettings(root).contentDir : resolve(to), 'indicators'),
    edition,
    title: values.title,
    source: values.source,
    columns: columns?.split(',').map((column) => Number(column) - 1),
    compare: values.compare,
    isAgreed: values.yes,
    isReplaced: values.overwrite,
  };
}

/** Asks on a terminal; undefined where nobody answers. */
type Ask = (question: string) => Promise<string | undefined>;

async function importIndicators(options: Options, ask: Ask): Promise<number> {
  const tree = await readTree(options);
  const { indicators, left } = tree;
  process.stdout.write(describeTree(indicators));
  for (const line of left) process.stdout.write(`注意：${line}。\n`);
  await askForCodes(indicators, ask);
  const title = options.title ?? tree.title ?? (await ask('这一版指标体系的全称：'));
  const faults = [...codeFaults(indicators), ...(title ? [] : ['没有名称：请加 --title。'])];
  if (faults.length > 0 || !title) {
    process.stdout.write(`\n没有写入，先要改好 ${faults.length} 处：\n`);
    for (const fault of faults) process.stdout.write(`  ${fault}\n`);
    return 1;
  }
  const sources = indicatorSources(indicators);
  const count = [...everyIndicator(indicators)].length;
  process.stdout.write(`\n${title}：${count} 条。\n`);
  showDifferences(options, sources);
  return write(options, { title, indicators: sources }, ask);
}

async function readTree({ table, columns }: Options): Promise<FoundTree> {
  if (!existsSync(table)) throw new SourceRefused(`没有这个文件：${table}`);
  const entry = join(import.meta.dirname, 'import-one.ts');
  const answer = await importInChild(entry, { path: table, issuers: [], isTable: true });
  if (answer.kind === 'tables') return findTree(answer.grids, answer.before, columns);
  throw new SourceRefused(answer.kind === 'refused' ? answer.reason : '读不出来。');
}

async function askForCodes(indicators: readonly FoundIndicator[], ask: Ask): Promise<void> {
  const used = new Set<string>();
  for (const indicator of everyIndicator(indicators)) {
    const { place, title } = indicator;
    while (indicator.code === undefined || used.has(indicator.code)) {
      const why = indicator.code === undefined ? '没有编号' : `代码 ${indicator.code} 重复`;
      const answer = await ask(`${place}“${title}”${why}，代码写什么（英文字母、数字、连字符）：`);
      if (answer === undefined) break;
      if (editionSchema.shape.indicators.safeParse([{ code: answer, title }]).success)
        indicator.code = answer;
      else process.stdout.write(`“${answer}”不能用，只能有英文字母、数字和连字符。\n`);
    }
    if (indicator.code !== undefined) used.add(indicator.code);
  }
}

function codeFaults(indicators: readonly FoundIndicator[]): string[] {
  const places = new Map<string, string>();
  const faults: string[] = [];
  for (const { code, place, title } of everyIndicator(indicators)) {
    const before = code === undefined ? undefined : places.get(code);
    if (code === undefined) faults.push(`${place}“${title}”没有编号，请在表格里补上。`);
    else if (before !== undefined)
      faults.push(`${place}“${title}”的代码 ${code} 与${before}重复。`);
    else if (!editionSchema.shape.indicators.safeParse([{ code, title }]).success)
      faults.push(`${place}“${title}”的代码“${code}”不能用，只能有英文字母、数字和连字符。`);
    if (code !== undefined && before === undefined) places.set(code, place);
  }
  return faults;
}

/** The indicators of an edition on disk; undefined where it cannot be read. */
function editionOf(folder: string, edition: string): readonly IndicatorSource[] | undefined {
  const file = join(folder, `${edition}.yaml`);
  if (!existsSync(file)) return undefined;
  return editionSchema.safeParse(parse(readFileSync(file, 'utf8'))).data?.indicators;
}

function showDifferences({ folder, edition, compare }: Options, fresh: IndicatorSource[]): void {
  const editions = existsSync(folder)
    ? readdirSync(folder).flatMap((name) => /^([\w-]+)\.yaml$/.exec(name)?.[1] ?? [])
    : [];
  const other = compare ?? (editions.includes(edition) ? edition : editions.sort().at(-1));
  if (other === undefined) return;
  const before = editionOf(folder, other);
  process.stdout.write(
    before === undefined
      ? `没有 ${other} 这一版，或者读不出来，没有比较。\n`
      : describeDifferences(other, compareEditions(before, fresh)),
  );
}

async function write(
  { folder, edition, source, isAgreed, isReplaced }: Options,
  found: { readonly title: string; readonly indicators: readonly IndicatorSource[] },
  ask: Ask,
): Promise<number> {
  const name = `indicators/${edition}.yaml`;
  const file = join(folder, `${edition}.yaml`);
  if (existsSync(file) && !isReplaced) {
    process.stdout.write(`${name} 已经有了，没有改动；确定要换掉的加 --overwrite。\n`);
    return 1;
  }
  const isWanted = isAgreed || /^[yY是]/.test((await ask(`写入 ${name}？（y/n）`)) ?? 'n');
  if (!isWanted) {
    process.stdout.write('没有写入；看过以后加 --yes 写入。\n');
    return 1;
  }
  const fields = { edition, title: found.title, ...(source !== undefined && { source }) };
  const text = stringify({ ...fields, indicators: found.indicators }, { lineWidth: 0 });
  editionSchema.parse(parse(text));
  mkdirSync(folder, { recursive: true });
  const beside = `${file}-${process.pid}`;
  writeFileSync(beside, text, { flag: 'wx' });
  renameSync(beside, file);
  process.stdout.write(`写好了 ${name}；运行 npm run check 看看。\n`);
  return 0;
}

await runCommand(async () => {
  const options = readWanted();
  const lines = process.stdin.isTTY
    ? createInterface({ input: process.stdin, output: process.stdout })
    : undefined;
  // Whoever ends the input answers nothing more.
  const ended = new Promise<undefined>((resolve) => {
    lines?.once('close', () => resolve(undefined));
  });
  let isOver = lines === undefined;
  void ended.then(() => {
    isOver = true;
  });
  try {
    return await importIndicators(options, async (question) => {
      if (isOver) return undefined;
      const answer = (await Promise.race([lines?.question(question), ended]))?.trim();
      return answer === '' ? undefined : answer;
    });
  } catch (error) {
    if (!(error instanceof SourceRefused)) throw error;
    const more =
      error instanceof HeaderMissing ? '没有表头的加 --columns 1,2,3，写明各级在第几列。' : '';
    process.stderr.write(`${basename(options.table)}：${error.message}${more}\n`);
    return 1;
  } finally {
    lines?.close();
  }
});
