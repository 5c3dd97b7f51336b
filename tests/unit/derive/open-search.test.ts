import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSearchDescription } from '../../../src/derive/exports/open-search.ts';
import type { Converter } from '../../../src/variant/converter.ts';
import { simplifiedText, traditionalText } from '../../../src/variant/script-text.ts';
import { site } from '../model-meta/sample-report.ts';
import { elementTexts } from './element-texts.ts';

// OpenSearch 1.1: ShortName, Description and a Url with a template are required; names have a greatest length.
test('A browser is told how to search, in names no longer than the rule allows', () => {
  const name = '很'.repeat(60);
  const xml = openSearchDescription({ ...site, name }, simplifiedText);
  assert.deepEqual([...(elementTexts(xml, 'ShortName')[0] ?? '')].length, 16);
  assert.deepEqual([...(elementTexts(xml, 'LongName')[0] ?? '')].length, 48);
  assert.equal(elementTexts(xml, 'Description')[0], `检索${name}`);
  assert.match(xml, /template="https:\/\/archive\.example\/fz\/search\/\?q=\{searchTerms\}"/);
});

test('What a site is called stays text', () => {
  const xml = openSearchDescription({ ...site, name: '甲<b>&"' }, simplifiedText);
  assert.equal(elementTexts(xml, 'ShortName')[0], '甲<b>&"');
});

test('The Traditional description searches the Traditional tree', () => {
  const convertWholly = (text: string) => text.replaceAll('检', '檢');
  const xml = openSearchDescription(
    site,
    traditionalText(() => ({ convertWholly }) as Converter),
  );
  assert.match(xml, /archive\.example\/fz\/zh-hant\/search\/\?q=/);
  assert.match(xml, /archive\.example\/fz\/zh-hant\/opensearch\.xml/);
  assert.equal(elementTexts(xml, 'Description')[0], '檢索测试档案');
  assert.equal(elementTexts(xml, 'Language')[0], 'zh-Hant');
});
