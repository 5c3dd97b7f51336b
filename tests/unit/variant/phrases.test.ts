import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { traditionalStandards } from '../../../src/model/site.ts';
import { createConverter } from '../../../src/variant/converter.ts';
import { fold } from '../../../src/variant/fold.ts';

interface Phrase {
  simplified: string;
  tw: string[];
  hk: string[];
  t: string[];
  reason: string;
  source: string;
}

const phrases = JSON.parse(
  readFileSync(new URL('../../fixtures/variant/phrases.json', import.meta.url), 'utf8'),
) as Phrase[];

test('the list has at least 600 different phrases, each with a reason and a source', () => {
  assert.ok(new Set(phrases.map((phrase) => phrase.simplified)).size >= 600);
  for (const phrase of phrases) assert.ok(phrase.reason && phrase.source, phrase.simplified);
});

for (const standard of traditionalStandards) {
  test(`every phrase becomes an accepted form (${standard})`, () => {
    const converter = createConverter({ standard });
    const wrong = phrases
      .map((phrase) => ({ ...phrase, got: converter.convert(phrase.simplified) }))
      .filter((phrase) => !phrase[standard].includes(phrase.got))
      .map(({ simplified, got, reason }) => `${simplified} → ${got} (${reason})`);
    assert.deepEqual(wrong, []);
  });

  test(`a character is decided alike whatever sentence the phrase stands in (${standard})`, () => {
    const converter = createConverter({ standard });
    for (const { simplified } of phrases) {
      const alone = converter.convert(simplified);
      assert.equal(converter.convert(`“。${simplified}。”`).slice(2, -2), alone, simplified);
    }
  });
}

test('whatever a conversion produces, search folds to the same characters', () => {
  for (const standard of traditionalStandards) {
    const converter = createConverter({ standard });
    for (const { simplified } of phrases) {
      assert.equal(fold(converter.convert(simplified)), fold(simplified));
    }
  }
});

test('every one-to-many character of OpenCC that the corpora hold is in the list', () => {
  const characters = readFileSync(
    new URL('../../fixtures/variant/one-to-many.txt', import.meta.url),
    'utf8',
  ).trim();
  assert.equal([...characters].length, 224);
  const text = phrases.map((phrase) => phrase.simplified).join('');
  assert.deepEqual(
    [...characters].filter((character) => !text.includes(character)),
    [],
  );
});
