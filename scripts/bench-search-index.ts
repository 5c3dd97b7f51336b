/**
 * Writes the search index of a content folder and nothing else, for `bench-search.ts` and
 * `bench-search-sizes.ts` to watch from outside. Prints one line of JSON: what was written, how much memory
 * and time it took beside the opened archive, and questions with what the texts answer.
 *
 *   node --expose-gc scripts/bench-search-index.ts <content folder> <site folder> [questions] [seed]
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openArchive } from '../src/archive/open-archive.ts';
import { IndexBesidePages } from '../src/derive/search-index/index-beside-pages.ts';
import { type Archive, bodyOf } from '../src/model/archive.ts';
import { bodyBlocks } from '../src/search/indexing/body-blocks.ts';
import { normalizeText } from '../src/search/normalize.ts';
import { seededRandom } from './seeded-random.ts';

/** A run of a text, and how many documents have it. */
export interface CountedRun {
  readonly run: string;
  readonly documents: number;
}

/** Lengths of the runs that are asked for: most of four characters, as the targets are for them. */
const lengths = [4, 4, 4, 4, 2, 3, 8, 16];

function textsOf(archive: Archive, document: number): string[] {
  const report = archive.reports[document];
  if (!report) return [];
  const { headings, paragraphs } = bodyBlocks(bodyOf(archive, report).html);
  return [report.title, ...headings, ...paragraphs].map(normalizeText);
}

/** Runs from random places, counted by looking through every text. */
function countedRuns(archive: Archive, count: number, seed: number): CountedRun[] {
  const random = seededRandom(seed);
  const runs: string[] = [];
  while (runs.length < count) {
    const blocks = textsOf(archive, random.below(archive.reports.length));
    const block = blocks[random.below(blocks.length)] as string;
    const length = lengths[runs.length % lengths.length] as number;
    if (block.length < length) continue;
    const start = random.below(block.length - length + 1);
    const run = block.slice(start, start + length);
    if (!run.includes('"')) runs.push(run);
  }
  const found = new Uint32Array(runs.length);
  for (let document = 0; count > 0 && document < archive.reports.length; document++) {
    const text = textsOf(archive, document).join('\n');
    for (const [i, run] of runs.entries())
      if (text.includes(run)) found[i] = (found[i] as number) + 1;
  }
  return runs.map((run, i) => ({ run, documents: found[i] as number }));
}

/** Opening takes more for a while than what was opened; where the system can forget that, it does. */
function forgetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // The peak is then that of the whole process.
  }
}

/** In bytes, since {@link forgetPeak}. */
function peakMemory(): number {
  try {
    const [, kilobytes] = /VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  } catch {
    // Another system.
  }
  return process.resourceUsage().maxRSS * 1024;
}

const [content = '', site = '', questions = '0', seed = '1'] = process.argv.slice(2);
const { archive } = await openArchive(content);
if (!archive) throw new Error(`${content} has errors; see npm run check`);
globalThis.gc?.();
const before = process.memoryUsage.rss();
forgetPeak();
const cpuBefore = process.cpuUsage();
const begun = performance.now();
// As a build does it that has pages to write meanwhile.
const written = await new IndexBesidePages(archive, join(site, '.scratch')).finish(site);
const seconds = (performance.now() - begun) / 1000;
const cpu = process.cpuUsage(cpuBefore);
const figures = {
  ...written,
  before,
  peak: peakMemory(),
  seconds,
  cpuSeconds: (cpu.user + cpu.system) / 1e6,
};
rmSync(join(site, '.scratch'), { recursive: true, force: true });
console.log(
  JSON.stringify({ ...figures, runs: countedRuns(archive, Number(questions), Number(seed)) }),
);
