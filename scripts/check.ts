/**
 * Checks the content folder and prints its problems, or repairs what has one right answer.
 *
 *   npm run check [-- <folder>] [--json] [--strict] [--code <code>]… [--file <path>]… [--list <folder>]
 *   npm run check -- [<folder>] --fix [--yes] [--file <path>]…
 *
 * Without a folder: `ARCHIVE_CONTENT`, else `content/`. `--code` and `--file` (a file or folder of the
 * content folder) leave out all others. Ten places of each code are printed; where there are more the whole
 * list is written to `.cache/problems/`, with `--list` always and there. `--json` prints all of them as one
 * JSON array. `--fix` shows the repairs as a diff, and writes them with `--yes`.
 *
 * Exit code 1 when there are errors (with `--strict` also when there are warnings), 2 when the command
 * itself is wrong; `--fix` exits 1 when a file could not be written, or was changed by somebody else meanwhile.
 */
import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { closest, distance } from 'fastest-levenshtein';
import { formatMends } from '../src/archive/mend/format-mends.ts';
import { mendContent, writeMends } from '../src/archive/mend/mend-content.ts';
import { openArchive } from '../src/archive/open-archive.ts';
import { readSettings } from '../src/building/settings.ts';
import { problemCatalogue } from '../src/model/problem-catalogue.ts';
import { root, runCommand } from './command.ts';
import { readArguments, WrongUse } from './read-arguments.ts';
import { tellProblems } from './tell-problems.ts';

const usage =
  '用法：npm run check -- [内容文件夹] [--json] [--strict] [--code 代号] [--file 文件] [--list 文件夹]\n' +
  '      npm run check -- [内容文件夹] --fix [--yes] [--file 文件]\n';

interface Wanted {
  readonly json: boolean;
  readonly strict: boolean;
  readonly fix: boolean;
  readonly yes: boolean;
  readonly code: readonly string[];
  readonly file: readonly string[];
  readonly list: string | undefined;
  /** Absolute. */
  readonly contentDir: string;
}

/** @throws {WrongUse} */
function readWanted(): Wanted {
  const { values, positionals } = readArguments({
    usage,
    words: 1,
    options: {
      json: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      fix: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      code: { type: 'string', multiple: true, default: [] },
      file: { type: 'string', multiple: true, default: [] },
      list: { type: 'string' },
    },
  });
  const [folder] = positionals;
  if (values.yes && !values.fix) throw new WrongUse('--yes 只和 --fix 一起用。', usage);
  const unknown = values.code.find((code) => !Object.hasOwn(problemCatalogue, code));
  if (unknown !== undefined) {
    const near = nearestCode(unknown);
    const meant = near === undefined ? '' : `；是不是 ${near}`;
    throw new WrongUse(`没有“${unknown}”这个代号${meant}。`, usage);
  }
  const contentDir = folder === undefined ? readSettings(root).contentDir : resolve(folder);
  return { ...values, list: values.list, contentDir };
}

/** The code that somebody who mistyped has meant, where one is near. */
function nearestCode(typed: string): string | undefined {
  const near = closest(typed, Object.keys(problemCatalogue));
  return distance(typed, near) <= 3 ? near : undefined;
}

/** Whether a file of the content folder was asked for, named from there or from where the command runs. */
function fileFilter(contentDir: string, named: readonly string[]): (file: string) => boolean {
  const wanted = named.map((name) => {
    const path = existsSync(join(contentDir, name)) ? join(contentDir, name) : resolve(name);
    return relative(contentDir, path).split(sep).join('/');
  });
  return (file) =>
    wanted.length === 0 || wanted.some((name) => file === name || file.startsWith(`${name}/`));
}

async function check({ json, strict, code, file, list, contentDir }: Wanted): Promise<number> {
  const isWanted = fileFilter(contentDir, file);
  const found = (await openArchive(contentDir)).problems;
  const problems = found.filter(
    (problem) => isWanted(problem.file) && (code.length === 0 || code.includes(problem.code)),
  );
  process.stdout.write(
    json
      ? `${JSON.stringify(problems, undefined, 2)}\n`
      : tellProblems(problems, {
          root,
          contentDir,
          list: list === undefined ? undefined : resolve(list),
        }),
  );
  const failing = problems.some(
    ({ severity }) => severity === 'error' || (strict && severity === 'warning'),
  );
  return failing ? 1 : 0;
}

function fix({ yes, file, contentDir }: Wanted): number {
  if (!existsSync(contentDir)) {
    process.stderr.write(`没有内容文件夹“${contentDir}”。\n`);
    return 1;
  }
  const mends = mendContent(contentDir, fileFilter(contentDir, file));
  process.stdout.write(formatMends(mends));
  if (mends.length === 0) return 0;
  if (!yes) {
    process.stdout.write('还没有写入。看过没有问题，加上 --yes 再运行一次就写入。\n');
    return 0;
  }
  const written = writeMends(contentDir, mends);
  process.stdout.write(`已写入 ${written.length} 个文件。\n`);
  const left = mends.filter((mend) => !written.includes(mend.file));
  for (const mend of left)
    process.stderr.write(`${mend.file} 刚被别人改过，或者设了只读、不能写，没有写入。\n`);
  return left.length > 0 ? 1 : 0;
}

await runCommand(() => {
  const wanted = readWanted();
  return wanted.fix ? fix(wanted) : check(wanted);
});
