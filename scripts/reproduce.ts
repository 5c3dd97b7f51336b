/**
 * Proves that a build is the same bytes wherever and whenever it is made.
 *
 *   npm run reproduce [-- --against <folder or address>] [--keep <folder>]
 *
 * Builds the content here, then twice in a copy of checkout and content with a longer path, on another day, one
 * processor, in another time zone, language and home, with another umask: once with nothing kept and once with what
 * that kept. Of the first two it makes the release, the zip for hand carriage and what is preserved, and
 * compares all files byte for byte. `--against` compares the release with a published one instead of the two builds elsewhere.
 * `--keep` leaves what was made in a folder: one that is empty, or that an earlier run filled. Exit code 0 when all is the same, 1 when not, 2 when it could not be tried.
 */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { reportFailure } from '../src/building/explain-failure.ts';
import { readSettings } from '../src/building/settings.ts';
import { Refusal } from '../src/model/refusal.ts';
import { printable } from '../src/model/writing.ts';
import { againstPublished } from '../src/release/against-published.ts';
import { type FolderDifference, folderDifferences } from '../src/release/folder-differences.ts';
import {
  type Circumstances,
  copyElsewhere,
  otherCircumstances,
  type Place,
  runScript,
} from './build-elsewhere.ts';
import { root, usageCode } from './command.ts';
import { readArguments } from './read-arguments.ts';

const usage = '用法：npm run reproduce [-- --against <文件夹或网址>] [--keep <文件夹>]';
const mostNamed = 20;

interface Wanted {
  readonly against: string | undefined;
  readonly keep: string | undefined;
}

/** Says what was found, and returns the exit code. */
async function reproduce({ against, keep }: Wanted): Promise<number> {
  const { contentDir } = readSettings(root);
  const here: Place = { root, contentDir };
  const folder =
    keep === undefined ? mkdtempSync(join(tmpdir(), 'reproduce-')) : folderToKeep(resolve(keep));
  try {
    console.log(`${commitOf(root)}，内容 ${contentDir}`);
    const ours = join(folder, 'here');
    await make('这里', here, ours);
    if (against !== undefined) return await compareWithPublished(ours, against);
    const there = copyElsewhere(here, join(folder, 'elsewhere'));
    const circumstances = otherCircumstances(join(folder, 'home'));
    console.log(`别处：另一个更长的路径，${circumstances.names.join('，')}，内容的文件倒着写入。`);
    if (circumstances.missing.length > 0) {
      console.log(`这台机器上没有试的：${circumstances.missing.join('，')}。`);
    }
    let differing = 0;
    const theirs = join(folder, 'there');
    await make('别处，什么都没有存', there, theirs, circumstances);
    differing += tell(folderDifferences(ours, theirs));
    const again = join(folder, 'again/site');
    await make('别处，用刚才存下的再生成一次', there, dirname(again), circumstances, ['build']);
    differing += tell(folderDifferences(join(ours, 'site'), again));
    console.log(differing === 0 ? '逐字节相同。' : `有 ${differing} 个文件不同。`);
    return differing === 0 ? 0 : 1;
  } finally {
    if (keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** Says that all in a folder was made by this command, and may go. */
const mark = '这里的都是npm-run-reproduce做的.txt';

/**
 * A folder to keep what is made, made where it is not there; what an earlier run left is gone.
 *
 * @throws {Refusal} where it has anything that this command did not make.
 */
export function folderToKeep(folder: string): string {
  if (statSync(folder, { throwIfNoEntry: false })?.isFile())
    throw new Refusal(`${folder} 是一个文件：--keep 后面要写文件夹。`);
  mkdirSync(folder, { recursive: true });
  const own = [mark, 'here', 'there', 'elsewhere', 'again', 'home'];
  const names = readdirSync(folder);
  const other = existsSync(join(folder, mark))
    ? names.find((name) => !own.includes(name))
    : names[0];
  if (other !== undefined) {
    throw new Refusal(
      `${folder} 里有别的东西（${printable(other)}），没有动：这个命令会清空它用的文件夹。请给 --keep 一个空的或者新的文件夹。`,
    );
  }
  for (const name of own) rmSync(join(folder, name), { recursive: true, force: true });
  writeFileSync(
    join(folder, mark),
    '这个文件夹里的内容是 npm run reproduce --keep 做的，下一次会清空重做。\n',
  );
  return folder;
}

/**
 * Builds, and makes of the build all that is handed out: `site/`, `release/`, `carried.zip`, `preserved/`.
 *
 * @param only names of the commands that are enough; all when left out.
 */
async function make(
  name: string,
  place: Place,
  folder: string,
  circumstances?: Circumstances,
  only?: readonly string[],
): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const began = performance.now();
  const site = join(folder, 'site');
  const releases = ['--to', join(folder, 'release')];
  for (const script of [
    ['build'],
    ['release', ...releases],
    ['release', 'zip', join(folder, 'carried.zip'), ...releases],
    // A content may say no date of its own.
    ['preserve', join(folder, 'preserved'), '--date', '2000-01-01', ...releases],
  ] as const) {
    if (only?.includes(script[0]) === false) continue;
    const { code, output } = await runScript(place, script, site, circumstances);
    if (code === 0) continue;
    throw new Refusal(`${name}：npm run ${script[0]} 没有做成。\n${output}`);
  }
  console.log(`${name}：做好了（${((performance.now() - began) / 1000).toFixed(0)} 秒）`);
}

/** Names what differs, and gives how many files that are. */
function tell(differences: readonly FolderDifference[]): number {
  for (const difference of differences.slice(0, mostNamed)) {
    const path = printable(difference.path);
    if (difference.kind !== 'bytes') {
      console.log(`只有${difference.kind === 'only-first' ? '这里' : '那里'}有  ${path}`);
    } else {
      const { offset, lengths, around } = difference.first;
      console.log(`不同  ${path}：从第 ${offset + 1} 个字节起（${lengths.join('、')} 字节）`);
      for (const bytes of around) {
        console.log(`  ${bytes.toString('hex')}  ${printable(bytes.toString('latin1'))}`);
      }
    }
  }
  if (differences.length > mostNamed) console.log(`……共 ${differences.length} 个`);
  return differences.length;
}

async function compareWithPublished(ours: string, place: string): Promise<number> {
  const { release, differences } = await againstPublished(join(ours, 'release'), place);
  const count = tell(differences);
  if (count === 0) {
    console.log(`与 ${place} 的版本 ${release} 逐字节相同。`);
    return 0;
  }
  console.log(`与 ${place} 的版本 ${release} 有 ${count} 个文件不同。`);
  console.log('先看是不是同一个提交、同样的内容，依赖是不是用 npm ci 装的。');
  return 1;
}

function commitOf(checkout: string): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: checkout,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  try {
    const commit = git('rev-parse', '--short=12', 'HEAD').trim();
    return `提交 ${commit}${git('status', '--porcelain').trim() === '' ? '' : '（另有没提交的改动）'}`;
  } catch {
    return '不在 git 里';
  }
}

if (import.meta.main) {
  try {
    const { values } = readArguments({
      usage,
      options: { against: { type: 'string' }, keep: { type: 'string' } },
    });
    process.exitCode = await reproduce({ against: values.against, keep: values.keep });
  } catch (error) {
    const code = usageCode(error);
    if (code === undefined) reportFailure(error, root);
    process.exitCode = code ?? 2;
  }
}
