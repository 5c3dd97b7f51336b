import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { FileSpool, MemorySpool, type Spool } from '../../../src/search/packed/spool.ts';

const folder = mkdtempSync(join(tmpdir(), 'spool-'));
after(() => rmSync(folder, { recursive: true }));

function holds(spool: Spool): void {
  const entries = [[1, 2, 3], [], [4], Array.from({ length: 70_000 }, (_, i) => i & 255)];
  const numbers = entries.map((entry) => spool.put(Uint8Array.from(entry)));
  for (const i of [3, 0, 2, 1, 0])
    assert.deepEqual([...spool.get(numbers[i] as number)], entries[i]);
  assert.throws(() => spool.get(entries.length), RangeError);
}

test('a spool gives back what was put in, in any order, from memory and from a file', () => {
  holds(new MemorySpool());
  const path = join(folder, 'unsealed');
  const spool = new FileSpool(path);
  holds(spool);
  assert.throws(() => new FileSpool(path), /EEXIST/, 'never the file of another');
  spool.remove();
  assert.ok(!existsSync(path));
});
