import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serializeStructuredData, structuredData } from '../../../src/model/structured-data.ts';
import { bareReport, factsOf, fullReport, site } from './sample-report.ts';

test('A breadcrumb list holds the steps that have a page, numbered without gaps', () => {
  const [breadcrumb] = structuredData(site, factsOf(bareReport));
  assert.deepEqual(breadcrumb, {
    '@type': 'BreadcrumbList',
    itemListElement: [
      { '@type': 'ListItem', position: 1, name: '首页', item: 'https://archive.example/fz/' },
      {
        '@type': 'ListItem',
        position: 2,
        name: '网络检索指标',
        item: 'https://archive.example/fz/indicators/',
      },
      {
        '@type': 'ListItem',
        position: 3,
        name: '某年报告',
        item: 'https://archive.example/fz/reports/2019/bare/',
      },
    ],
  });
});

test('A report of which little is known says little', () => {
  const report = structuredData(site, factsOf(bareReport))[1];
  assert.equal(report?.['@type'], 'Report');
  assert.equal(report.temporalCoverage, '2019');
  for (const unknown of ['datePublished', 'reportNumber', 'identifier', 'abstract', 'encoding']) {
    assert.ok(!(unknown in report), unknown);
  }
});

test('A report says its date, numbers, issuer and attachments', () => {
  const report = structuredData(site, factsOf(fullReport))[1];
  assert.equal(report?.datePublished, '2020-03-20T09:30:00+08:00');
  assert.equal(report.reportNumber, '某政〔2020〕3号');
  assert.deepEqual(report.publisher, { '@type': 'GovernmentOrganization', name: '某县人民政府' });
  assert.deepEqual(report.encoding, [
    {
      '@type': 'MediaObject',
      name: '附表',
      contentUrl: 'https://archive.example/fz/reports/2019/full/%E9%99%84%20%E8%A1%A8.xlsx',
      encodingFormat: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      contentSize: '12 B',
      sha256: 'f'.repeat(64),
    },
  ]);
});

test('An issuer of another kind is not called a government', () => {
  const issuer = { id: 'society', name: '某学会', kind: 'other' } as const;
  const report = structuredData(site, factsOf({ ...bareReport, issuer }))[1];
  assert.deepEqual(report?.author, { '@type': 'Organization', name: '某学会' });
});

test('The home page names its search, and its sponsor as a government only on an official site', () => {
  const facts = { ...factsOf(bareReport), kind: 'home', report: undefined } as const;
  const types = (official: boolean) =>
    structuredData({ ...site, official, sponsor: '某县' }, facts).map((node) => node['@type']);
  assert.deepEqual(types(false), ['BreadcrumbList', 'WebSite', 'Organization']);
  assert.deepEqual(types(true), ['BreadcrumbList', 'WebSite', 'GovernmentOrganization']);
  const website = structuredData(site, facts)[1];
  assert.match(JSON.stringify(website), /\/fz\/search\/\?q=\{search_term_string\}/);
});

test('No title can end the script that carries the data', () => {
  const title = '</script><script>alert(1)</script><!-- \u2028 & "';
  const text = serializeStructuredData(structuredData(site, factsOf({ ...bareReport, title })));
  assert.doesNotMatch(text, /[<>\u2028]/);
  const graph = (JSON.parse(text) as { '@graph': { name?: string }[] })['@graph'];
  assert.equal(graph[1]?.name, title);
});
