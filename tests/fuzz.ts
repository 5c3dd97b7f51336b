/**
 * Runs every property of the unit tests with other seeds than `npm test` does, mutates whole contents, and asks the
 * search of the built county (`node tests/build.ts county`).
 *
 *   npm run fuzz -- [--minutes 10]     random seeds; a failure is pinned in tests/fixtures/fuzz/seeds.json,
 *                                      a content that fails is kept and named (fuzzing/contents.ts)
 *   node tests/fuzz.ts --replay        the pinned seeds once more; a step of npm test
 *
 * Exit code 1 when a property failed.
 */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scriptArguments } from '../scripts/command.ts';
import { root } from './sites.ts';

/** A seed with which a test file once failed. */
interface PinnedSeed {
  /** POSIX path from the root. */
  readonly file: string;
  readonly seed: number;
}

const pins = join(root, 'tests/fixtures/fuzz/seeds.json');
const { values } = scriptArguments({
  usage: '用法：npm run fuzz -- [--minutes 10]',
  options: { minutes: { type: 'string', default: '10' }, replay: { type: 'boolean' } },
});
const pinned = JSON.parse(readFileSync(pins, 'utf8')) as PinnedSeed[];

if (values.replay) {
  const failed = pinned.filter(({ file, seed }) => !holds(file, seed));
  for (const { file, seed } of failed) console.error(`${file} fails with seed ${seed}`);
  console.log(`${pinned.length} pinned seeds, ${failed.length} of them fail`);
  process.exitCode = failed.length > 0 ? 1 : 0;
} else {
  const files = globSync('tests/unit/**/*.test.ts', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => readFileSync(join(root, file), 'utf8').includes('/property.ts'))
    .sort();
  const until = Date.now() + Number(values.minutes) * 60_000;
  let tried = 0;
  let found = 0;
  while (Date.now() < until) {
    const seed = Math.floor(Math.random() * 2 ** 31);
    for (const file of files) {
      tried += 1;
      if (holds(file, seed)) continue;
      found += 1;
      pinned.push({ file, seed });
      writeFileSync(pins, `${JSON.stringify(pinned, undefined, 2)}\n`);
      console.error(`${file} fails with seed ${seed}: pinned`);
    }
    tried += 1;
    const contents = ['tests/fuzzing/contents.ts', `--seed=${seed}`, '--count=100', '--builds=1'];
    if (spawnSync(process.execPath, contents, { cwd: root, stdio: 'inherit' }).status !== 0) {
      found += 1;
    }
    tried += 1;
    const questions = ['tests/fuzzing/search.ts', `--seed=${seed}`, '--minutes=1'];
    if (spawnSync(process.execPath, questions, { cwd: root, stdio: 'inherit' }).status !== 0) {
      found += 1;
    }
    console.log(`${tried} runs of ${files.length} files, ${found} failures`);
  }
  process.exitCode = found > 0 ? 1 : 0;
}

function holds(file: string, seed: number): boolean {
  const { status } = spawnSync(process.execPath, ['--test', file], {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, FUZZ_SEED: String(seed) },
  });
  return status === 0;
}
