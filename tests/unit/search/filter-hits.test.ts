import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FilterName, SearchState } from '../../../src/search/address-state.ts';
import type { Facets } from '../../../src/search/facets.ts';
import {
  countValues,
  documentsBeside,
  type FilterTests,
  filterHits,
} from '../../../src/search/filter-hits.ts';

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
/** Who is filed under what, by hand: 2021/1.1 is below 2021/1. */
const under: Readonly<Record<string, readonly number[]>> = {
  '2021/1.1': [0, 2],
  '2021/1': [0, 2],
  '2021/2': [1, 2],
};
const filter = ({ sort = 'relevance', ...chosen }: Partial<SearchState>) => {
  const { year, issuer, indicator } = chosen;
  const issuers = facets.issuers.map((index) => facets.issuerIds[index]);
  const tests: FilterTests = {
    ...(year !== undefined && { year: (each: number) => facets.years[each] === year }),
    ...(issuer !== undefined && { issuer: (each: number) => issuers[each] === issuer }),
    ...(indicator !== undefined && {
      indicator: (each: number) => under[indicator]?.includes(each) ?? false,
    }),
  };
  const counted = (name: FilterName) =>
    Object.fromEntries(countValues(name, documentsBeside(hits, tests, name), facets));
  return {
    kept: filterHits(hits, tests, sort).map(({ document }) => document),
    year: counted('year'),
    indicator: counted('indicator'),
    issuer: counted('issuer'),
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
