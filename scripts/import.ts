/**
 * Imports documents into the content folder as reports.
 *
 *   npm run import -- <files, folders> [--to <content folder>] [--dry-run]
 *                     [--issuer <id>] [--year <year>] [--indicator <edition/code>]…
 *                     [--without-office] [--again]
 *
 * Reads .docx, .docm, .doc, .html, .mht, .txt, .pdf with a text layer, and .zip of them; where LibreOffice is
 * installed also .wps, .rtf and .odt, whole .doc files, and every Word file is compared with what LibreOffice
 * reads, which `--without-office` leaves out. `--issuer` and `--year` hold where a source does not say so
 * itself; `--indicator` for all of them. Nothing is ever overwritten, and a file that was imported before is
 * skipped, whether its report was edited, moved or (but with `--again`) taken away. The result of every file stands in `.cache/import/` as a page and as JSON.
 *
 * A text file with an address in each line (and, after a tab or comma, the file of its page where that is called
 * something else) is a list of saved pages that lie beside it: each page's report gets its source address from there,
 * and an address without a page is named. Nothing is fetched.
 *
 * Exit code 1 when a file was refused, 2 when the command itself is wrong.
 */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readSettings } from '../src/building/settings.ts';
import { findOffice } from '../src/importing/office/find-office.ts';
import { type ImportOptions, runImport } from '../src/importing/run-import.ts';
import { countOutcomes, outcomePage, stateNames } from '../src/importing/write/outcome-page.ts';
import { root, runCommand } from './command.ts';
import { readArguments, WrongUse } from './read-arguments.ts';

const usage = `用法：npm run import -- 文件、文件夹或网址清单… [--to 内容文件夹] [--dry-run] [--issuer 机构] [--year 年度] [--indicator 版本/代码] [--without-office] [--again]
网址清单是放在已保存的网页旁边的文字文件，一行一个网址；网页的文件名看不出是哪个网址的，在网址后面空一格写上文件名。程序不上网。
`;

/** @throws {WrongUse} */
function readWanted(): Omit<ImportOptions, 'childEntry'> {
  const { values, positionals } = readArguments({
    usage,
    words: Number.POSITIVE_INFINITY,
    needs: '要导入的文件或文件夹',
    options: {
      to: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      issuer: { type: 'string' },
      year: { type: 'string' },
      indicator: { type: 'string', multiple: true, default: [] },
      'without-office': { type: 'boolean', default: false },
      again: { type: 'boolean', default: false },
    },
  });
  if (values.year !== undefined && !/^\d{4}$/.test(values.year))
    throw new WrongUse(`--year 要写成四位数字，如 2021，不是“${values.year}”。`, usage);
  return {
    sources: positionals.map((source) => resolve(source)),
    contentDir: values.to === undefined ? readSettings(root).contentDir : resolve(values.to),
    isDryRun: values['dry-run'],
    isAgain: values.again,
    office: values['without-office'] ? undefined : findOffice(),
    stated: {
      year: values.year === undefined ? undefined : Number(values.year),
      issuer: values.issuer,
      indicators: values.indicator,
    },
  };
}

async function importFiles(options: Omit<ImportOptions, 'childEntry'>): Promise<number> {
  if (!statSync(options.contentDir, { throwIfNoEntry: false })?.isDirectory()) {
    process.stderr.write(`没有内容文件夹“${options.contentDir}”。\n`);
    return 1;
  }
  const outcomes = await runImport({
    ...options,
    howAgain: '加上 --again',
    childEntry: join(import.meta.dirname, 'import-one.ts'),
    onProgress: (done, all) => {
      if (process.stderr.isTTY)
        process.stderr.write(`\r读了 ${done}/${all} 个文件${done === all ? '\n' : ''}`);
    },
  });
  for (const { state, source, report, reason, open, review } of outcomes) {
    const words = [report, reason].filter((part) => part !== undefined).join('，');
    process.stdout.write(`${stateNames[state]}：${source}${words === '' ? '' : `，${words}`}\n`);
    for (const line of [...open, ...review]) process.stdout.write(`  ${line}\n`);
  }
  const folder = join(root, '.cache/import');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'import.json'), `${JSON.stringify(outcomes, undefined, 2)}\n`);
  const page = join(folder, 'import.html');
  writeFileSync(page, outcomePage(options.contentDir, outcomes, options.isDryRun));
  process.stdout.write(`\n${countOutcomes(outcomes)}。\n全部结果：${page}（用浏览器打开）。\n`);
  if (options.isDryRun) process.stdout.write('这是试运行，什么也没有写。\n');
  return outcomes.some(({ state }) => state === 'refused') ? 1 : 0;
}

await runCommand(() => importFiles(readWanted()));
