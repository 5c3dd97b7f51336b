/**
 * Builds a content folder and says what it took: pages, seconds by stage, peak memory. Builds twice:
 * with the folder's caches emptied, and again with them as the first build left them.
 *
 *   npm run bench:build -- --content <folder> [--without search-index,twins] [--keep]
 *   npm run bench:build -- --content <folder> --without search-index --pairs 3
 *
 * With `--pairs` it is told what a step adds to a cold build: so many builds with it and without it, in turns.
 * `--keep` leaves the last output in `.cache/bench-build/`. A folder of 3,476 real texts comes from
 * scripts/corpus.ts.
 */
import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSite } from '../src/building/build-site.ts';
import { keptFolder } from '../src/building/kept-folder.ts';
import { readSettings } from '../src/building/settings.ts';
import { finishedStages, type Stage } from '../src/building/stage.ts';
import { filesBelow } from '../src/derive/kept/files-below.ts';
import { percentile } from './bench-figures.ts';
import { scriptArguments } from './command.ts';
import { watchMemory } from './process-memory.ts';

/** What the building process says of itself when it is done. */
interface ChildReport {
  readonly stages: readonly Stage[];
  readonly files: number;
  readonly outDir: string;
  /** User and system time of the whole process. */
  readonly cpuSeconds: number;
}

interface Measurement extends ChildReport {
  readonly seconds: number;
  /** Largest sum of resident memory over the process and all its children, in bytes. */
  readonly peakMemory: number;
  readonly pages: number;
}

const root = resolve(import.meta.dirname, '..');

if (process.send) await buildAsChild(process.send.bind(process));
else await compareBuilds();

async function buildAsChild(send: NonNullable<typeof process.send>): Promise<void> {
  const { files, outDir } = await buildSite(readSettings(root));
  const { user, system } = process.cpuUsage();
  const report: ChildReport = {
    stages: finishedStages(),
    files,
    outDir,
    cpuSeconds: (user + system) / 1e6,
  };
  send(report, () => process.disconnect?.());
}

async function compareBuilds(): Promise<void> {
  const { values } = scriptArguments({
    usage:
      '用法：npm run bench:build -- [--content 内容文件夹] [--without 步骤,步骤] [--pairs 对数] [--keep]',
    options: {
      content: { type: 'string', default: 'content' },
      without: { type: 'string', default: '' },
      keep: { type: 'boolean', default: false },
      pairs: { type: 'string', default: '0' },
    },
  });
  const content = resolve(values.content);
  const out = join(root, '.cache/bench-build');
  const env = {
    ...process.env,
    ARCHIVE_CONTENT: content,
    ARCHIVE_OUT: out,
    ARCHIVE_SKIP: values.without,
  };
  const empty = () =>
    rmSync(keptFolder({ root, contentDir: content }), { recursive: true, force: true });
  if (Number(values.pairs) > 0) {
    const pairs: Pair[] = [];
    while (pairs.length < Number(values.pairs)) {
      empty();
      const whole = await measure({ ...env, ARCHIVE_SKIP: '' });
      empty();
      pairs.push({ whole, less: await measure(env) });
    }
    printPairs(content, values.without, pairs);
  } else {
    empty();
    const cold = await measure(env);
    const warm = await measure(env);
    print(content, values.without, cold, warm);
  }
  if (!values.keep) rmSync(out, { recursive: true, force: true });
}

function measure(env: NodeJS.ProcessEnv): Promise<Measurement> {
  const start = performance.now();
  const child = fork(import.meta.filename, {
    env,
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const used = child.pid === undefined ? undefined : watchMemory(child.pid);
  return new Promise((done, fail) => {
    let report: ChildReport | undefined;
    child.on('message', (message) => {
      report = message as ChildReport;
    });
    child.on('exit', (code, signal) => {
      const peakMemory = used?.().peak ?? 0;
      if (code !== 0 || !report) {
        fail(new Error(`the build ended with ${signal ?? `code ${code}`}`));
        return;
      }
      const seconds = (performance.now() - start) / 1000;
      const pages = filesBelow(report.outDir).filter((file) => file.endsWith('.html')).length;
      done({ ...report, seconds, peakMemory, pages });
    });
  });
}

function print(content: string, without: string, cold: Measurement, warm: Measurement): void {
  const names = [...new Set([...cold.stages, ...warm.stages].map(({ name }) => name))];
  const rows: [string, string, string][] = [
    ['', 'cold (CPU)', 'warm (CPU)'],
    ...names.map((name): [string, string, string] => [
      name,
      times(cold.stages.filter((stage) => stage.name === name)),
      times(warm.stages.filter((stage) => stage.name === name)),
    ]),
    ['whole command', times([cold]), times([warm])],
    ['peak memory', megabytes(cold.peakMemory), megabytes(warm.peakMemory)],
  ];
  console.log(`content: ${content}${without === '' ? '' : ` (without ${without})`}`);
  console.log(`pages: ${cold.pages} in both scripts, files: ${cold.files}`);
  const widest = Math.max(...rows.map(([name]) => columns(name)));
  for (const [name, first, second] of rows) {
    const room = ' '.repeat(widest - columns(name));
    console.log(`${name}${room}${first.padStart(18)}${second.padStart(18)}`);
  }
}

/** Two builds one after the other: with everything, and without some steps. */
interface Pair {
  readonly whole: Measurement;
  readonly less: Measurement;
}

function printPairs(content: string, without: string, pairs: readonly Pair[]): void {
  console.log(`content: ${content}, with and without ${without}, ${pairs.length} cold pairs`);
  const fields = [
    ['seconds', (all: Measurement) => all.seconds, (value: number) => value.toFixed(1)],
    ['CPU seconds', (all: Measurement) => all.cpuSeconds, (value: number) => value.toFixed(1)],
    ['peak memory', (all: Measurement) => all.peakMemory, megabytes],
  ] as const;
  for (const [name, of, written] of fields) {
    const [whole, less] = (['whole', 'less'] as const).map((side) =>
      pairs.map((pair) => of(pair[side])),
    ) as [number[], number[]];
    const added = whole.map((value, i) => value - (less[i] as number));
    const ratio = percentile(whole, 0.5) / percentile(less, 0.5);
    console.log(
      `${name.padEnd(12)} with ${whole.map(written).join(', ')} · without ${less.map(written).join(', ')} · ` +
        `added ${written(percentile(added, 0.5))} (median), ${ratio.toFixed(2)} times`,
    );
  }
}

/** A Han character is two columns wide. */
function columns(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);
}

/** Elapsed time, and that of all cores. */
function times(parts: readonly { seconds: number; cpuSeconds: number }[]): string {
  const sum = (field: 'seconds' | 'cpuSeconds') =>
    parts.reduce((total, part) => total + part[field], 0).toFixed(1);
  return `${sum('seconds')} s (${sum('cpuSeconds')} s)`;
}

function megabytes(bytes: number): string {
  return bytes === 0 ? 'not measured' : `${(bytes / 1e6).toFixed(0)} MB`;
}
