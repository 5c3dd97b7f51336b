import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, mock, test } from 'node:test';
import { releaseCommand } from '../../../scripts/release.ts';
import type { Settings } from '../../../src/building/settings.ts';
import { writeSmallBuild } from './small-build.ts';

describe('npm run release', () => {
  let folder: string;
  let settings: Settings;
  const said: string[] = [];

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'release-command-')));
    settings = {
      root: join(folder, 'checkout'),
      contentDir: join(folder, 'checkout/content'),
      outDir: join(folder, 'checkout/dist'),
      without: [],
      url: 'https://fz.archive.example',
      base: '/',
      ownsHost: false,
    };
    mkdirSync(settings.outDir, { recursive: true });
    writeSmallBuild(settings.outDir, 'one');
    for (const name of ['log', 'warn', 'error'] as const) {
      mock.method(console, name, (line: string) => said.push(line));
    }
  });
  after(() => {
    mock.restoreAll();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    said.length = 0;
  });

  const run = (...args: string[]) => releaseCommand(settings, args);

  test('says what to do first where there is no release, and no build', async () => {
    assert.equal(await run('publish', `folder:${folder}/www`), 1);
    assert.match(said.join('\n'), /先运行 npm run release/);
    settings = { ...settings, outDir: join(folder, 'none') };
    assert.equal(await run(), 1);
    assert.match(said.join('\n'), /先运行 npm run build/);
    settings = { ...settings, outDir: join(folder, 'checkout/dist') };
  });

  test('takes a build to its readers and back, and warns of an address that nobody can have', async () => {
    assert.equal(await run(), 0);
    assert.match(said.join('\n'), /警告：.*archive\.example/);
    writeSmallBuild(settings.outDir, 'one');
    settings = { ...settings, url: 'https://fz.qingfeng.gov.cn' };
    for (const edition of ['two', 'three']) {
      rmSync(settings.outDir, { recursive: true });
      mkdirSync(settings.outDir);
      writeSmallBuild(settings.outDir, edition);
      assert.equal(await run(), 1, 'a report of the edition before is gone');
      said.length = 0;
      assert.equal(await run('--accept-lost'), 0);
      assert.doesNotMatch(said.join('\n'), /警告/);
      assert.match(said.join('\n'), /新增 \d+，改动 \d+，去掉 \d+/);
      assert.equal(await run('publish', `folder:${folder}/www`), 0);
    }
    assert.equal(await run('rollback', `folder:${folder}/www`), 0);
    assert.equal(await run('clean', `folder:${folder}/www`), 0);
    assert.equal(await run('zip', join(folder, 'carried.zip')), 0);
    said.length = 0;
    assert.equal(await run('list'), 0);
    assert.equal(said.length, 3);
    assert.equal(await run('publish', `folder:${folder}/www`, '--release', said[0] ?? ''), 0);
  });

  test('shows how it is used when it is used otherwise', async () => {
    for (const args of [
      ['fly'],
      ['publish'],
      ['list', 'x'],
      ['rollback', 'a', 'b'],
      ['--clock'],
      ['constructor'],
    ]) {
      said.length = 0;
      assert.equal(await run(...args), 2, args.join(' '));
      assert.match(said.join('\n'), /^用法/m);
    }
  });

  test('takes no key out of the checkout, and keeps no release in the build', async () => {
    const key = join(settings.root, 'key.pem');
    writeFileSync(key, '');
    assert.equal(await run('sign', '--key', key), 1);
    assert.match(said.join('\n'), /私钥不能放在项目文件夹里/);
    assert.equal(await run('--to', join(settings.outDir, 'releases')), 1);
    assert.match(said.join('\n'), /不能放在生成的网站里面/);
  });
});
