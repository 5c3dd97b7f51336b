import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { provideArchive } from '../archive/current-archive.ts';
import { openArchive } from '../archive/open-archive.ts';
import { filesBelow } from '../derive/kept/files-below.ts';
import { ContentRejected } from '../model/content-rejected.ts';
import { compareProblems, type Problem } from '../model/problem.ts';
import { Refusal } from '../model/refusal.ts';
import { astroConfig } from './astro-config.ts';
import { rememberBuild } from './build-memory.ts';
import { inputsDigest } from './inputs-digest.ts';
import { OutputFolder } from './output-folder.ts';
import { ProcessLock } from './process-lock.ts';
import type { Retired } from './retire-output.ts';
import type { Settings } from './settings.ts';
import { stage } from './stage.ts';

/** What a finished build wrote. */
export interface BuildReport {
  readonly outDir: string;
  readonly files: number;
  /** What stood in the output folder and no build had written. */
  readonly retired: Retired;
  /** Warnings and notices: errors would have stopped the build. */
  readonly problems: readonly Problem[];
}

/**
 * Builds content → Simplified pages → everything that the pipeline derives, and puts the result in the
 * place of the last one only when all of it succeeded.
 *
 * @throws {ContentRejected} when the content has errors, or a finished page shows something else than was typed
 * @throws {OutputRefused} when the output folder is not one to replace
 */
export async function buildSite(wanted: Settings): Promise<BuildReport> {
  const { root, contentDir, outDir } = wanted;
  const output = OutputFolder.acquire(outDir, { root, contentDir });
  const turn = await takeTurn(root);
  // Inside the checkout, where the pages' code finds its packages, whatever the output is called; and a
  // new one each time, since Node keeps what it loaded from a path.
  const workshops = join(root, '.cache/workshop');
  const workshop = join(workshops, randomUUID());
  try {
    const digest = inputsDigest(wanted);
    // Read once, when the module loads.
    process.env.ASTRO_TELEMETRY_DISABLED = '1';
    // What is published is a function of content and code: without this Vite would build for development.
    process.env.NODE_ENV = 'production';
    const astro = import('astro');
    const { archive, problems } = await stage('检查内容', () => openArchive(contentDir));
    if (archive === undefined) throw new ContentRejected(problems);
    provideArchive(() => Promise.resolve(archive));
    // site.yaml as the archive has it: it may have been saved since the settings were read.
    const { url, base } = archive.site;
    const settings: Settings = { ...wanted, url, base, outDir: workshop };
    const { build } = await astro;
    rmSync(workshops, { recursive: true, force: true });
    try {
      await build({ ...astroConfig(settings), configFile: false, logLevel: 'warn' });
    } catch (error) {
      if (!(error instanceof ContentRejected)) throw error;
      throw new ContentRejected([...problems, ...error.problems].sort(compareProblems));
    }
    move(workshop, output.staging);
    const files = filesBelow(output.staging).length;
    const retired = output.replace();
    if (digest !== undefined) rememberBuild(wanted, digest);
    return { outDir, files, retired, problems };
  } finally {
    rmSync(workshop, { recursive: true, force: true });
    turn.release();
    output.release();
  }
}

/** To another disk too. */
function move(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    refuseIfFull(from, dirname(to));
    cpSync(from, to, { recursive: true });
  }
}

/** A copy that fills the disk fails with whatever the disk says last. */
function refuseIfFull(from: string, folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const needed = filesBelow(from).reduce((sum, file) => sum + statSync(file).size + bsize, 0);
  if (needed <= bavail * bsize) return;
  const megabytes = (bytes: number) => Math.ceil(bytes / 1_000_000);
  throw new Refusal(
    `${folder} 所在的磁盘满了：网站要 ${megabytes(needed)} MB，只剩 ${megabytes(bavail * bsize)} MB。请清理磁盘后再试。`,
  );
}

/** Builds of one checkout take turns: Astro keeps the code of the pages it builds in one place. */
async function takeTurn(root: string): Promise<ProcessLock> {
  for (let told = false; ; told = true) {
    const lock = ProcessLock.take(join(root, '.cache/builds/turn.lock'));
    if (lock !== undefined) return lock;
    if (!told) console.log('  同一个项目的另一次生成还没有结束，等它……');
    await setTimeout(250);
  }
}
