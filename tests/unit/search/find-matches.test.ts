import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findMatches } from '../../../src/search/find-matches.ts';
import { normalizeText } from '../../../src/search/normalize.ts';
import { fc } from '../../property.ts';

const marked = (text: string, ...phrases: string[]) =>
  findMatches(text, phrases.map(normalizeText)).map(({ start, end }) => text.slice(start, end));

test('a match is marked as it stands in the text: script, width, spaces and all', () => {
  assert.deepEqual(marked('申請行政復議，行政　复议。', '行政复议'), ['行政復議', '行政　复议']);
  assert.deepEqual(marked('清政〔２０１９〕16 号文', '清政[2019]16号'), ['清政〔２０１９〕16 号']);
  assert.deepEqual(marked('（2015——2020年）', '2015-2020'), ['2015——2020']);
  assert.deepEqual(marked('法\u200b治', '法治'), ['法\u200b治']);
  assert.deepEqual(marked('第①条', '1'), ['①']);
});

test('where matches overlap the first one is marked, the longer one of those that begin together', () => {
  assert.deepEqual(marked('依法行政复议', '依法行政', '行政复议'), ['依法行政']);
  assert.deepEqual(marked('依法行政', '依法', '依法行政'), ['依法行政']);
  assert.deepEqual(marked('一一一一一', '一一'), ['一一', '一一']);
});

test('matches never overlap, are never empty and say what they matched', () => {
  const text = fc.string({ unit: fc.constantFrom(...'行政復复 \u200b-—①😀\ud800'), maxLength: 40 });
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 3 }), (original, sought) => {
      const phrases = sought.map(normalizeText);
      let end = 0;
      for (const match of findMatches(original, phrases)) {
        assert.ok(match.start >= end && match.end > match.start);
        end = match.end;
        const said = normalizeText(original.slice(match.start, match.end));
        assert.ok(said.includes(phrases[match.phrase] as string));
      }
    }),
  );
});
