import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { DeriveContext } from '../../../src/derive/step.ts';
import { TwinThreads } from '../../../src/derive/twins/twin-threads.ts';
import { twins } from '../../../src/derive/twins/twins.ts';
import type { Archive } from '../../../src/model/archive.ts';
import { checkLeftovers, leftoversOf } from '../../leftover-simplified.ts';
import { built, contextBelow, smallArchive } from './derive-context.ts';

const page = (text: string) =>
  `<!doctype html><html lang="zh-Hans"><body><p>${text}</p></body></html>`;

describe('The Traditional twins', () => {
  let folder: string;
  let context: DeriveContext;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'twins-'));
    context = contextBelow(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (file: string, text: string) => {
    const target = path.join(context.out, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, page(text));
  };
  const twin = (file: string) => readFileSync(path.join(context.out, 'zh-hant', file), 'utf8');
  const kept = () => readdirSync(path.join(folder, 'kept')).sort();

  test('are made of every page, and what has not changed is not converted again', async () => {
    const files = ['404.html', 'index.html', 'reports/2019/a/index.html'];
    write('404.html', '没有这一页');
    write('index.html', '复盘报告，复盘');
    write('reports/2019/a/index.html', '复盘');
    await twins.run(context, built(files), undefined);
    assert.match(twin('404.html'), /<html lang="zh-Hant">.*沒有這一頁/);
    // The report's own glossary holds on its page, and for its name elsewhere.
    assert.match(twin('reports/2019/a/index.html'), /覆盤/);
    assert.match(twin('index.html'), /覆盤報告，復盤/);
    const first = kept();
    assert.equal(first.length, 3);

    const before = twin('index.html');
    await twins.run(context, built(files), undefined);
    assert.equal(twin('index.html'), before);
    assert.deepEqual(kept(), first);

    write('404.html', '没有这页');
    await twins.run(context, built(files), undefined);
    assert.equal(kept().filter((name) => first.includes(name)).length, 2);
    assert.equal(kept().length, 3);

    // Someone edits the output by hand: the next build does not take that for its own work.
    writeFileSync(path.join(context.out, 'zh-hant/index.html'), 'edited');
    await twins.run(context, built(files), undefined);
    assert.equal(twin('index.html'), before);
    const written = files.slice(0, 2).map((file) => path.join(context.out, 'zh-hant', file));
    assert.deepEqual(checkLeftovers(written, 'tw', []), []);
  });

  test('follow another glossary at once, whatever was kept', async () => {
    write('index.html', '后坪');
    await twins.run(context, built(['index.html']), undefined);
    assert.match(twin('index.html'), /后坪/);
    const other = { ...smallArchive, glossary: [] } as Archive;
    await twins.run(contextBelow(folder, other), built(['index.html']), undefined);
    assert.match(twin('index.html'), /後坪/);
  });

  test('are the same when threads began them early, whatever was missing or written again afterwards', async () => {
    const files = Array.from({ length: 40 }, (_, number) => `years/${1980 + number}/index.html`);
    const many = Array.from({ length: 300 }, () => smallArchive.reports[0]);
    const large = { ...smallArchive, reports: many } as unknown as Archive;
    context = contextBelow(folder, large);
    const early = twins.early?.(context);
    assert.ok(early instanceof TwinThreads);
    assert.equal(twins.early?.(contextBelow(folder)), undefined, 'a small archive needs no thread');
    for (const file of files) {
      if (file !== 'years/1983/index.html') write(file, `发展 ${file}`);
      early.announce(file);
    }
    for (let waited = 0; kept().length < 10 && waited < 200; waited += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.ok(kept().length >= 10, 'pages are converted before all are there');
    write('years/1983/index.html', '后来才有');
    write('years/1984/index.html', '改写了');
    await twins.run(context, built(files), early);
    assert.match(twin('years/1980/index.html'), /發展 years\/1980/);
    assert.match(twin('years/1983/index.html'), /後來才有/);
    assert.match(twin('years/1984/index.html'), /改寫了/);
    assert.match(twin('years/2019/index.html'), /發展 years\/2019/);
    assert.equal(kept().length, 40);
  });
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
