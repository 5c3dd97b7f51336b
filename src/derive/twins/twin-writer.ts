import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pageFileAddress, traditionalSegment } from '../../model/address.ts';
import { type CachePlace, DerivedCache, writeDerived } from '../kept/derived-cache.ts';
import { pageConversion, type TwinRules } from './twin-page.ts';

/** All that a thread must know to write Traditional pages; plain data. */
export interface TwinSettings {
  /** Output folder. */
  readonly out: string;
  readonly cache: CachePlace;
  readonly rules: TwinRules;
}

/** What became of one page. */
export interface Twin {
  /** Path below the output folder, with `/`. */
  readonly file: string;
  /** {@link pageStamp} of the page from which it was made. */
  readonly stamp: string;
  /** Its key in the cache. */
  readonly key: string;
  /** Taken from the cache. */
  readonly unchanged: boolean;
  readonly problems: readonly string[];
}

/** Changes whenever a file is written again. */
export function pageStamp(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${size} ${mtimeMs}`;
}

/** Makes the function that writes the Traditional twin of one page of the output. */
export function twinWriter({ out, cache: place, rules }: TwinSettings): (file: string) => Twin {
  const cache = new DerivedCache(place);
  let convert: ReturnType<typeof pageConversion> | undefined;
  return (file) => {
    const page = path.join(out, file);
    const stamp = pageStamp(page);
    const bytes = readFileSync(page);
    const key = cache.key(file, bytes);
    const target = path.join(out, traditionalSegment, file);
    mkdirSync(path.dirname(target), { recursive: true });
    if (cache.restore(key, target)) return { file, stamp, key, unchanged: true, problems: [] };
    // The dictionaries are read when the first page needs them.
    convert ??= pageConversion(rules);
    const { html, problems } = convert(pageFileAddress(file), bytes.toString('utf8'));
    writeDerived(target, html);
    // A page with a problem is converted again next time, so that the problem is told again.
    if (problems.length === 0) cache.keep(key, target, html);
    return { file, stamp, key, unchanged: false, problems };
  };
}
