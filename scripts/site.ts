import { isBuilt } from '../src/building/build-memory.ts';
import { readSettings, type Settings } from '../src/building/settings.ts';
import { buildCommand } from './build.ts';
import { root, runCommand } from './command.ts';
import { previewCommand, readPlace } from './preview.ts';

/** Builds a site unless nothing has changed, serves it, prints its address; ends with the process. */
export async function siteCommand(settings: Settings): Promise<number> {
  // A slip of the hand is told before minutes of building.
  readPlace(process.argv.slice(2));
  if (isBuilt(settings)) {
    console.log('内容和程序都没有变，直接打开上一次生成的结果。');
  } else {
    const code = await buildCommand(settings);
    // Astro leaves servers and workers behind when a page fails; nothing is left to wait for.
    if (code !== 0) process.exit(code);
  }
  return previewCommand(settings);
}

if (import.meta.main) await runCommand(() => siteCommand(readSettings(root)));
