import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldLabels } from '../../../src/model/field-labels.ts';
import { problemCatalogue } from '../../../src/model/problem-catalogue.ts';

/** What the same field was called beside its name: clerks took each for another thing. */
const otherNames: Readonly<Record<string, string>> = {
  发布机关: '发布机构',
  年份: '年度',
  编号: '代码',
};

test('labels and messages call a field by one name', () => {
  const said = [...Object.values(fieldLabels), JSON.stringify(problemCatalogue)].join('\n');
  for (const [other, name] of Object.entries(otherNames)) {
    assert.ok(!said.includes(other), `${other}: it is called ${name}`);
    assert.ok(said.includes(name), name);
  }
});
