/**
 * Gives mutated contents to the check, and some of them to the build.
 *
 *   node tests/fuzzing/contents.ts --seed 1 [--count 60] [--builds 2]
 *
 * Each seed is one content. What holds for all: it is accepted, or refused with a coded message that names a file
 * (and a line, which that file has); within the limits of content-checker.ts; what the check accepts, builds; and
 * where it does not, the last output stays. Exit code 1 when one does not hold, the content kept beside its seed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { filesBelow } from '../../src/derive/kept/files-below.ts';
import { problemCatalogue } from '../../src/model/problem-catalogue.ts';
import { root, testDir } from '../sites.ts';
import type { Checked } from './check-child.ts';
import { ContentChecker, type Lost, limits } from './content-checker.ts';
import { writeMutated } from './mutate-content.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '60' },
    builds: { type: 'string', default: '2' },
  },
});
const first = Number(values.seed);
const work = mkdtempSync(join(tmpdir(), 'archive-fuzz-'));
const folder = join(work, 'content');
const outDir = join(work, 'out');
const checker = new ContentChecker();
let found = 0;
let accepted = 0;
/** How many builds of each kind are still to be tried. */
const left = { accepted: Number(values.builds), refused: Number(values.builds) };

for (let seed = first; seed < first + Number(values.count); seed += 1) {
  const mutations = writeMutated(folder, seed);
  const checked = await checker.check(folder);
  const faults = faultsOf(checked);
  if (!('lost' in checked) && faults.length === 0) {
    if (checked.accepted) accepted += 1;
    const kind = checked.accepted ? 'accepted' : 'refused';
    if (left[kind] > 0) {
      left[kind] -= 1;
      faults.push(...buildFaults(checked.accepted));
    }
  }
  if (faults.length === 0) continue;
  found += 1;
  const kept = join(testDir, 'fuzz', String(seed));
  console.error(`seed ${seed}: ${faults.join('; ')}\n  ${mutations.join('\n  ')}\n  ${kept}`);
  // Again from the seed: links and pipes are not copied.
  writeMutated(kept, seed);
}
checker.end();
rmSync(work, { recursive: true, force: true });
console.log(`${values.count} contents from seed ${first}: ${accepted} accepted, ${found} faults`);
process.exitCode = found > 0 ? 1 : 0;

function faultsOf(checked: Checked | Lost): string[] {
  if ('lost' in checked) return [checked.lost];
  const { problems, printed, memory, thrown } = checked;
  const faults: string[] = [];
  if (thrown !== undefined) faults.push(`threw ${thrown}`);
  if (memory > limits.bytes) faults.push(`took ${Math.round(memory / 1e6)} MB`);
  if (/^\s+at .*:\d+|node:internal|\[object |undefined|NaN/m.test(printed)) {
    faults.push(`says ${/^.*(?:\[object |undefined|NaN|at ).*$/m.exec(printed)?.[0]}`);
  }
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (thrown === undefined && (errors.length === 0) !== checked.accepted) {
    faults.push(`accepted: ${checked.accepted}, errors: ${errors.length}`);
  }
  const lines = new Map<string, number>();
  for (const { code, file, line, message } of problems) {
    if (!Object.hasOwn(problemCatalogue, code)) faults.push(`no such code: ${code}`);
    if (file === '' || !/\p{Script=Han}/u.test(message))
      faults.push(`${code} says ${file}: ${message}`);
    if (line === undefined) continue;
    const count = lines.get(file) ?? lineCount(join(folder, file));
    lines.set(file, count);
    if (!(Number.isInteger(line) && line >= 1 && line <= count)) {
      faults.push(`${code} at ${file}:${line} of ${count}`);
    }
  }
  return [...new Set(faults)].slice(0, 5);
}

/** Lines of a file; where its name was made printable, it is found under no other, and any line will do. */
function lineCount(path: string): number {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return Number.POSITIVE_INFINITY;
  return readFileSync(path, 'utf8').split(/\r\n|[\n\r]/).length;
}

function buildFaults(shouldBuild: boolean): string[] {
  const before = existsSync(outDir) ? digestOf(outDir) : undefined;
  const { status, signal, stderr, stdout } = spawnSync(process.execPath, ['scripts/build.ts'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 300_000,
    env: { ...process.env, ARCHIVE_CONTENT: folder, ARCHIVE_OUT: outDir },
  });
  const said = `${stdout}${stderr}`;
  if (shouldBuild)
    return status === 0
      ? []
      : [`accepted, but not built (${signal ?? status}): ${said.slice(-1500)}`];
  const faults: string[] = [];
  if (status !== 1) faults.push(`refused, but the build ended with ${signal ?? status}`);
  if (/^\s+at .*:\d+/m.test(said)) faults.push(`the build said ${said.slice(-1500)}`);
  const after = existsSync(outDir) ? digestOf(outDir) : undefined;
  if (before !== after) faults.push('the last output was touched');
  return faults;
}

function digestOf(path: string): string {
  const hash = createHash('sha256');
  for (const file of filesBelow(path).sort()) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}
