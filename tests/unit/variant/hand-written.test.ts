import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Converter } from 'opencc-js';
import { traditionalStandards } from '../../../src/model/site.ts';
import { createConverter } from '../../../src/variant/converter.ts';

interface Phrase {
  readonly simplified: string;
  /** Accepted forms in OpenCC's neutral standard. */
  readonly neutral: readonly string[];
  readonly reason: string;
}

/** The list's lines: a reason after `#`, then phrases `简=繁` or `简=繁/繁` apart by spaces. */
function readPhrases(): Phrase[] {
  const phrases: Phrase[] = [];
  let reason = '';
  const list = new URL('../../fixtures/variant/hand-written.txt', import.meta.url);
  for (const line of readFileSync(list, 'utf8').split('\n')) {
    if (line.startsWith('#')) reason = line.slice(1).trim();
    else {
      for (const entry of line.split(' ').filter(Boolean)) {
        const [simplified = '', forms = ''] = entry.split('=');
        phrases.push({ simplified, neutral: forms.split('/'), reason });
      }
    }
  }
  return phrases;
}

const phrases = readPhrases();

test('the list written by hand has thousands of phrases, each once and with its reason', () => {
  assert.ok(phrases.length >= 4000, String(phrases.length));
  assert.equal(new Set(phrases.map((phrase) => phrase.simplified)).size, phrases.length);
  for (const { simplified, neutral, reason } of phrases) {
    assert.ok(reason, simplified);
    for (const form of neutral) assert.equal(form.length, simplified.length, simplified);
  }
});

for (const standard of traditionalStandards) {
  test(`every phrase becomes a form that was expected, with the standard's own characters (${standard})`, () => {
    const converter = createConverter({ standard });
    // OpenCC's own step from neutral to the standard, not ours.
    const inStandard =
      standard === 't' ? (form: string) => form : Converter({ from: 't', to: standard });
    const wrong: string[] = [];
    for (const { simplified, neutral, reason } of phrases) {
      const got = converter.convert(simplified);
      if (!neutral.map((form) => inStandard(form)).includes(got)) {
        wrong.push(`${simplified} → ${got} (${reason})`);
      }
    }
    assert.deepEqual(wrong, []);
  });
}
