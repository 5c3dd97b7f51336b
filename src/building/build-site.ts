import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { AstroIntegration } from 'astro';
import { openArchive } from '../archive/open-archive.ts';
import { processStore } from '../archive/process-store.ts';
import { endStage, stage } from '../derive/stage.ts';
import type { Problem } from '../model/problem.ts';
import { filesBelow, inputsDigest } from './inputs-digest.ts';
import { OutputFolder } from './output-folder.ts';
import { ProcessLock } from './process-lock.ts';
import type { SiteSettings } from './settings.ts';

/** The content has errors; nothing was built and the last output stands as it was. */
export class ContentRejected extends Error {
  override readonly name = 'ContentRejected';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(`内容里有 ${problems.filter(({ severity }) => severity === 'error').length} 处错误`);
    this.problems = problems;
  }
}

/** What a finished build wrote. */
export interface BuildReport {
  readonly outDir: string;
  readonly files: number;
  /** Warnings: errors would have stopped the build. */
  readonly problems: readonly Problem[];
}

/**
 * Builds content → Simplified pages → everything that the integrations derive from them, and puts
 * the result in the place of the last one only when all of it succeeded.
 *
 * @throws {ContentRejected} when the content has errors
 * @throws {OutputRefused} when the output folder is not one to replace
 */
export async function buildSite(
  root: string,
  { contentDir, outDir }: SiteSettings,
): Promise<BuildReport> {
  const output = OutputFolder.acquire(outDir, { root, contentDir });
  const turn = await takeTurn(root);
  try {
    keepCompiledCode(root);
    const digest = inputsDigest(root, contentDir);
    // Read once, when the module loads; it loads while threads read the content.
    process.env.ASTRO_TELEMETRY_DISABLED = '1';
    const astro = import('astro');
    const { archive, problems } = await stage('检查内容', () => openArchive(contentDir));
    if (archive === undefined) throw new ContentRejected(problems);
    // The pages and the integrations take the archive that was just checked.
    processStore().archive = Promise.resolve(archive);
    const { build } = await astro;
    await build({
      root,
      outDir: output.staging,
      cacheDir: astroCacheDir(root, contentDir),
      logLevel: 'warn',
      integrations: [pageTimer()],
    });
    output.replace();
    rememberBuild(root, outDir, digest);
    return { outDir, files: filesBelow(outDir).length, problems };
  } finally {
    turn.release();
    output.release();
  }
}

/** Astro keeps the code of the pages it builds in one place: builds of one checkout take turns. */
async function takeTurn(root: string): Promise<ProcessLock> {
  for (let told = false; ; told = true) {
    const lock = ProcessLock.take(join(root, '.cache/builds/turn.lock'));
    if (lock instanceof ProcessLock) return lock;
    if (!told) console.log(`  另一次生成（进程 ${lock.holder}）还没有结束，等它……`);
    await setTimeout(250);
  }
}

/** Threads, and the next build, load what was compiled already: a thread starts in half the time. */
function keepCompiledCode(root: string): void {
  const folder = join(root, '.cache/node');
  enableCompileCache(folder);
  process.env.NODE_COMPILE_CACHE ??= folder;
}

/** Astro's cache of images and content: the caches of two content folders must not meet. */
export function astroCacheDir(root: string, contentDir: string): string {
  return join(root, '.cache/astro', shortHash(contentDir));
}

/** Whether `outDir` holds, untouched, what a build of these very inputs wrote. */
export function isBuilt(root: string, { contentDir, outDir }: SiteSettings): boolean {
  try {
    const remembered: unknown = JSON.parse(readFileSync(memoryFile(root, outDir), 'utf8'));
    const current = { inputs: inputsDigest(root, contentDir), output: outputState(outDir) };
    return JSON.stringify(remembered) === JSON.stringify(current);
  } catch {
    return false;
  }
}

function rememberBuild(root: string, outDir: string, inputs: string): void {
  const file = memoryFile(root, outDir);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ inputs, output: outputState(outDir) }));
}

function memoryFile(root: string, outDir: string): string {
  return join(root, '.cache/builds', `${shortHash(outDir)}.json`);
}

/** Changes when any file of the output is added, removed or written again. */
function outputState(outDir: string): string {
  const hash = createHash('sha256');
  for (const file of filesBelow(outDir)) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file.slice(outDir.length)}\0${size}\0${mtimeMs}\0`);
  }
  return hash.digest('hex');
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** Times what Astro does itself; what runs after the pages times itself with {@link stage}. */
function pageTimer(): AstroIntegration {
  let start = 0;
  return {
    name: 'page-timer',
    hooks: {
      'astro:build:start': () => {
        start = performance.now();
      },
      'astro:build:generated': () => endStage('生成简体页面', start),
    },
  };
}
