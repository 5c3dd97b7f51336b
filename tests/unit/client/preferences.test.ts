import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  defaultPreferences,
  parsePreferences,
  preferenceValues,
  serialisePreferences,
} from '../../../src/model/preferences.ts';
import { fc } from '../../property.ts';

test('nothing stored, or nothing readable, means the defaults', () => {
  for (const text of [
    null,
    '',
    '{',
    'null',
    '1',
    '"elder"',
    '[]',
    '[["mode","elder"]]',
    '{"mode":',
    '\u0000',
  ]) {
    assert.deepEqual(parsePreferences(text), defaultPreferences, String(text));
  }
});

test('values of an older or damaged store are dropped one by one, the others kept', () => {
  const kept = parsePreferences(
    '{"mode":"elder","size":9,"scheme":"purple","keys":true,"constructor":"x","__proto__":{"plain":"on"},"old":1}',
  );
  assert.deepEqual(kept, { ...defaultPreferences, mode: 'elder' });
});

test('a voice is any text, up to a length', () => {
  assert.equal(parsePreferences('{"voice":"Tingting"}').voice, 'Tingting');
  assert.equal(parsePreferences(JSON.stringify({ voice: 'x'.repeat(301) })).voice, '');
  assert.equal(parsePreferences('{"voice":7}').voice, '');
});

test('only what differs from the default is stored', () => {
  assert.equal(serialisePreferences(defaultPreferences), '{}');
  assert.equal(serialisePreferences({ ...defaultPreferences, size: '2' }), '{"size":"2"}');
});

test('what was stored is read back, and any text at all gives valid preferences', () => {
  const any = fc.record(
    Object.fromEntries(
      Object.entries(preferenceValues).map(([name, values]) => [name, fc.constantFrom(...values)]),
    ),
  );
  fc.assert(
    fc.property(any, (values) => {
      const preferences = { ...defaultPreferences, ...values };
      assert.deepEqual(parsePreferences(serialisePreferences(preferences)), preferences);
    }),
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const preferences = parsePreferences(text);
      for (const [name, values] of Object.entries(preferenceValues)) {
        assert.ok(
          (values as readonly string[]).includes(
            preferences[name as keyof typeof preferenceValues],
          ),
        );
      }
      assert.equal(typeof preferences.voice, 'string');
    }),
  );
});
