import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Archive } from '../../../src/model/archive.ts';
import { indicatorYearPage } from '../../../src/views/indicator-year-view.ts';
import { issuerPage } from '../../../src/views/issuer-view.ts';
import { yearPage } from '../../../src/views/year-view.ts';
import { archiveFrom, reportText } from '../archive/archive-from.ts';

/** Beside the one that is there already, in 2023: a list longer than two pages, one as long as one page exactly, and a short one. */
const counts = new Map([
  [2023, 249],
  [2022, 100],
  [2021, 3],
]);

describe('Of a list of more than 100 reports', () => {
  let archive: Archive;
  before(async () => {
    const files: Record<string, string> = {};
    for (const [year, count] of counts) {
      for (let number = 1; number <= count; number += 1) {
        const title = `云溪县司法局${year}年第${number}号通报`;
        files[`reports/${year}/r${number}.md`] = reportText(`第${number}号正文。\n`, {
          title,
          year: String(year),
          published: '2024-03-20',
        });
      }
    }
    // One that leads to every page of the lists, and to one that is not there.
    const addresses = ['years/2023', 'issuers/yunxi-justice-bureau', 'indicators/2021/98/2023'];
    const links = addresses.flatMap((address) =>
      [2, 3].map((part) => `[${part}](/${address}/${part}/)`),
    );
    files['reports/2021/r1.md'] = reportText(links.join('、'), {
      title: '云溪县司法局2021年链接通报',
      year: '2021',
    });
    const { archive: opened, problems } = await archiveFrom(files);
    assert.deepEqual(
      problems.filter(({ severity }) => severity === 'error').map(({ message }) => message),
      [],
    );
    assert.ok(opened);
    archive = opened;
  });

  test('every report stands on exactly one page, in the order of the whole list', () => {
    const pages = yearPage.paths(archive).filter(({ year }) => year === '2023');
    assert.deepEqual(
      pages.map(({ part }) => part),
      [undefined, '2', '3'],
    );
    const views = pages.map((params) => yearPage.view(archive, params));
    const shown = views.map(({ issuers }) => issuers.flatMap(({ reports }) => reports));
    assert.deepEqual(
      shown.map(({ length }) => length),
      [100, 100, 50],
    );
    assert.deepEqual(
      shown.flat().map(({ title }) => title),
      archive.reportsByYear.get(2023)?.map(({ title }) => title),
    );
    for (const { reports } of views) assert.equal(reports, 250);
  });

  test('the first page keeps its address, every other has one of its own, a title and a way up', () => {
    const heads = yearPage
      .paths(archive)
      .filter(({ year }) => year === '2023')
      .map((params) => yearPage.view(archive, params).frame.head);
    assert.deepEqual(
      heads.map(({ canonical = '' }) => new URL(canonical).pathname),
      ['/years/2023/', '/years/2023/2/', '/years/2023/3/'],
    );
    assert.equal(new Set(heads.map(({ title }) => title)).size, 3);
    assert.match(heads[1]?.title ?? '', /第2页/);
    const { parts } = yearPage.view(archive, { year: '2023', part: '2' });
    assert.ok(parts);
    const { previous, next, first, last, reports, pages } = parts;
    assert.deepEqual(
      { previous, next, first, last, reports },
      {
        previous: '/years/2023/',
        next: '/years/2023/3/',
        first: 101,
        last: 200,
        reports: 250,
      },
    );
    assert.deepEqual(
      pages.map(({ href }) => href),
      ['/years/2023/', '/years/2023/2/', '/years/2023/3/'],
    );
  });

  test('an issuer and an indicator’s year go on in the same way, and say which years stand where', () => {
    const issuer = issuerPage.paths(archive).filter(({ id }) => id === 'yunxi-justice-bureau');
    assert.equal(issuer.length, 4);
    const { parts } = issuerPage.view(archive, issuer[2] ?? { id: '' });
    assert.deepEqual(
      parts?.pages.map(({ from, to }) => [from, to]),
      [
        ['2023年度', '2023年度'],
        ['2023年度', '2023年度'],
        ['2023年度', '2022年度'],
        ['2022年度', '2021年度'],
      ],
    );
    const indicator = indicatorYearPage
      .paths(archive)
      .filter(({ edition, code, year }) => `${edition}/${code}/${year}` === '2021/98/2023');
    assert.equal(indicator.length, 3);
  });

  test('one of 100 and fewer is whole', () => {
    for (const year of ['2022', '2021']) {
      assert.equal(yearPage.paths(archive).filter((one) => one.year === year).length, 1);
      assert.equal(yearPage.view(archive, { year }).parts, undefined);
    }
  });

  test('a page that it does not have is refused', () => {
    for (const part of ['4', '0', '1.5', 'x']) {
      assert.throws(() => yearPage.view(archive, { year: '2023', part }), /no page/, part);
    }
  });
});
