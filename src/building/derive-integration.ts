import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { currentArchive, listenToPages } from '../archive/current-archive.ts';
import { stepsWithout } from '../derive/pipeline.ts';
import type { DeriveContext, EarlyWork, ShippedCode, Step } from '../derive/step.ts';
import { traditionalSegment } from '../model/address.ts';
import { deriveContext } from './derive-context.ts';
import { serveDerived } from './serve-derived.ts';
import type { Settings } from './settings.ts';
import { endStage, noteBeside, stage } from './stage.ts';

/** Runs the pipeline: every step when the pages are there, or as its answers to requests in development. */
export function derive(settings: Settings, shipped: ShippedCode): AstroIntegration {
  const steps = stepsWithout(settings.without);
  const early = new Map<Step, EarlyWork>();
  let out = '';
  let begun = 0;
  const contextOf = async (step: Step): Promise<DeriveContext> => ({
    ...deriveContext(settings, await currentArchive(), step.name, (message) =>
      console.warn(`  ${step.title}：${message}`),
    ),
    out,
  });
  return {
    name: 'derive',
    hooks: {
      'astro:config:setup': ({ command, addMiddleware }) => {
        if (command !== 'build') return;
        addMiddleware({
          order: 'pre',
          entrypoint: new URL('./page-announcement.ts', import.meta.url),
        });
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use(serveDerived(settings, steps));
      },
      'astro:config:done': ({ config }) => {
        out = fileURLToPath(config.outDir);
      },
      'astro:build:start': async () => {
        begun = performance.now();
        for (const step of steps) {
          const work = step.early?.(await contextOf(step));
          if (work) early.set(step, work);
        }
        const announce = (pathname: string): void => {
          const file = `${pathname.slice(settings.base.length)}index.html`;
          for (const work of early.values()) work.announce(file);
        };
        listenToPages(early.size > 0 ? announce : undefined);
      },
      'astro:build:generated': () => endStage('生成简体页面', begun),
      'astro:build:done': async () => {
        listenToPages(undefined);
        const pages = { files: simplifiedPages(out), shipped };
        for (const step of steps) {
          const context = await contextOf(step);
          const work = early.get(step);
          await stage(step.title, () => step.run(context, pages, work));
          if (work?.seconds !== undefined) noteBeside(`${step.title}（同时）`, work.seconds);
        }
      },
    },
  };
}

/** Every page below the output folder but the Traditional ones, sorted, with `/`. */
function simplifiedPages(out: string): readonly string[] {
  return readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => relative(out, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !file.startsWith(`${traditionalSegment}/`))
    .sort();
}
