import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NamesDirectory, NamesPart, SearchNames } from '../../../src/search/catalog.ts';
import { unpackNumbers } from '../../../src/search/catalog.ts';
import { nameFiles } from '../../../src/search/indexing/name-files.ts';
import { bestGram, namesUnderGram } from '../../../src/search/name-grams.ts';
import { normalizeText } from '../../../src/search/normalize.ts';
import { fc } from '../../property.ts';

const words = { suggestions: '', report: '', indicator: '', issuer: '' };

/** Looks a name up in the files as a browser does; gives also what it had to load. */
function lookUp(files: ReadonlyMap<string, object>, typed: string) {
  const { borders, full } = files.get('names.zh-Hans') as NamesDirectory;
  const phrases = [normalizeText(typed)];
  const gram = bestGram(phrases, new Set(full), () => false);
  const number = borders.filter((border) => border <= (gram ?? '')).length - 1;
  const part = files.get(`names.zh-Hans.${number}`) as NamesPart | undefined;
  const [, found = ''] = part?.grams.find(([each]) => each === gram) ?? [];
  const names = unpackNumbers(found).map((each) => part?.names[each] as string);
  return {
    names: names.filter((name) => normalizeText(name).includes(phrases[0] as string)),
    complete: gram !== undefined && gram.length > 1 && !full.includes(gram),
  };
}

function filesOf(titles: readonly string[]): Map<string, object> {
  const names: SearchNames = {
    reports: titles.map((title, i) => [title, 2020, `r-${i}`]),
    indicators: [],
    issuers: [],
    words,
  };
  return new Map(nameFiles('zh-Hans', names));
}

test('what stands in few names is found in all of them, wherever it stands', () => {
  const name = fc
    .array(fc.constantFrom(...'法治政府建设年度报告司局县关于的'), { minLength: 1, maxLength: 12 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 300 }), name, (titles, typed) => {
      const { names, complete } = lookUp(filesOf(titles), typed);
      const truth = titles.filter((title) => title.includes(typed));
      for (const each of names) assert.ok(truth.includes(each));
      if (complete) assert.deepEqual([...names].sort(), [...truth].sort());
      // Of what stands in many, some are found.
      if (truth.length > 0 && typed.length < 3) assert.ok(names.length > 0, typed);
    }),
  );
});

test('of thousands of names alike the one that is typed whole is among those that are loaded', () => {
  const titles = Array.from(
    { length: 5000 },
    (_, i) => `青禾县第${i}局关于2023年度法治政府建设工作情况的报告`,
  );
  const files = filesOf(titles);
  for (const i of [0, 7, 444, 2222, 4999])
    assert.ok(lookUp(files, titles[i] as string).names.includes(titles[i] as string), `${i}`);
  assert.ok(lookUp(files, '法治政府建设').names.length >= 5);
  assert.ok(lookUp(files, '法').names.length <= namesUnderGram);
  for (const [name, content] of files)
    assert.ok(JSON.stringify(content).length < 60_000, `${name} is heavy`);
});
