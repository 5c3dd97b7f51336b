import { buildSite, ContentRejected } from '../src/building/build-site.ts';
import { OutputRefused } from '../src/building/output-folder.ts';
import { readSettings, type Settings } from '../src/building/settings.ts';
import { tellProblems } from './tell-problems.ts';

/** Builds a site, says how it went, and returns the exit code. */
export async function buildCommand(settings: Settings): Promise<number> {
  console.log(`生成 ${settings.contentDir} → ${settings.outDir}`);
  try {
    const { files, problems } = await buildSite(settings);
    if (problems.length > 0) console.log(tellProblems(problems, settings));
    console.log(`完成：${files} 个文件。`);
    return 0;
  } catch (error) {
    if (error instanceof ContentRejected) {
      console.error(tellProblems(error.problems, settings));
      console.error('没有生成。上一次生成的结果原样保留。');
    } else if (error instanceof OutputRefused) {
      console.error(error.message);
    } else {
      console.error(error);
      console.error('生成中断。上一次生成的结果原样保留。');
    }
    return 1;
  }
}

if (import.meta.main) {
  // Astro leaves servers and workers behind when a page fails; nothing is left to wait for.
  process.exit(await buildCommand(readSettings(process.cwd())));
}
