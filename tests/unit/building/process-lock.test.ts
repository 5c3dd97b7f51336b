import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ProcessLock } from '../../../src/building/process-lock.ts';

test('a lock is held against processes that run, and taken from those that are gone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lock-'));
  const file = join(folder, 'below/turn.lock');
  try {
    const lock = ProcessLock.take(file);
    assert.ok(lock instanceof ProcessLock);
    lock.release();
    assert.equal(existsSync(file), false);

    writeFileSync(file, String(process.ppid));
    assert.deepEqual(ProcessLock.take(file), { holder: process.ppid });

    for (const leftover of [String(spawnSync(process.execPath, ['-v']).pid), '', 'no number']) {
      writeFileSync(file, leftover);
      const taken = ProcessLock.take(file);
      assert.ok(taken instanceof ProcessLock, leftover);
      taken.release();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
