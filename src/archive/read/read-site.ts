import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Where the site will stand. */
export interface SiteAddress {
  /** Origin, without a slash at its end. */
  readonly url: string;
  /** Path prefix with a leading and a trailing slash. */
  readonly base: string;
}

/**
 * Reads origin and path prefix from site.yaml without judging anything: commands need them before, or
 * without, opening the archive. What is wrong in the file is told by `openArchive`; here it falls back
 * to values that let the command run.
 */
export function readSiteAddress(contentDir: string): SiteAddress {
  const fallback = { url: 'http://localhost', base: '/' };
  try {
    const site: unknown = parse(readFileSync(join(contentDir, 'site.yaml'), 'utf8'));
    if (typeof site !== 'object' || site === null) return fallback;
    const url = 'url' in site && typeof site.url === 'string' ? site.url : fallback.url;
    const base = 'base' in site && typeof site.base === 'string' ? site.base : fallback.base;
    return { url: new URL(url).origin, base };
  } catch {
    return fallback;
  }
}
