/**
 * Lets faults befall build, release, publish, preserve and verify at random, and looks whether what stood before stays whole,
 * the message is clear, and doing it again finishes the job.
 *
 *   npm run faults -- [--minutes 5] [--seed 7] [--fault "disk full"] [--task "publish rsync"] [--verbose]
 *
 * Each trial prints its seed when something does not hold; `--seed` repeats that one. Faults that need an
 * administrator (mounts) or a tool that is not there are left out, which is said. Exit code 1 when something did not hold.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scriptArguments } from '../../scripts/command.ts';
import { Dice } from '../fuzzing/dice.ts';
import { BuildWorld } from './build-world.ts';
import { faultKinds } from './kinds.ts';
import { trial } from './trial.ts';
import { type Task, targets, World } from './world.ts';

/** Folders in which the world may stand. */
const names = ['plain', '有 空格 的', '汉字'.repeat(40), "'quoted' & $dollar", 'a'.repeat(200)];

const { values } = scriptArguments({
  usage:
    '用法：npm run faults -- [--minutes 5] [--seed 7] [--fault 故障] [--task 工序] [--verbose]',
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string' },
    fault: { type: 'string' },
    task: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const isThere = (tool: string) => spawnSync(tool, ['--version']).error === undefined;
const usable = faultKinds.filter(({ name, needs, needsRoot }) => {
  if (values.fault !== undefined && values.fault !== name) return false;
  const lacks = needs.filter((tool) => !isThere(tool));
  const mayMount = needsRoot !== true || process.getuid?.() === 0;
  if (lacks.length > 0) console.log(`left out: ${name}, no ${lacks.join(', ')}`);
  else if (!mayMount) console.log(`left out: ${name}, which only an administrator can try`);
  return lacks.length === 0 && mayMount;
});
const kinds = targets.filter((kind) => kind === 'folder' || isThere(kind));
const all: readonly (readonly [name: string, begin: (world: World) => Task])[] = [
  ['release', (world) => world.release()],
  ...kinds.map((kind) => [`publish ${kind}`, (world: World) => world.publish(kind)] as const),
  ['preserve', (world) => world.preserve()],
  ['verify', (world) => world.verify()],
  ['build', () => building().task('output')],
  ['build kept', () => building().task('kept')],
];
const tasks = all.filter(([name]) => values.task === undefined || values.task === name);
const unknown = usable.length === 0 ? values.fault : tasks.length === 0 ? values.task : undefined;
if (unknown !== undefined) {
  console.error(`没有“${unknown}”，或者这里不能试。有：`);
  console.error(`  --fault ${faultKinds.map(({ name }) => `"${name}"`).join(' ')}`);
  console.error(`  --task ${all.map(([name]) => `"${name}"`).join(' ')}`);
  process.exit(2);
}
for (const name of ['minutes', 'seed'] as const) {
  if (values[name] === undefined || /^\d+(?:\.\d+)?$/.test(values[name])) continue;
  console.error(`--${name} 要写数字，不是“${values[name]}”。`);
  process.exit(2);
}

let built: BuildWorld | undefined;
/** Made when a build is first tried: it is a checkout of its own. */
function building(): BuildWorld {
  built ??= new BuildWorld(join(scratch, '另一个 checkout'));
  return built;
}

const scratch = mkdtempSync(join(tmpdir(), 'faults-'));
const worlds = new Map<string, World>();
const until = Date.now() + Number(values.minutes) * 60_000;
const first = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
let tried = 0;
let isStopped = false;
// A trial that has begun ends by itself and takes its mounts away.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    isStopped = true;
  });
}
let failed = 0;
try {
  for (
    let seed = first;
    !isStopped && (tried === 0 || (values.seed === undefined && Date.now() < until));
    seed += 1
  ) {
    const dice = new Dice(seed);
    const name = dice.one(names);
    const world = worlds.get(name) ?? new World(join(scratch, name));
    if (!worlds.has(name)) await world.prepare();
    worlds.set(name, world);
    const kind = dice.one(usable);
    const [chosen, begin] = dice.one(tasks);
    if (chosen.startsWith('build')) await building().prepare();
    const task = begin(world);
    const faults = await trial(world, task, kind, dice);
    if (faults === undefined) continue;
    tried += 1;
    if (faults.length > 0) {
      failed += 1;
      console.error(`seed ${seed}: ${task.name}, ${kind.name}, in ${name.slice(0, 20)}`);
      for (const fault of faults) console.error(`  ${fault}`);
    } else if (values.verbose) console.log(`seed ${seed}: ${task.name}, ${kind.name}`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`from seed ${first}: ${tried} trials, ${failed} of them failed`);
process.exitCode = failed > 0 ? 1 : 0;
