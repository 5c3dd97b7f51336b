import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { writeZip } from '../../../src/derive/texts/write-zip.ts';
import { verifyRelease } from '../../../src/release/verify/verify-release.ts';
import { writeCarriedZip } from '../../../src/release/zip/carried-zip.ts';
import { ZipFile } from '../../../src/release/zip/read-zip.ts';
import { type Releases, releasesOf } from './two-releases.ts';

const hasUnzip = spawnSync('unzip', ['-v']).error === undefined;

describe('The zip for hand carriage', () => {
  let all: Releases;
  let file: string;
  before(async () => {
    all = await releasesOf('one');
    file = join(all.folder, 'carried.zip');
    const [release] = all.made;
    if (release) await writeCarriedZip(release, file);
  });
  after(() => all.remove());

  test('is found whole, and the same when written again', async () => {
    const { findings, release } = await verifyRelease({ place: file });
    assert.deepEqual(findings, []);
    assert.equal(release, all.made[0]?.id);
    const again = join(all.folder, 'again.zip');
    if (all.made[0]) await writeCarriedZip(all.made[0], again);
    assert.ok(readFileSync(again).equals(readFileSync(file)));
  });

  test('unpacks elsewhere, and its own check there finds what was changed', {
    skip: !hasUnzip && 'no unzip',
  }, () => {
    const folder = join(all.folder, 'unpacked');
    assert.equal(spawnSync('unzip', ['-q', file, '-d', folder]).status, 0);
    const root = join(folder, `release-${all.made[0]?.id}`);
    const check = () => spawnSync('sh', [join(root, 'check.sh')], { encoding: 'utf8' });
    assert.equal(check().status, 0, check().stderr);
    assert.match(check().stdout, /全部文件完整/);
    assert.ok(readFileSync(join(root, 'site/reports/2019/a/附件 1.pdf')).includes('unchanged'));
    assert.match(readFileSync(join(root, '先读我.txt'), 'utf8'), /current/);
    writeFileSync(join(root, 'site/index.html'), 'x');
    assert.equal(check().status, 1);
  });

  test('is refused when it was not copied to its end, and names a file that is damaged', async () => {
    const cut = join(all.folder, 'cut.zip');
    const bytes = readFileSync(file);
    writeFileSync(cut, bytes);
    truncateSync(cut, bytes.length - 100);
    await assert.rejects(verifyRelease({ place: cut }), /不是完整的 zip/);
    const zip = new ZipFile(file);
    const path = zip.paths.find((name) => name.endsWith('about/index.html')) ?? '';
    const text = zip.read(path);
    zip.close();
    assert.match(text.toString(), /the same in every edition/);
    const at = bytes.indexOf(path) + Buffer.byteLength(path) + 3;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(cut, bytes);
    await assert.rejects(verifyRelease({ place: cut }), /about\/index\.html 损坏了/);
  });
});

describe('A zip of more files than two bytes can count', () => {
  test('can be read, by others too', () => {
    const folder = mkdtempSync(join(tmpdir(), 'zip-'));
    try {
      const file = join(folder, 'many.zip');
      const empty = Buffer.alloc(0);
      writeZip(
        file,
        (function* () {
          for (let i = 0; i < 65_600; i += 1) yield { path: `${i}`, read: () => empty };
        })(),
      );
      const zip = new ZipFile(file);
      assert.equal(zip.paths.length, 65_600);
      assert.equal(zip.read('65599').length, 0);
      zip.close();
      if (hasUnzip) {
        const { stdout } = spawnSync('unzip', ['-Z', '-h', file], { encoding: 'utf8' });
        assert.match(stdout, /number of entries: 65600/);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
