import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pageFileAddress, traditionalSegment } from '../../model/address.ts';
import { type CachePlace, DerivedCache, writeDerived } from '../kept/derived-cache.ts';
import { type ExpectedPage, judgePage, type RecordFault } from './record/judge-page.ts';
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
  /** Where the page or its twin shows something else than was typed. */
  readonly faults: readonly RecordFault[];
}

/** One page to convert; plain data. */
export interface TwinTask {
  /** Path below the output folder, with `/`. */
  readonly file: string;
  /** What it has to show, where it is the page of a report. */
  readonly expected?: ExpectedPage | undefined;
}

/** Changes whenever a file is written again. */
export function pageStamp(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${size} ${mtimeMs}`;
}

/**
 * Makes the function that writes the Traditional twin of one page of the output, and holds both against what was
 * typed: what was kept of the last build was found to be right then.
 */
export function twinWriter({ out, cache: place, rules }: TwinSettings): (task: TwinTask) => Twin {
  const cache = new DerivedCache(place);
  const glossary = [
    rules.variant.siteGlossary,
    ...rules.variant.reports.map((one) => one.glossary),
  ];
  const conversions = glossary.flat();
  let convert: ReturnType<typeof pageConversion> | undefined;
  return ({ file, expected }) => {
    const page = path.join(out, file);
    const stamp = pageStamp(page);
    const bytes = readFileSync(page);
    const key = cache.key(file, bytes, JSON.stringify(expected ?? null));
    const target = path.join(out, traditionalSegment, file);
    mkdirSync(path.dirname(target), { recursive: true });
    if (cache.restore(key, target)) {
      return { file, stamp, key, unchanged: true, problems: [], faults: [] };
    }
    // The dictionaries are read when the first page needs them.
    convert ??= pageConversion(rules);
    const simplified = bytes.toString('utf8');
    const { html, problems } = convert(pageFileAddress(file), simplified);
    const faults = expected ? judgePage(expected, simplified, html, conversions) : [];
    writeDerived(target, html);
    // A page with a problem is converted again next time, so that the problem is told again.
    if (problems.length === 0 && faults.length === 0) cache.keep(key, target, html);
    return { file, stamp, key, unchanged: false, problems, faults };
  };
}
