import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { normalizeText } from '../../../src/search/normalize.ts';

describe('Letters of either case', () => {
  test('are the same for a search, as Unicode has them in capitals and not', () => {
    const wrong: string[] = [];
    let cased = 0;
    for (let point = 0; point <= 0x10ffff; point++) {
      const letter = String.fromCodePoint(point);
      const ways = [letter.toLowerCase(), letter.toUpperCase()];
      // Accents are taken away, this one too that is a letter in capitals.
      if (/\p{M}/u.test(letter)) continue;
      if (ways.every((way) => way === letter)) continue;
      cased++;
      const folded = normalizeText(letter);
      if (ways.some((way) => normalizeText(way) !== folded))
        wrong.push(`${letter} U+${point.toString(16)}: ${[letter, ...ways].map(normalizeText)}`);
    }
    assert.deepEqual(wrong, []);
    assert.ok(cased > 2500);
  });

  test('are the same in words: ß is SS, and a sigma is one wherever it stands', () => {
    assert.equal(normalizeText('STRASSE'), normalizeText('Straße'));
    assert.equal(normalizeText('ΣΊΣΥΦΟΣ'), normalizeText('Σίσυφος'));
  });
});
