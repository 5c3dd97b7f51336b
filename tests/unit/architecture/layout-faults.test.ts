import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { layoutFaults } from '../../architecture/layout-faults.ts';

const documents = new Set(['README.md', 'src/README.md']);
const faultsOf = (path: string, text = '', bytes = 10) =>
  layoutFaults({ path, bytes, text }, documents);

describe('The plan of the house', () => {
  for (const path of [
    'src/model/archive.ts',
    'src/components/ReportList.astro',
    'src/pages/reports/[year]/[slug].astro',
    'src/pages/404.astro',
    'src/pages/_report-images.ts',
    'src/pages/feed.xml.ts',
    'src/client/read-aloud/reader.ts',
    'tests/unit/model/address.test.ts',
    'tests/problems/unknown-key/in/reports/2019/A_b.md',
    'content/reports/2019/Some File.pdf',
    '.ci/run',
  ]) {
    test(`has a place for ${path}`, () => assert.deepEqual(faultsOf(path), []));
  }

  for (const path of [
    'vite.config.ts',
    'src/shared/dates.ts',
    'src/model/utils.ts',
    'src/model/helpers/dates.ts',
    'src/model/reportList.ts',
    'src/components/report-list.astro',
    'src/components/reportList.astro',
    'src/pages/Coverage.astro',
    'tests/unit/Model/address.test.ts',
  ]) {
    test(`has no place for ${path}`, () => assert.notDeepEqual(faultsOf(path), []));
  }

  test('asks that a custom element stands in the file of its name', () => {
    const text = "customElements.define('read-aloud', class {});";
    assert.deepEqual(faultsOf('src/client/read-aloud.ts', text), []);
    assert.deepEqual(faultsOf('src/client/read-aloud/element.ts', text), []);
    assert.equal(faultsOf('src/client/speech.ts', text).length, 1);
  });

  test('asks that every document that is spoken of is there', () => {
    // Spelt in pieces, so that this file is not one of them.
    const lost = ['PLAN', '.md'].join('');
    assert.deepEqual(faultsOf('src/model/a.ts', '/** See src/README.md and README.md. */'), []);
    assert.equal(faultsOf('src/model/a.ts', `/** See ${lost}, section 2. */`).length, 1);
    assert.equal(faultsOf('src/README.md', `As src/model/${lost} says.`).length, 1);
  });

  test('takes no file over 1 MiB', () => {
    assert.equal(faultsOf('content/a.pdf', '', 1024 * 1024 + 1).length, 1);
  });

  test('takes no path of one machine', () => {
    assert.equal(
      faultsOf('README.md', `see ${['', 'wo', 'rk/shared'].join('/').replace('wo/', 'wo')}`).length,
      1,
    );
  });
});
