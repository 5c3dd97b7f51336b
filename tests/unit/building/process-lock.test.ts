import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { ProcessLock } from '../../../src/building/process-lock.ts';

const module = pathToFileURL(join(import.meta.dirname, '../../../src/building/process-lock.ts'));

/** Takes the lock as often as told; while it has it, a folder of its own making proves that nobody else has. */
const taker = `
  import { mkdirSync, rmdirSync } from 'node:fs';
  import { ProcessLock } from '${module.href}';
  const [file, times] = [process.argv[1], Number(process.argv[2])];
  for (let taken = 0; taken < times; ) {
    const lock = ProcessLock.take(file);
    if (lock === undefined) continue;
    mkdirSync(file + '.proof');
    rmdirSync(file + '.proof');
    lock.release();
    taken += 1;
  }
`;

/** `LOCK_TAKINGS=10000` for a longer trial. */
const takings = Number(process.env.LOCK_TAKINGS ?? 600);

/** Takes the lock, says so, and waits to be killed. */
const holder = `
  import { ProcessLock } from '${module.href}';
  console.log(ProcessLock.take(process.argv[1]) === undefined ? 'held' : 'taken');
  setInterval(() => {}, 1000);
`;

function run(source: string, ...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--input-type=module', '-e', source, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

describe('A lock', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lock-'));
    file = join(folder, 'below/turn.lock');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is held by one taker of a process and leaves nothing behind', () => {
    const lock = ProcessLock.take(file);
    assert.ok(lock);
    assert.equal(ProcessLock.take(file), undefined);
    lock.release();
    lock.release();
    assert.equal(existsSync(file), false);
    const again = ProcessLock.take(file);
    assert.ok(again);
    again.release();
    assert.deepEqual(readdirSync(join(folder, 'below')), []);
  });

  test('ends with the process that held it, however that ended', async () => {
    const child = run(holder, file);
    const [said] = (await once(child.stdout ?? child, 'data')) as [Buffer];
    assert.equal(String(said).trim(), 'taken');
    assert.equal(ProcessLock.take(file), undefined);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.ok(existsSync(file), 'the file is still there');
    const lock = ProcessLock.take(file);
    assert.ok(lock);
    lock.release();
  });

  test('says when its file is somebody else’s, and leaves it', () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '1234');
    assert.throws(() => ProcessLock.take(folder), /not a database/);
    assert.ok(existsSync(folder));
  });

  test('is never held twice, however contested', async () => {
    const takers = Array.from({ length: 4 }, () => run(taker, file, String(takings / 4)));
    const codes = await Promise.all(takers.map(async (child) => (await once(child, 'exit'))[0]));
    assert.deepEqual(codes, [0, 0, 0, 0]);
    assert.equal(existsSync(file), false);
  });
});
