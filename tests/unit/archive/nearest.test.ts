import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest, nearestPath } from '../../../src/archive/check/nearest.ts';
import { fc } from '../../property.ts';

test('a slip of the fingers finds the word that was meant', () => {
  const keys = ['title', 'year', 'issuer', 'indicators', 'documentNumber'];
  assert.equal(nearest('titel', keys), 'title');
  assert.equal(nearest('Title', keys), 'title');
  assert.equal(nearest('indicator', keys), 'indicators');
  assert.equal(nearest('document_number', keys), 'documentNumber');
  assert.equal(nearest('ｙｅａｒ', keys), 'year');
});

test('what is far from everything gets no suggestion', () => {
  assert.equal(nearest('colour', ['title', 'year']), undefined);
  assert.equal(nearest('x', ['y']), undefined);
  assert.equal(nearest('x', []), undefined);
});

test('a value that exists is its own nearest', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), fc.nat(), (all, pick) => {
      const value = all[pick % all.length] ?? '';
      const found = nearest(value, all);
      assert.equal(
        found
          ?.normalize('NFKC')
          .toLowerCase()
          .replace(/[\s_]+/g, '-'),
        value
          .normalize('NFKC')
          .toLowerCase()
          .replace(/[\s_]+/g, '-'),
      );
    }),
  );
});

test('a path is sought by name: in its folder, then elsewhere, never by its folders alone', () => {
  const files = ['reports/2022/annual.md', 'reports/2023/justice.md', '/years/2023/'];
  assert.equal(nearestPath('reports/2023/justcie.md', files), 'reports/2023/justice.md');
  assert.equal(nearestPath('reports/2021/annual.md', files), 'reports/2022/annual.md');
  assert.equal(nearestPath('reports/2023/zoning.md', files), undefined);
  assert.equal(nearestPath('/years/203/', files), '/years/2023/');
});

test('two neighbours swapped are nearer than any other slip', () => {
  assert.equal(nearest('2021/89', ['2021/8', '2021/88', '2021/98', '2021/99']), '2021/98');
  assert.equal(nearest('2021/89', ['2021/9', '2021/81']), '2021/9');
});
