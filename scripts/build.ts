import { buildSite } from '../src/building/build-site.ts';
import { reportFailure } from '../src/building/explain-failure.ts';
import { readSettings, type Settings } from '../src/building/settings.ts';
import { ContentRejected } from '../src/model/content-rejected.ts';
import { printable } from '../src/model/writing.ts';
import { runCommand } from './command.ts';
import { readArguments } from './read-arguments.ts';
import { tellProblems } from './tell-problems.ts';

/** Builds a site, says how it went, and returns the exit code. */
export async function buildCommand(settings: Settings): Promise<number> {
  console.log(`生成 ${settings.contentDir} → ${settings.outDir}`);
  try {
    const { files, problems, retired } = await buildSite(settings);
    if (problems.length > 0) console.log(tellProblems(problems, settings));
    const { kept, left } = retired;
    if (kept.length > 0) console.log(`不是本程序生成的，原样留下：${shortList(kept)}`);
    if (left.length > 0) console.log(`与新生成的文件同名，移到了旁边：${shortList(left)}`);
    console.log(`完成：${files} 个文件。`);
    return 0;
  } catch (error) {
    if (error instanceof ContentRejected) {
      console.error(tellProblems(error.problems, settings));
      console.error('没有生成。上一次生成的结果原样保留。');
    } else {
      reportFailure(error, settings.root);
      console.error('生成中断。上一次生成的结果原样保留。');
    }
    return 1;
  }
}

function shortList(paths: readonly string[]): string {
  const more = paths.length > 10 ? ` 等 ${paths.length} 个` : '';
  return paths.slice(0, 10).map(printable).join('、') + more;
}

if (import.meta.main) {
  // Astro leaves servers and workers behind when a page fails; nothing is left to wait for.
  await runCommand(() => {
    readArguments({ usage: '用法：npm run build' });
    return buildCommand(readSettings(process.cwd()));
  });
  process.exit();
}
