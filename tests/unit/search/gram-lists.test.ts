import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../../scripts/seeded-random.ts';
import { gramLists } from '../../../src/search/indexing/gram-lists.ts';

/** The places of each gram as strings sort them: four symbols, up to the end of the block. */
function gramsOf(text: string): [string, number[]][] {
  const grams = new Map<string, number[]>();
  for (let place = 0; place < text.length; place++) {
    const gram = text.slice(place, place + 4).split('\n')[0] ?? '';
    if (gram.length < 2) continue;
    grams.set(gram, [...(grams.get(gram) ?? []), place]);
  }
  return [...grams].sort(([a], [b]) => (a < b ? -1 : 1));
}

function listed(text: string, atOnce?: number): [string, number[]][] {
  const symbols = Uint16Array.from(text, (symbol) => symbol.charCodeAt(0));
  const grams: [string, number[]][] = [];
  for (const { first, second, start, end, places, rests } of gramLists(symbols, atOnce)) {
    for (let i = start; i < end; i++) {
      const rest = rests[i] as number;
      const following = [rest >>> 16, rest & 0xffff].filter((symbol) => symbol > 0);
      const gram = String.fromCharCode(first, second, ...following);
      const last = grams.at(-1);
      if (last?.[0] === gram) last[1].push(places[i] as number);
      else grams.push([gram, [places[i] as number]]);
    }
  }
  return grams;
}

/** Seldom and often: some pairs stand once, some a dozen, some hundreds and some thousands of times. */
function text(length: number): string {
  const random = seededRandom(7);
  let written = '';
  while (written.length < length) {
    const symbol = random.below(3) === 0 ? '\n' : '的一是法治政府'.charAt(random.below(7));
    written +=
      random.below(4) > 0 ? '政府' : symbol + String.fromCharCode(0x4e00 + random.below(9));
  }
  return written;
}

test('every place of a pair is listed under what stands there, in the order of words and places', () => {
  const long = text(30_000);
  assert.deepEqual(listed(long), gramsOf(long));
  for (const end of ['', '\n', '法', '法治', '法治\n府', '府\n\n'])
    assert.deepEqual(listed(long.slice(0, 60) + end), gramsOf(long.slice(0, 60) + end));
});

test('the lists are the same when the places are sorted in rounds', () => {
  const long = text(8_000);
  assert.deepEqual(listed(long, 100), listed(long));
});
