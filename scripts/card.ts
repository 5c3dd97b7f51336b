/**
 * Draws the picture that is shown when a link to the site is shared, in both scripts, into the content folder.
 *
 *   npm run card [-- <folder>] [--overwrite]
 *
 * Without a folder: `ARCHIVE_CONTENT`, else `content/`. `--overwrite` replaces pictures that were not drawn by it.
 * Exit code 1 when it could not be done, 2 when the command itself is wrong.
 */
import { resolve } from 'node:path';
import { openSound } from '../src/archive/open-archive.ts';
import { readSettings } from '../src/building/settings.ts';
import { keepCard } from '../src/derive/card/keep-card.ts';
import { siteConverters, variantSettings } from '../src/variant/site-converters.ts';
import { root, runCommand } from './command.ts';
import { readArguments } from './read-arguments.ts';

const usage = '用法：npm run card -- [内容文件夹] [--overwrite]';

await runCommand(async () => {
  const { values, positionals } = readArguments({
    usage,
    words: 1,
    options: { overwrite: { type: 'boolean', default: false } },
  });
  const [folder] = positionals;
  const archive = await openSound(
    folder === undefined ? readSettings(root).contentDir : resolve(folder),
  );
  const files = await keepCard(archive, siteConverters(variantSettings(archive)), values);
  for (const file of files) console.log(file);
  console.log('画好了，请打开看看；网站改了名再运行一次。');
  return 0;
});
