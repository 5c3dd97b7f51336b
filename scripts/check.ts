/**
 * Checks the content folder and prints every problem.
 *
 *   npm run check [-- <folder>] [-- --json] [-- --strict]
 *
 * Without a folder: `ARCHIVE_CONTENT`, else `content/`. `--json` prints the problems as one JSON
 * array. Exit code 1 when there are errors (with `--strict` also when there are warnings),
 * 2 when the command itself is wrong.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatProblems } from '../src/archive/check/format-problem.ts';
import { openArchive } from '../src/archive/open-archive.ts';
import { readSettings } from '../src/building/settings.ts';
import { runCommand } from './command.ts';

const usage = '用法：npm run check -- [内容文件夹] [--json] [--strict]\n';

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        strict: { type: 'boolean', default: false },
      },
    });
    return positionals.length > 1 ? undefined : { ...values, folder: positionals[0] };
  } catch {
    return undefined;
  }
}

async function check(): Promise<number> {
  const wanted = readArguments();
  if (wanted === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  const { folder, json, strict } = wanted;
  const contentDir =
    folder === undefined ? readSettings(process.cwd()).contentDir : resolve(folder);
  const { problems } = await openArchive(contentDir);
  process.stdout.write(
    json ? `${JSON.stringify(problems, undefined, 2)}\n` : formatProblems(problems),
  );
  const failing = problems.some(
    ({ severity }) => severity === 'error' || (strict && severity === 'warning'),
  );
  return failing ? 1 : 0;
}

await runCommand(check);
