import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { processStore } from '../../../src/archive/process-store.ts';
import { TraditionalHeadStart } from '../../../src/derive/twins/head-start.ts';
import type { TreeSettings } from '../../../src/derive/twins/twin-page.ts';
import { deriveTraditionalTree, twinSettings } from '../../../src/derive/twins/twins.ts';
import { checkLeftovers, leftoversOf } from '../../leftover-simplified.ts';

const settings: TreeSettings = {
  variant: {
    standard: 'tw',
    siteGlossary: [],
    reports: [
      {
        address: '/reports/2019/a/',
        glossary: [{ simplified: '复盘', traditional: '覆盤' }],
        names: ['复盘报告'],
      },
    ],
  },
  base: '/',
  origin: 'https://archive.example',
};
const quiet = { info: () => {}, warn: () => {} };
const page = (text: string) =>
  `<!doctype html><html lang="zh-Hans"><body><p>${text}</p></body></html>`;

test('every page gets its twin, and an unchanged page is not converted again', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'variant-'));
  try {
    const out = path.join(folder, 'out');
    const cache = path.join(folder, 'cache');
    mkdirSync(path.join(out, 'reports/2019/a'), { recursive: true });
    writeFileSync(path.join(out, '404.html'), page('没有这一页'));
    writeFileSync(path.join(out, 'index.html'), page('复盘报告，复盘'));
    writeFileSync(path.join(out, 'reports/2019/a/index.html'), page('复盘'));
    const first = await deriveTraditionalTree(out, settings, cache, quiet);
    assert.deepEqual(first, { converted: 3, unchanged: 0 });
    const read = (file: string) => readFileSync(path.join(out, 'zh-hant', file), 'utf8');
    assert.match(read('404.html'), /<html lang="zh-Hant">.*沒有這一頁/);
    // The report's own glossary holds on its page, and for its name elsewhere.
    assert.match(read('reports/2019/a/index.html'), /覆盤/);
    assert.match(read('index.html'), /覆盤報告，復盤/);

    const before = read('index.html');
    assert.deepEqual(await deriveTraditionalTree(out, settings, cache, quiet), {
      converted: 0,
      unchanged: 3,
    });
    assert.equal(read('index.html'), before);
    writeFileSync(path.join(out, '404.html'), page('没有这页'));
    assert.deepEqual(await deriveTraditionalTree(out, settings, cache, quiet), {
      converted: 1,
      unchanged: 2,
    });
    assert.equal(readdirSync(cache).length, 3);

    // Someone edits the output by hand: the next build does not take that for its own work.
    writeFileSync(path.join(out, 'zh-hant/index.html'), 'edited');
    assert.deepEqual(await deriveTraditionalTree(out, settings, cache, quiet), {
      converted: 1,
      unchanged: 2,
    });
    assert.equal(read('index.html'), before);
    assert.equal(readdirSync(cache).length, 3);
    const files = ['404.html', 'index.html'].map((file) => path.join(out, 'zh-hant', file));
    assert.deepEqual(checkLeftovers(files, 'tw', []), []);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a head start makes the same twins, whatever was missing or written again afterwards', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'variant-'));
  try {
    const out = path.join(folder, 'out');
    const cache = path.join(folder, 'cache');
    const write = (file: string, text: string) => {
      mkdirSync(path.dirname(path.join(out, file)), { recursive: true });
      writeFileSync(path.join(out, file), page(text));
    };
    const pages = Array.from({ length: 40 }, (_, number) => `years/${1980 + number}/`);
    const headStart = new TraditionalHeadStart(twinSettings(out, settings, cache), '/prefix/');
    for (const address of pages) {
      if (address !== 'years/1983/') write(`${address}index.html`, `发展 ${address}`);
      processStore().onPage?.(`/prefix/${address}`);
    }
    await setTimeout(300);
    write('years/1983/index.html', '后来才有');
    write('years/1984/index.html', '改写了');
    const result = await deriveTraditionalTree(out, settings, cache, quiet, headStart);
    assert.deepEqual(result, { converted: 40, unchanged: 0 });
    const twin = (year: number) =>
      readFileSync(path.join(out, `zh-hant/years/${year}/index.html`), 'utf8');
    assert.match(twin(1980), /發展 years\/1980/);
    assert.match(twin(1983), /後來才有/);
    assert.match(twin(1984), /改寫了/);
    assert.match(twin(2019), /發展 years\/2019/);
    assert.equal(processStore().onPage, undefined);
    assert.equal(readdirSync(cache).length, 40);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the leftover check finds Simplified text, and exceptions that nothing needs', () => {
  const html =
    '<html lang="zh-Hant"><p title="发">發<span lang="zh-Hans">发</span><b>后</b></p></html>';
  const { leftovers, used } = leftoversOf('x', html, 'tw', [{ word: '后', reason: 'queen' }]);
  assert.deepEqual(
    leftovers.map((leftover) => leftover.characters),
    ['发'],
  );
  assert.deepEqual([...used], ['后']);
  assert.equal(checkLeftovers([], 'tw', [{ word: '后', reason: 'queen' }]).length, 1);
});
