import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  readSearchState,
  type SearchState,
  sortOrders,
  writeSearchState,
} from '../../../src/search/address-state.ts';
import { fc } from '../../property.ts';

const read = (query: string) => readSearchState(new URLSearchParams(query));

test('what is as by default does not stand in the address', () => {
  assert.equal(writeSearchState(read('?q=a')), '?q=a');
  assert.equal(
    writeSearchState(read('?page=2&sort=newest&issuer=x&indicator=2021/98&year=2019&q=%26')),
    '?q=%26&year=2019&indicator=2021%2F98&issuer=x&sort=newest&page=2',
  );
});

test('what is not valid counts as not given', () => {
  const empty = { q: '', year: undefined, indicator: undefined, issuer: undefined };
  for (const query of [
    '',
    '?year=&indicator=&issuer=&sort=&page=',
    '?year=x&indicator=98&sort=best&page=0',
    '?year=-1&indicator=a/b/c&page=1e9',
    '?year=2019.5&page=2.5',
    '?year=Infinity&page=NaN',
  ]) {
    assert.deepEqual(read(query), { ...empty, sort: 'relevance', page: 1 }, query);
  }
});

test('every state comes back from its address', () => {
  const state = fc.record(
    {
      // URLSearchParams turns lone surrogates into U+FFFD, as every address does.
      q: fc.string({ unit: 'grapheme' }),
      year: fc.option(fc.integer({ min: 1, max: 9999 }), { nil: undefined }),
      indicator: fc.constantFrom(undefined, '2021/98', '2019/1.2') as fc.Arbitrary<
        SearchState['indicator']
      >,
      issuer: fc.constantFrom(undefined, 'qingfeng-government', 'a&b=c#d'),
      sort: fc.constantFrom(...sortOrders),
      page: fc.integer({ min: 1, max: 1000 }),
    },
    { noNullPrototype: true },
  );
  fc.assert(fc.property(state, (each) => assert.deepEqual(read(writeSearchState(each)), each)));
});

test('any address at all gives a state', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (query) => {
      const state = read(query);
      assert.deepEqual(read(writeSearchState(state)), { ...state, q: state.q.toWellFormed() });
    }),
  );
});
