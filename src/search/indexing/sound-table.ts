import { pinyin } from 'pinyin-pro';
import { normalizeText } from '../normalize.ts';
import type { SoundTable } from '../sounds.ts';

/** Pairs are looked for among so many of an archive's characters, those that stand in it most often. */
const mostSymbols = 2048;
/** How many pairs the lists have, the commonest first: some thousand words, 10 KB whatever the archive's size. */
const pairsInList = [300, 1200, 3500];
/** So many symbols are counted, evenly from all of a larger archive. */
const counted = 1 << 24;
const stretch = 1 << 12;

const firstHan = 0x3400;
const lastHan = 0x9fff;

/** @param symbols of all documents, one after the other. */
export function soundTable(symbols: Uint16Array): SoundTable {
  const counts = new Uint32Array(0x10000);
  for (const part of stretches(symbols))
    for (let i = 0; i < part.length; i++) (counts[part[i] as number] as number)++;
  const present: number[] = [];
  for (let symbol = firstHan; symbol <= lastHan; symbol++) if (counts[symbol]) present.push(symbol);
  present.sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b);
  const frequent = present.slice(0, mostSymbols);
  return { ...soundsOf(frequent), pairs: commonPairs(symbols, frequent) };
}

function* stretches(symbols: Uint16Array): Generator<Uint16Array> {
  const step = Math.max(1, Math.ceil(symbols.length / counted)) * stretch;
  for (let start = 0; start < symbols.length; start += step)
    yield symbols.subarray(start, start + stretch);
}

/** What stands in the archive, and what is typed instead of it, with how input methods spell it (lü is lv). */
function soundsOf(frequent: readonly number[]): Pick<SoundTable, 'sounds' | 'readings'> {
  const groups = new Map<string, Set<string>>();
  const all = [...frequent.map((symbol) => String.fromCharCode(symbol)), ...commonCharacters()];
  for (const character of all) {
    const symbol = normalizeText(character);
    for (const reading of new Set(
      pinyin(character, { toneType: 'none', type: 'array', multiple: true }),
    )) {
      const group = groups.get(reading);
      if (group) group.add(symbol);
      else groups.set(reading, new Set([symbol]));
    }
  }
  const spelled = [...groups]
    .map(([reading, group]) => [reading.replace(/ü/g, 'v'), [...group].join('')] as const)
    .filter(([reading]) => /^[a-z]+$/.test(reading))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    sounds: spelled.map(([, group]) => group),
    readings: spelled.map(([reading]) => reading),
  };
}

/** The first level of GB 2312: the 3,755 characters of everyday, as the standard's code has them. */
function* commonCharacters(): Generator<string> {
  const decoder = new TextDecoder('gb18030');
  for (let row = 0xb0; row <= 0xd7; row++)
    for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++)
      yield decoder.decode(Uint8Array.of(row, cell));
}

function commonPairs(symbols: Uint16Array, frequent: readonly number[]): string[] {
  const numbers = new Int16Array(0x10000).fill(-1);
  for (const [number, symbol] of frequent.entries()) numbers[symbol] = number;
  const counts = new Uint32Array(mostSymbols * mostSymbols);
  for (const part of stretches(symbols)) {
    let before = -1;
    for (let i = 0; i < part.length; i++) {
      const number = numbers[part[i] as number] as number;
      if (before >= 0 && number >= 0) (counts[before * mostSymbols + number] as number)++;
      before = number;
    }
  }
  const found: number[] = [];
  // What stands once may be a slip itself.
  for (let pair = 0; pair < counts.length; pair++)
    if ((counts[pair] as number) > 1) found.push(pair);
  found.sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b);
  let start = 0;
  return pairsInList.map((length) => {
    const own = found.slice(start, start + length).sort((a, b) => a - b);
    start += length;
    const followers = new Map<number, string>();
    for (const pair of own) {
      const first = frequent[Math.floor(pair / mostSymbols)] as number;
      const second = String.fromCharCode(frequent[pair % mostSymbols] as number);
      followers.set(first, (followers.get(first) ?? '') + second);
    }
    return [...followers].map(([first, all]) => String.fromCharCode(first) + all).join(' ');
  });
}
