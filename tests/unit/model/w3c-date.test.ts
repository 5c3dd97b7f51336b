import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endOfYear, rfc3339Time, w3cDate } from '../../../src/model/w3c-date.ts';

test('A day stays a day, an hour gets the zone of the country, no hour is made up', () => {
  assert.equal(w3cDate('2020-03-20'), '2020-03-20');
  assert.equal(w3cDate('2020-03-20 09:30'), '2020-03-20T09:30:00+08:00');
  assert.equal(w3cDate('2020-03-20T09:30:15'), '2020-03-20T09:30:15+08:00');
});

test('A format that demands a time gets the beginning of the day', () => {
  assert.equal(rfc3339Time('2020-03-20'), '2020-03-20T00:00:00+08:00');
  assert.equal(rfc3339Time('2020-03-20 09:30'), '2020-03-20T09:30:00+08:00');
  assert.equal(endOfYear(2019), '2019-12-31T23:59:59+08:00');
});
