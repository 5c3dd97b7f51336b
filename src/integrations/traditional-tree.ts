import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { AstroIntegration, AstroIntegrationLogger } from 'astro';
import { currentArchive } from '../archive/current-archive.ts';
import { feedAddress, traditionalSegment } from '../model/address.ts';
import { convertFeed } from '../variant/convert-feed.ts';
import { siteConverters, variantSettings } from '../variant/site-converters.ts';
import { TraditionalCache } from './traditional-cache.ts';
import { stage } from './build/stage.ts';
import { serveTraditional } from './traditional-dev-server.ts';
import { type TreeResult, type TreeSettings, treeConversion } from './traditional-page.ts';

/** Below this much HTML (characters) starting a second thread costs more than it saves. */
const worthAThread = 4_000_000;

/**
 * Derives `<out>/zh-hant/**` from every page of `<out>` when the pages are built, and serves
 * `/zh-hant/…` from the Simplified pages in `astro dev`. Same input, same bytes.
 */
export function traditionalTree(): AstroIntegration {
  let base = '/';
  let origin: string | undefined;
  let cacheDir = '';
  return {
    name: 'traditional-tree',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.endsWith('/') ? config.base : `${config.base}/`;
        origin = config.site === undefined ? undefined : new URL(config.site).origin;
        cacheDir = fileURLToPath(new URL('variant/', config.cacheDir));
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use(
          serveTraditional(base, async () => ({
            variant: variantSettings(await currentArchive()),
            base,
            origin,
            twinFiles: [feedAddress],
          })),
        );
      },
      'astro:build:done': async ({ dir, logger }) => {
        const out = fileURLToPath(dir);
        const settings = {
          variant: variantSettings(await currentArchive()),
          base,
          origin,
          twinFiles: existsSync(path.join(out, feedAddress)) ? [feedAddress] : [],
        };
        await stage('生成繁体页面', () => deriveTraditionalTree(out, settings, cacheDir, logger));
      },
    },
  };
}

/**
 * Writes the Traditional twin of every page below `out`.
 *
 * @param cacheDir folder for the pages of the last build; what has not changed is copied from it.
 * @returns how many pages were converted and how many came from the cache.
 */
export async function deriveTraditionalTree(
  out: string,
  settings: TreeSettings,
  cacheDir: string,
  logger: Pick<AstroIntegrationLogger, 'info' | 'warn'>,
): Promise<{ converted: number; unchanged: number }> {
  const started = performance.now();
  const cache = new TraditionalCache(cacheDir, settings);
  const waiting: { file: string; key: string }[] = [];
  let unchanged = 0;
  let waitingLength = 0;
  for (const file of pagesBelow(out)) {
    const html = readFileSync(path.join(out, file), 'utf8');
    const key = cache.key(file, html);
    const known = cache.get(key);
    if (known === undefined) {
      waiting.push({ file, key });
      waitingLength += html.length;
    } else {
      write(out, file, known);
      unchanged += 1;
    }
  }

  let converted = 0;
  const finish = (file: string, key: string, { html, problems }: TreeResult): void => {
    write(out, file, html);
    // A page with a problem is converted again next time, so that the problem is told again.
    if (problems.length === 0) cache.set(key, html);
    for (const problem of problems) logger.warn(`${file}: ${problem}`);
    converted += 1;
    if (converted % 500 === 0) logger.info(`${converted} / ${waiting.length} pages converted`);
  };
  if (waitingLength < worthAThread) {
    const convert = waiting.length > 0 ? treeConversion(settings) : undefined;
    for (const { file, key } of waiting) {
      const html = readFileSync(path.join(out, file), 'utf8');
      if (convert) finish(file, key, convert({ file, html }));
    }
  } else {
    await convertInThreads(out, settings, waiting, finish);
  }
  const feed = path.join(out, feedAddress);
  if (existsSync(feed)) {
    const converter = siteConverters(settings.variant)(feedAddress);
    const xml = convertFeed(readFileSync(feed, 'utf8'), { ...settings, converter, address: feedAddress });
    write(out, feedAddress.slice(1), xml);
  }
  cache.sweep();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  logger.info(`${converted} pages converted, ${unchanged} unchanged, in ${seconds} s`);
  return { converted, unchanged };
}

function write(out: string, file: string, text: string): void {
  const target = path.join(out, traditionalSegment, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
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

async function convertInThreads(
  out: string,
  settings: TreeSettings,
  waiting: readonly { file: string; key: string }[],
  finish: (file: string, key: string, result: TreeResult) => void,
): Promise<void> {
  let next = 0;
  const run = (worker: Worker): Promise<void> =>
    new Promise((resolve, reject) => {
      const send = (): void => {
        const job = waiting[next];
        next += 1;
        if (!job) {
          resolve();
          return;
        }
        worker.postMessage({ file: job.file, html: readFileSync(path.join(out, job.file), 'utf8') });
        worker.once('message', (result: TreeResult) => {
          finish(job.file, job.key, result);
          send();
        });
      };
      worker.once('error', reject);
      send();
    });
  const workers = Array.from(
    { length: Math.min(availableParallelism(), 4) },
    () =>
      new Worker(new URL('./traditional-tree-worker.ts', import.meta.url), { workerData: settings }),
  );
  try {
    await Promise.all(workers.map(run));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
