import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neighbours } from '../../../src/model/neighbours.ts';
import { type SerialReport, seriesFinder } from '../../../src/model/series.ts';
import { bareReport } from '../model-meta/sample-report.ts';

const { issuer, indicators } = bareReport;

function report(year: number, title: string, other: Partial<SerialReport> = {}): SerialReport {
  return { issuer, indicators, year, title, ...other };
}

/** The titles of a report's series, newest first. */
function titles(reports: readonly SerialReport[], of: SerialReport): string[] {
  return seriesFinder(reports)(of).map(({ title }) => title);
}

test('A series is one issuer’s reports of one title, however the year is written', () => {
  const all = [
    report(2022, '某县二〇二二年法治政府建设报告'),
    report(2020, '某县2020年度法治政府建设报告'),
    report(2019, '某县法治政府建设报告（2019年）'),
    report(2019, '某县2019年度法治政府建设报告', { issuer: { ...issuer, id: 'other' } }),
  ];
  const [newest, middle, oldest, stranger] = all as [
    SerialReport,
    SerialReport,
    SerialReport,
    SerialReport,
  ];
  assert.deepEqual(seriesFinder(all)(middle), [newest, middle, oldest]);
  assert.deepEqual(seriesFinder(all)(stranger), [stranger]);
  assert.deepEqual(neighbours(seriesFinder(all)(middle), middle), {
    earlier: oldest,
    later: newest,
  });
  assert.deepEqual(neighbours([newest], newest), { earlier: undefined, later: undefined });
});

test('A yearly report is never followed by a self-assessment, nor a self-assessment by it', () => {
  const yearly = report(2019, '某县2019年度法治政府建设报告');
  for (const title of ['依法行政自查报告', '法治政府建设自评报告', '自我评估情况']) {
    const own = report(2020, `某县2020年度${title}`);
    assert.deepEqual(titles([own, yearly], yearly), [yearly.title]);
    assert.deepEqual(titles([own, yearly], own), [own.title]);
  }
  const plan = report(2020, '某县2020年法治政府建设工作要点');
  assert.deepEqual(titles([plan, yearly], yearly), [yearly.title]);
});

test('Where a title has changed, the main indicator leads on', () => {
  const renamed = report(2020, '某县2020年度法治政府建设情况的报告');
  const yearly = report(2019, '某县2019年度依法行政工作报告');
  const [indicator] = indicators;
  const elsewhere = report(2021, '某县2021年度政务公开报告', {
    indicators: [{ ...indicator, code: '9' }],
  });
  const all = [elsewhere, renamed, yearly];
  assert.deepEqual(titles(all, yearly), [renamed.title, yearly.title]);
  assert.deepEqual(titles(all, renamed), [renamed.title, yearly.title]);
  assert.deepEqual(titles(all, elsewhere), [elsewhere.title]);
});

test('Two titles that share a year are two series', () => {
  const all = [
    report(2021, '2021年甲报告'),
    report(2020, '2020年甲报告'),
    report(2020, '2020年乙报告'),
    report(2019, '2019年乙报告'),
  ];
  assert.deepEqual(titles(all, all[1] as SerialReport), ['2021年甲报告', '2020年甲报告']);
  assert.deepEqual(titles(all, all[2] as SerialReport), ['2020年乙报告', '2019年乙报告']);
});

test('Of two reports with one title in a year each stands in its own series', () => {
  const all = [
    report(2021, '2021年甲报告'),
    report(2020, '2020年甲报告'),
    report(2020, '甲报告（2020年）'),
  ];
  for (const own of all.slice(1)) assert.ok(seriesFinder(all)(own).includes(own));
  assert.equal(titles(all, all[0] as SerialReport)[1], '2020年甲报告');
});

test('Other numbers of a title stay part of it', () => {
  const lines = [
    report(2021, '2021年12345热线报告'),
    report(2021, '2021年热线报告'),
    report(2020, '2020年12345热线报告'),
  ];
  assert.deepEqual(titles(lines, lines[0] as SerialReport), [
    '2021年12345热线报告',
    '2020年12345热线报告',
  ]);
});
