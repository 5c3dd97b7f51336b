import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { openArchive } from '../../../src/archive/open-archive.ts';
import { type Archive, bodyOf } from '../../../src/model/archive.ts';
import { testSite } from '../../sites.ts';
import { asker } from './meant-queries.ts';

describe('What the record answers', () => {
  let archive: Archive;
  let ask: Awaited<ReturnType<typeof asker>>;
  before(async () => {
    archive = (await openArchive(testSite('county').contentDir)).archive as Archive;
    ask = await asker(archive);
  });

  /** Whether a report's title, numbers or text has a run, white space apart; only for runs that nothing folds. */
  const has = (report: Archive['reports'][number], run: string) =>
    [report.title, report.documentNumber ?? '', bodyOf(archive, report).html]
      .map((text) => text.replace(/<[^>]*>/g, '').replace(/\s+/g, ''))
      .some((text) => text.includes(run));
  const address = ({ year, slug }: Archive['reports'][number]) => `${year}/${slug}`;

  test('is added to what texts answer, and to nothing else', async () => {
    const { shown, answer } = await ask({ q: '行政复议 2021' });
    const expected = archive.reports.filter(
      (report) => has(report, '行政复议') && (report.year === 2021 || has(report, '2021')),
    );
    assert.deepEqual(shown.toSorted(), expected.map(address).toSorted());
    const byRecord = answer.hits.filter((hit) => hit.byRecord);
    assert.deepEqual(
      byRecord.map(({ document }) => address(archive.reports[document] as never)).toSorted(),
      expected
        .filter((report) => !has(report, '2021'))
        .map(address)
        .toSorted(),
    );
    for (const hit of byRecord) assert.deepEqual(hit.byRecord, [1]);
  });

  test('is every report of an issuer in a year, however the issuer is called', async () => {
    for (const issuer of ['范家里乡', '范家里乡政府', '范家里乡人民政府', '範家里鄉政府']) {
      const { shown } = await ask({ q: `${issuer} 2021` });
      assert.equal(shown[0], '2021/fanjiali-annual-2021', issuer);
    }
  });

  test('is a year in words as in digits', async () => {
    const { shown } = await ask({ q: '范家里乡 2021' });
    for (const year of ['二〇二一年', '二零二一', '二○二一年度']) {
      const said = await ask({ q: `范家里乡 ${year}` });
      assert.equal(said.shown[0], shown[0], year);
      assert.deepEqual(said.shown.toSorted(), shown.toSorted(), year);
    }
    assert.equal((await ask({ q: '范家里乡二〇二一年' })).shown[0], '2021/fanjiali-annual-2021');
    const { answer } = await ask({ q: '范家里乡 一二〇二一年' });
    assert.equal(answer.hits.length, 0);
  });

  test('is nothing where a word stands in quotation marks', async () => {
    const { answer } = await ask({ q: '"行政复议" "2021"' });
    assert.ok(answer.hits.length > 0);
    assert.ok(answer.hits.every((hit) => !hit.byRecord));
    for (const words of [['范家里乡政府', '2021'], ['后坪镇政府2021年']]) {
      const { answer: literal } = await ask({ q: words.map((word) => `"${word}"`).join(' ') });
      const holding = archive.reports.filter((report) => words.every((word) => has(report, word)));
      assert.equal(literal.hits.length, holding.length);
    }
  });

  test('is no issuer for a word that fits many', async () => {
    const { answer } = await ask({ q: '人民政府 2021' });
    assert.ok(answer.hits.every(({ byRecord }) => !byRecord?.includes(0)));
  });

  test('is a name in 《》, before those that mention it', async () => {
    const { shown } = await ask({ q: '《青禾县2021年度法治政府建设情况的报告》' });
    assert.equal(shown[0], '2021/government-annual-2021');
    const mentioned = await ask({ q: '《青禾县行政复议统计办法》' });
    assert.equal(mentioned.shown[0], '2017/review-and-litigation-2017');
    assert.ok(mentioned.answer.hits.every((hit) => !hit.byRecord));
  });

  test('leaves common words to the newest of equals, and no document twice before others', async () => {
    for (const q of ['法治政府建设', '报告', '依法行政']) {
      const { shown } = await ask({ q });
      assert.equal(new Set(shown).size, shown.length);
      assert.ok(shown.indexOf('2023/second-copy-2023') !== 0, q);
    }
  });
});
