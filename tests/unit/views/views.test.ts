import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { openArchive } from '../../../src/archive/open-archive.ts';
import type { Archive } from '../../../src/model/archive.ts';
import { coveragePage } from '../../../src/views/coverage-view.ts';
import { homePage } from '../../../src/views/home-view.ts';
import { indicatorYearPage } from '../../../src/views/indicator-year-view.ts';
import type { PageType } from '../../../src/views/page-type.ts';
import { reportPage } from '../../../src/views/report-view.ts';
import { searchPage } from '../../../src/views/search-view.ts';
import { yearsPage } from '../../../src/views/years-view.ts';
import { root, testSite } from '../../sites.ts';

type AnyPage = PageType<Readonly<Record<string, string>>, object>;

const folder = join(root, 'src/views');

/** Every kind of page that src/views has, by the name of its export. */
async function pageTypes(): Promise<Map<string, AnyPage>> {
  const found = new Map<string, AnyPage>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('-view.ts'))) {
    const module = (await import(join(folder, file))) as Record<string, unknown>;
    for (const [name, value] of Object.entries(module)) {
      if (name.endsWith('Page')) found.set(name, value as AnyPage);
    }
  }
  return found;
}

function assertFrozen(value: unknown, path: string): void {
  if (typeof value !== 'object' || value === null) {
    assert.notEqual(typeof value, 'function', path);
    return;
  }
  assert.ok(Object.isFrozen(value), `${path} is not frozen`);
  for (const [key, inner] of Object.entries(value)) assertFrozen(inner, `${path}.${key}`);
}

async function county(): Promise<Archive> {
  const { archive } = await openArchive(testSite('county').contentDir);
  assert.ok(archive);
  return archive;
}

describe('A view', () => {
  let archive: Archive;
  let again: Archive;
  before(async () => {
    archive = await county();
    again = await county();
  });

  test('of every page is plain, frozen, serialisable, and the same of the same content', async () => {
    const types = await pageTypes();
    assert.ok(types.size >= 14, [...types.keys()].join());
    let views = 0;
    for (const [name, type] of types) {
      const paths = type.paths(archive);
      assert.ok(paths.length > 0, name);
      assert.deepEqual(type.paths(again), paths);
      for (const params of paths) {
        const view = type.view(archive, params);
        const path = `${name} ${JSON.stringify(params)}`;
        assertFrozen(view, path);
        const text = JSON.stringify(view);
        assert.deepEqual(JSON.parse(text), view, path);
        assert.equal(JSON.stringify(type.view(again, params)), text, path);
        views += 1;
      }
    }
    assert.ok(views > 500, `${views} views`);
  });

  test('of an address that the archive does not have is refused', () => {
    assert.throws(() => reportPage.view(archive, { year: '1999', slug: 'none' }), /no report/);
    assert.throws(
      () => indicatorYearPage.view(archive, { edition: '2021', code: 'none', year: '2020' }),
      /no indicator/,
    );
  });

  test('leads only to addresses with the path prefix before them', async () => {
    const { archive: prefixed } = await openArchive(testSite('county').contentDir);
    assert.ok(prefixed);
    const moved = { ...prefixed, site: { ...prefixed.site, base: '/fz/' } };
    for (const [name, type] of await pageTypes()) {
      const [params = {}] = type.paths(moved);
      for (const [, link] of JSON.stringify(type.view(moved, params)).matchAll(
        /"href":"(\/[^"]*)"/g,
      )) {
        assert.match(link ?? '', /^\/fz\//, name);
      }
    }
  });

  test('of the coverage has a cell for every indicator and covered year, and a link only where there is a report', () => {
    const { editions } = coveragePage.view(archive, {});
    const cells = editions.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
    const years = editions[0]?.years ?? [];
    assert.deepEqual(
      [...years],
      Array.from({ length: years.length }, (_, index) => (years[0] ?? 0) - index),
      'gaps included',
    );
    for (const { rows } of editions) {
      for (const { cells } of rows) assert.equal(cells.length, years.length);
    }
    assert.ok(cells.some(({ href }) => href) && cells.some(({ href }) => !href));
    for (const { reports, href } of cells) assert.equal(href !== undefined, reports > 0);
  });

  test('of a report says the whole record, and nothing that is not known', () => {
    const views = reportPage.paths(archive).map((params) => reportPage.view(archive, params));
    for (const [index, view] of views.entries()) {
      const report = archive.reports[index];
      assert.ok(report);
      assert.equal(view.title, report.title);
      assert.equal(view.record.published, report.published);
      assert.equal('documentNumber' in view.record, report.documentNumber !== undefined);
      assert.equal(view.record.indicators.length, report.indicators.length);
      assert.equal(view.record.attachments.length, report.attachments.length);
      assert.equal(view.frame.trail.at(-1)?.name, report.title);
      assert.equal(view.frame.trail.at(-1)?.href, undefined, 'this page is no link');
      assert.ok(view.archived.citation.text.includes(report.issuer.name));
      assert.ok(!view.text.includes('data-archive-image'));
    }
    assert.ok(views.some(({ neighbours }) => neighbours.earlier && neighbours.later));
    for (const { year, neighbours } of views) {
      const { series = [], earlier, later } = neighbours;
      assert.equal(series.length > 0, Boolean(earlier ?? later));
      assert.ok(series.length === 0 || series.find((step) => step.isCurrent)?.year === year);
    }
    assert.ok(
      views.some(({ neighbours }) => neighbours.series?.some(({ href }) => !href)),
      'gaps',
    );
    assert.ok(views.some(({ ofIssuer }) => ofIssuer?.all));
  });

  test('of the home page counts what the archive holds', () => {
    const view = homePage.view(archive, {});
    assert.match(view.holdings, new RegExp(`现存报告${archive.reports.length}份`));
    assert.equal(view.years.length, archive.years.length);
    const { editions } = searchPage.view(archive, {}).filters;
    assert.equal(editions.length, archive.editions.length);
    for (const { reports, href } of yearsPage.view(archive, {}).years) {
      assert.equal(href !== undefined, reports > 0);
    }
  });
});
