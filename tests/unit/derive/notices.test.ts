import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { type NotedCode, noteShippedCode } from '../../../src/building/shipped-code.ts';
import { notices } from '../../../src/derive/notices/notices.ts';
import { root } from '../../sites.ts';
import { contextBelow } from './derive-context.ts';

describe('The notices of others’ work', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'notices-'));
    mkdirSync(join(folder, 'out'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** What is written when these modules stand in a chunk of the client. */
  function written(...ids: string[]): string {
    const shipped: NotedCode = { packages: new Set(), modules: new Set() };
    const modules = Object.fromEntries(ids.map((id) => [id, {}]));
    noteShippedCode(shipped, root).generateBundle({}, { 'a.js': { modules }, 'b.css': {} });
    notices.run(contextBelow(folder), { files: [], shipped }, undefined);
    return readFileSync(join(folder, 'out/THIRD-PARTY-NOTICES.txt'), 'utf8');
  }

  test('name every package that has a module in a script of the client', () => {
    const text = written(
      join(root, 'node_modules/pinyin-pro/dist/index.mjs'),
      join(root, 'node_modules/zod/v4/index.js'),
      `\0${join(root, 'node_modules/@astrojs/mdx/dist/index.js')}?x`,
      '\0vite/preload-helper.js',
      '\0@oxc-project+runtime@1/helpers/x.js',
      join(root, 'src/client/entry.ts'),
    );
    for (const name of ['pinyin-pro', 'vite', 'rolldown', 'zod', '@astrojs/mdx']) {
      assert.match(text, new RegExp(`^${name} \\d+\\.`, 'm'), name);
    }
    assert.match(text, /Permission is hereby granted/);
    assert.doesNotMatch(text, /^pagefind /m);
  });

  test('name OpenCC where its table is shipped', () => {
    const text = written(join(root, 'src/variant/fold-table.ts?x'));
    assert.match(text, /^opencc-js .*Apache-2\.0/m);
    assert.match(text, /Apache License/);
  });

  test('take the licence of the very package, however deep it is installed', () => {
    const nested = join(relative(root, folder), 'node_modules/outer/node_modules/inner');
    const place = join(root, nested);
    mkdirSync(place, { recursive: true });
    writeFileSync(
      join(place, 'package.json'),
      '{"name":"inner","version":"9.9.9","license":"ISC"}',
    );
    writeFileSync(join(place, 'LICENSE'), 'The licence of the inner one');
    const text = written(join(place, 'deep/index.js'));
    assert.match(text, /^inner 9\.9\.9 \(ISC\)$/m);
    assert.match(text, /The licence of the inner one/);
  });

  test('refuse what brings no licence to hand on', () => {
    const place = join(folder, 'node_modules/bare');
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'package.json'), '{"name":"bare","version":"1.0.0","license":"MIT"}');
    assert.throws(() => written(join(place, 'index.js')), /bare brings no licence/);
  });
});
