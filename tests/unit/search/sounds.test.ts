import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { openArchive } from '../../../src/archive/open-archive.ts';
import { type Archive, bodyOf } from '../../../src/model/archive.ts';
import { soundTable } from '../../../src/search/indexing/sound-table.ts';
import { normalizeText } from '../../../src/search/normalize.ts';
import { heardAs, type SoundTable, spelledAs } from '../../../src/search/sounds.ts';
import { testSite } from '../../sites.ts';

/** Slips of input methods, as they are made: what is typed, what is meant. */
const slips = [
  ['付议', '复议'],
  ['行政复义', '行政复议'],
  ['依发', '依法'],
  ['依发行政', '依法行政'],
  ['听政', '听证'],
  ['政物公开', '政务公开'],
  ['法制政府', '法治政府'],
  ['规犯性文件', '规范性文件'],
  ['執發監督', '執法監督'],
] as const;

describe('Words that sound alike', () => {
  let text: string;
  let table: SoundTable;
  before(async () => {
    const archive = (await openArchive(testSite('county').contentDir)).archive as Archive;
    text = archive.reports
      .map((report) => `${report.title}\n${bodyOf(archive, report).html.replace(/<[^>]+>/g, '\n')}`)
      .join('\n')
      .split('\n')
      .map(normalizeText)
      .join('\n');
    table = soundTable(Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)));
  });

  for (const [typed, meant] of slips) {
    test(`${typed} is heard as ${meant}, which stands in the texts`, () => {
      assert.ok(text.includes(normalizeText(meant)));
      const heard = heardAs(normalizeText(typed), table, 6);
      assert.ok(heard.includes(normalizeText(meant)), heard.join(' '));
    });
  }

  for (const [typed, meant] of [
    ['xingzhengfuyi', '行政复议'],
    ['fazhizhengfu', '法治政府'],
    ['yifaxingzheng', '依法行政'],
    ['zhengwugongkai', '政务公开'],
    ['tingzheng', '听证'],
    ["xing'zheng'fu'yi", '行政复议'],
    ['XingZhengFuYi', '行政复议'],
    ['行政fuyi', '行政复议'],
    ['zhengwu公开', '政务公开'],
    ['falvguwen', '法律顾问'],
  ] as const)
    test(`${typed} spells ${meant}, which stands in the texts`, () => {
      assert.ok(text.includes(normalizeText(meant)));
      const spelled = spelledAs(normalizeText(typed), table, 6);
      assert.ok(spelled.includes(normalizeText(meant)), spelled.join(' '));
    });

  test('what is no spelling spells nothing', () => {
    for (const typed of ['pdf', 'x', 'GB/T 7714', '行政复议', 'qwrtz', 'xingzheng!', '2019'])
      assert.deepEqual(spelledAs(normalizeText(typed), table, 6), [], typed);
  });

  test('what is named differs in one character, and beside it makes a pair that stands in the texts', () => {
    for (const [typed] of slips) {
      const own = normalizeText(typed);
      for (const heard of heardAs(own, table, 6)) {
        const changed = Array.from(heard).flatMap((each, at) => (each === own[at] ? [] : [at]));
        assert.equal(changed.length, 1, heard);
        const [at] = changed as [number];
        const pairs = [heard.slice(Math.max(at - 1, 0), at + 1), heard.slice(at, at + 2)];
        assert.ok(
          pairs.some((pair) => pair.length === 2 && text.split(pair).length > 2),
          heard,
        );
      }
    }
  });

  test('a character of several readings is heard by each of them', () => {
    // 行 in 银行 is háng, in 执行 xíng.
    const own = soundTable(
      Uint16Array.from([...'银行银行执行执行'].map((character) => character.charCodeAt(0))),
    );
    assert.ok(heardAs('银航', own, 6).includes('银行'));
    assert.ok(heardAs('执型', own, 6).includes('执行'));
  });

  test('a single character, a pasted sentence and what has no sound are heard as nothing', () => {
    assert.deepEqual(heardAs('法', table, 6), []);
    assert.deepEqual(heardAs('依发'.repeat(20), table, 6), []);
    assert.deepEqual(heardAs('2019(16)', table, 6), []);
  });

  test('all of it is light to load: 25 KB at the most, packed', () => {
    assert.ok(gzipSync(JSON.stringify(table), { level: 6 }).length <= 25_000);
  });
});
