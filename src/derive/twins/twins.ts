import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration, AstroIntegrationLogger } from 'astro';
import { currentArchive } from '../../archive/current-archive.ts';
import { inThreads } from '../../archive/threads/thread-queue.ts';
import { feedAddress, traditionalSegment } from '../../model/address.ts';
import { variantSettings } from '../../variant/site-converters.ts';
import { stage } from '../stage.ts';
import { TraditionalHeadStart, twinThread } from './head-start.ts';
import { cacheVersion, TraditionalCache } from './twin-cache.ts';
import { serveTraditional } from './twin-dev-server.ts';
import { convertSiteFeed, type TreeSettings } from './twin-page.ts';
import { type Twin, type TwinSettings, twinWriter } from './twin-writer.ts';

/** Below this many bytes of HTML starting a second thread costs more than it saves. */
const worthAThread = 8_000_000;
/** An archive of this many reports is worth a thread while Astro still writes pages. */
const worthAHeadStart = 300;

/**
 * Derives `<out>/zh-hant/**` from every page of `<out>` when the pages are built, and serves
 * `/zh-hant/…` from the Simplified pages in `astro dev`. Same input, same bytes.
 *
 * Astro writes pages on one core; of a large archive another core converts what is written already.
 */
export function traditionalTree(): AstroIntegration {
  let base = '/';
  let origin: string | undefined;
  let cacheDir = '';
  let outDir = '';
  let headStart: TraditionalHeadStart | undefined;
  const treeSettings = async (): Promise<TreeSettings> => ({
    variant: variantSettings(await currentArchive()),
    base,
    origin,
  });
  return {
    name: 'traditional-tree',
    hooks: {
      'astro:config:setup': ({ command, addMiddleware }) => {
        if (command !== 'build') return;
        addMiddleware({
          order: 'pre',
          entrypoint: new URL('./page-announcement.ts', import.meta.url),
        });
      },
      'astro:config:done': ({ config }) => {
        base = config.base.endsWith('/') ? config.base : `${config.base}/`;
        origin = config.site === undefined ? undefined : new URL(config.site).origin;
        cacheDir = fileURLToPath(new URL('variant/', config.cacheDir));
        outDir = fileURLToPath(config.outDir);
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use(serveTraditional(base, treeSettings));
      },
      'astro:build:start': async () => {
        const { reports } = await currentArchive();
        if (reports.length < worthAHeadStart) return;
        headStart = new TraditionalHeadStart(
          twinSettings(outDir, await treeSettings(), cacheDir),
          base,
        );
      },
      'astro:build:done': async ({ dir, logger }) => {
        const out = fileURLToPath(dir);
        const settings = await treeSettings();
        await stage('生成繁体页面', () =>
          deriveTraditionalTree(out, settings, cacheDir, logger, headStart),
        );
      },
    },
  };
}

/**
 * Writes the Traditional twin of every page below `out`.
 *
 * @param cacheDir folder for the pages of the last build; what has not changed is copied from it.
 * @param headStart what was converted while the pages were written; it is ended here.
 * @returns how many pages were converted and how many came from the cache.
 */
export async function deriveTraditionalTree(
  out: string,
  settings: TreeSettings,
  cacheDir: string,
  logger: Pick<AstroIntegrationLogger, 'info' | 'warn'>,
  headStart?: TraditionalHeadStart,
): Promise<{ converted: number; unchanged: number }> {
  const started = performance.now();
  const twinsOf = twinSettings(out, settings, cacheDir);
  const files = pagesBelow(out);
  const bytes = files.reduce((sum, file) => sum + statSync(path.join(out, file)).size, 0);
  let twins: readonly Twin[];
  if (headStart !== undefined) twins = await headStart.finish(files);
  else if (bytes < worthAThread) twins = files.map(twinWriter(twinsOf));
  else twins = await inThreads<string, Twin>(twinThread, twinsOf, files);
  for (const { file, problems } of [...twins].sort(byFile)) {
    for (const problem of problems) logger.warn(`${file}: ${problem}`);
  }
  const feed = path.join(out, feedAddress);
  if (existsSync(feed)) {
    const xml = convertSiteFeed(settings, readFileSync(feed, 'utf8'));
    writeFileSync(path.join(out, traditionalSegment, feedAddress), xml);
  }
  new TraditionalCache(cacheDir, twinsOf.cacheVersion).sweep(new Set(twins.map(({ key }) => key)));
  const unchanged = twins.filter((twin) => twin.unchanged).length;
  const converted = twins.length - unchanged;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  logger.info(`${converted} pages converted, ${unchanged} unchanged, in ${seconds} s`);
  return { converted, unchanged };
}

/** All that decides the twins of a tree. */
export function twinSettings(out: string, tree: TreeSettings, cacheDir: string): TwinSettings {
  return { out, cacheDir, cacheVersion: cacheVersion(tree), tree };
}

/** Every page below the output folder but the Traditional ones, sorted, with `/`. */
function pagesBelow(out: string): string[] {
  return readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) =>
      path.relative(out, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
    )
    .filter((file) => !file.startsWith(`${traditionalSegment}/`))
    .sort();
}

function byFile(one: Twin, other: Twin): number {
  return one.file < other.file ? -1 : 1;
}
