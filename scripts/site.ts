import { isBuilt } from '../src/building/build-memory.ts';
import { readSettings } from '../src/building/settings.ts';
import { buildCommand } from './build.ts';
import { root, runCommand } from './command.ts';
import { previewCommand } from './preview.ts';

await runCommand(async () => {
  const settings = readSettings(root);
  if (isBuilt(settings)) {
    console.log('内容和程序都没有变，直接打开上一次生成的结果。');
  } else {
    const code = await buildCommand(settings);
    // Astro leaves servers and workers behind when a page fails; nothing is left to wait for.
    if (code !== 0) process.exit(code);
  }
  return previewCommand(settings);
});
