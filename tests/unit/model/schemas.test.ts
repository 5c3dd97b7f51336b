import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelledField } from '../../../src/model/field-labels.ts';
import { editionSchema } from '../../../src/model/indicator.ts';
import { issuersSchema } from '../../../src/model/issuer.ts';
import { dateTimeSchema, reportSchema } from '../../../src/model/report.ts';
import { siteSchema } from '../../../src/model/site.ts';

const report = { title: '报告', year: 2023, issuer: 'a', indicators: ['2021/98'] };
const site = { name: '档案', url: 'https://a.example', trail: ['网络检索指标'] };

test('a report needs title, year, issuer and one indicator, and nothing else', () => {
  assert.ok(reportSchema.safeParse(report).success);
  for (const key of Object.keys(report)) {
    assert.ok(!reportSchema.safeParse({ ...report, [key]: undefined }).success, key);
  }
  assert.ok(!reportSchema.safeParse({ ...report, indicators: [] }).success);
  assert.ok(!reportSchema.safeParse({ ...report, titel: '报告' }).success);
});

test('a site needs name, address and trail; base and standard have their defaults', () => {
  const parsed = siteSchema.parse(site);
  assert.equal(parsed.base, '/');
  assert.equal(parsed.traditional, 'tw');
  assert.equal(parsed.official, false);
  for (const base of ['fz', '/fz', 'fz/', '//', '/a b/']) {
    assert.ok(!siteSchema.safeParse({ ...site, base }).success, base);
  }
  for (const url of ['a.example', 'ftp://a.example', 'javascript:alert(1)']) {
    assert.ok(!siteSchema.safeParse({ ...site, url }).success, url);
  }
});

test('a date is a day, or a day and a time, never a free text', () => {
  for (const good of ['2020-03-20', '2020-03-20 09:30', '2020-03-20T09:30:15']) {
    assert.ok(dateTimeSchema.safeParse(good).success, good);
  }
  for (const bad of ['2020-3-20', '2020/03/20', '2020年3月20日', '2020-03-20 9:30', '2020', '']) {
    assert.ok(!dateTimeSchema.safeParse(bad).success, bad);
  }
});

test('indicator codes and issuer ids can stand in an address without escaping', () => {
  const edition = (code: string) => ({
    edition: '2021',
    title: '一',
    indicators: [{ code, title: '一' }],
  });
  for (const code of ['98', '9.1', 'A-1', 'a_1.2'])
    assert.ok(editionSchema.safeParse(edition(code)).success, code);
  for (const code of ['', '一', '9/1', '9 1', '.9', '9.', '9..1', '%39']) {
    assert.ok(!editionSchema.safeParse(edition(code)).success, code);
  }
  const issuer = (id: string) => [{ id, name: '一', kind: 'other' }];
  for (const id of ['a', 'a-1']) assert.ok(issuersSchema.safeParse(issuer(id)).success, id);
  for (const id of ['A', 'a_1', '-a', 'a-', '县', ''])
    assert.ok(!issuersSchema.safeParse(issuer(id)).success, id);
});

test('every field of the content has a Chinese label', () => {
  const shapes = [reportSchema.shape, siteSchema.shape, editionSchema.shape];
  for (const key of shapes.flatMap(Object.keys)) assert.match(labelledField(key), /（.+）$/, key);
});
