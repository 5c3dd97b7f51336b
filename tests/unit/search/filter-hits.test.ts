import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Facets } from '../../../src/search/catalog.ts';
import { filterHits } from '../../../src/search/filter-hits.ts';

/** Four documents, newest first. */
const facets: Facets = {
  years: [2021, 2020, 2020, 2019],
  issuers: [0, 1, 0, 1],
  issuerIds: ['county', 'town'],
  indicators: [[0], [2], [2, 0], []],
  indicatorKeys: ['2021/1.1', '2021/1', '2021/2'],
  indicatorParents: [1, -1, -1],
};
const hits = [2, 0, 3, 1].map((document) => ({ document, score: [], matches: 1 }));
const filter = (chosen: Partial<Parameters<typeof filterHits>[2]>) => {
  const { hits: kept, counts } = filterHits(hits, facets, { sort: 'relevance', ...chosen });
  return {
    kept: kept.map(({ document }) => document),
    year: Object.fromEntries(counts.year),
    indicator: Object.fromEntries(counts.indicator),
    issuer: Object.fromEntries(counts.issuer),
  };
};

test('without filters everything is kept in its order, and every value says how many have it', () => {
  assert.deepEqual(filter({}), {
    kept: [2, 0, 3, 1],
    year: { 2019: 1, 2020: 2, 2021: 1 },
    indicator: { '2021/1': 2, '2021/1.1': 2, '2021/2': 2 },
    issuer: { county: 2, town: 2 },
  });
});

test('each filter counts what its values would give beside the other filters', () => {
  assert.deepEqual(filter({ year: 2020 }), {
    kept: [2, 1],
    year: { 2019: 1, 2020: 2, 2021: 1 },
    indicator: { '2021/1': 1, '2021/1.1': 1, '2021/2': 2 },
    issuer: { county: 1, town: 1 },
  });
  assert.deepEqual(filter({ year: 2020, issuer: 'county' }), {
    kept: [2],
    year: { 2020: 1, 2021: 1 },
    indicator: { '2021/1': 1, '2021/1.1': 1, '2021/2': 1 },
    issuer: { county: 1, town: 1 },
  });
});

test('every count is what choosing it then gives', () => {
  for (const chosen of [{}, { year: 2020 }, { issuer: 'town' }] as const) {
    const { year, indicator, issuer } = filter(chosen);
    for (const [value, count] of Object.entries(year))
      assert.equal(filter({ ...chosen, year: Number(value) }).kept.length, count);
    for (const [value, count] of Object.entries(issuer))
      assert.equal(filter({ ...chosen, issuer: value }).kept.length, count);
    for (const [value, count] of Object.entries(indicator))
      assert.equal(filter({ ...chosen, indicator: value as '2021/1' }).kept.length, count);
  }
});

test('a value that nothing has keeps nothing', () => {
  assert.deepEqual(filter({ year: 1999 }).kept, []);
  assert.deepEqual(filter({ issuer: '<b>' }).kept, []);
});

test('newest and oldest put the hits by their place in the catalog', () => {
  assert.deepEqual(filter({ sort: 'newest' }).kept, [0, 1, 2, 3]);
  assert.deepEqual(filter({ sort: 'oldest' }).kept, [3, 2, 1, 0]);
});
