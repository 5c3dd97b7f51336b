/**
 * Keeps a release for later generations.
 *
 *   npm run preserve -- <folder> [--release <id>] [--to <folder of releases>] [--date 2026-11-26]
 *
 * Writes `archive-<id>.wacz`, which replays, and `archive-<id>/`, which opens by double click.
 * The date stands in every record of the first; without one it is the newest day on which a report was made public.
 * Exit code 1 when it could not be done, 2 when the command itself is wrong.
 */
import { mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { newestDate } from '../src/release/preserve/newest-date.ts';
import { writePlainFolder } from '../src/release/preserve/write-plain-folder.ts';
import { writeWacz } from '../src/release/preserve/write-wacz.ts';
import { ReleaseRefused } from '../src/release/release-refused.ts';
import { ReleaseStore } from '../src/release/release-store.ts';
import { root, runCommand } from './command.ts';
import { readArguments, WrongUse } from './read-arguments.ts';

const usage =
  '用法：npm run preserve -- <文件夹> [--release 版本] [--to 存版本的文件夹] [--date 年-月-日]';

await runCommand(() => {
  const { values, positionals } = readArguments({
    usage,
    words: 1,
    needs: '存到哪个文件夹',
    options: {
      to: { type: 'string', default: 'releases' },
      release: { type: 'string' },
      date: { type: 'string' },
    },
  });
  const [folder = ''] = positionals;
  const { to, release, date } = values;
  if (date !== undefined && !isDay(date))
    throw new WrongUse(`--date 要写成 2026-01-31 这样的日期，不是“${date}”。`, usage);
  const store = new ReleaseStore(resolve(root, to));
  const id = release ?? store.latest();
  if (id === undefined) {
    throw new ReleaseRefused(`${store.folder} 里还没有版本：先运行 npm run release。`);
  }
  const chosen = store.open(id);
  const day = date ?? newestDate(chosen.site);
  if (day === undefined) {
    throw new ReleaseRefused('报告都没有公开日期：用 --date 年-月-日 给出存档里写的日期。');
  }
  const target = resolve(folder);
  mkdirSync(target, { recursive: true });
  const wacz = join(target, `archive-${id}.wacz`);
  writeWacz(chosen, wacz, day);
  console.log(`${wacz}（${(statSync(wacz).size / 1e6).toFixed(1)} MB，记录的日期 ${day}）`);
  const plain = join(target, `archive-${id}`);
  writePlainFolder(chosen, plain);
  console.log(`${plain}：双击里面的 index.html 打开。`);
  return 0;
});

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(time || 0).toISOString().startsWith(text);
}
