import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvTable, readCsv } from '../../../src/model/csv.ts';

const formulas = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1',
  '\u200b=1',
  '\ufeff=1',
  '\u202e=cmd',
  '\u3000＝1',
  '＋1',
  '－1',
  '＠a',
];

test('no cell begins a formula, whatever stands before it', () => {
  for (const formula of formulas) {
    const [, cell] = csvTable([['表头', formula]]).split(',');
    assert.match(cell ?? '', /^"?'/, JSON.stringify(formula));
  }
});

test('what is no formula stays as it is', () => {
  for (const cell of ['一、', '2019', 'a=b', "'单引号", '清政〔2019〕16号']) {
    assert.equal(csvTable([[cell, '']]), `\ufeff${cell},\r\n`);
  }
});

test('a table read is the table written, through quotes, commas, line breaks and guards', () => {
  const rows = [['a', 'b'], ...formulas.map((formula) => [formula, '甲,"乙"\r\n丙']), ['', "'x"]];
  assert.deepEqual(readCsv(csvTable(rows)), rows);
});
