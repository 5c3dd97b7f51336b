import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareProblems, makeProblem } from '../../../src/model/problem.ts';
import { type ProblemEntry, problemCatalogue } from '../../../src/model/problem-catalogue.ts';
import { problemReference } from '../../../src/model/problem-reference.ts';

const entries: [string, ProblemEntry][] = Object.entries(problemCatalogue);

test('every code is a permanent name in kebab case with its words complete', () => {
  for (const [code, entry] of entries) {
    assert.match(code, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    assert.match(entry.severity, /^(error|warning|notice)$/, code);
    assert.match(entry.title, /[^。]$/, `${code}: a title is no sentence`);
    for (const text of [entry.explanation, entry.advice])
      assert.match(text, /\p{Script=Han}.*[。）]$/su, code);
    assert.notEqual(entry.example.wrong, entry.example.right, code);
  }
});

test('no two codes have the same title', () => {
  assert.equal(new Set(entries.map(([, { title }]) => title)).size, entries.length);
});

test('the reference lists every code once, under its group', () => {
  const listed = problemReference().flatMap(({ group, entries: inGroup }) =>
    inGroup.map((entry) => {
      assert.equal(entry.group, group);
      return entry.code;
    }),
  );
  assert.deepEqual([...listed].sort(), entries.map(([code]) => code).sort());
});

test('a problem takes severity and advice from the catalogue unless it has better advice', () => {
  const plain = makeProblem('bad-date', { file: 'a', message: '一' });
  assert.equal(plain.severity, problemCatalogue['bad-date'].severity);
  assert.equal(plain.advice, problemCatalogue['bad-date'].advice);
  assert.equal(makeProblem('bad-date', { file: 'a', message: '一', advice: '二' }).advice, '二');
});

test('problems are ordered by file, then line with the whole file first, then code, then words', () => {
  const at = (
    file: string,
    line: number | undefined,
    code: 'bad-date' | 'bad-value',
    message = '一',
  ) => makeProblem(code, { file, line, message });
  const ordered = [
    at('a', undefined, 'bad-value'),
    at('a', 2, 'bad-date'),
    at('a', 2, 'bad-value', '一'),
    at('a', 2, 'bad-value', '二'),
    at('a', 10, 'bad-date'),
    at('b', 1, 'bad-date'),
  ];
  assert.deepEqual([...ordered].reverse().sort(compareProblems), ordered);
});
