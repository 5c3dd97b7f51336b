import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

/** The few settings that Astro needs before the archive can be opened. */
export interface SiteSettings {
  /** Absolute path of the content folder (`ARCHIVE_CONTENT`, else `content/`). */
  readonly contentDir: string;
  /** Absolute path of the output folder (`ARCHIVE_OUT`, else `dist/`). */
  readonly outDir: string;
  readonly url: string;
  readonly base: string;
}

/**
 * Reads origin and path prefix without judging anything else: `npm run check` and the build
 * report what is wrong in site.yaml, so a broken file falls back to values that let them run.
 */
export function readSiteSettings(
  env: Readonly<Record<string, string | undefined>> = process.env,
  root = process.cwd(),
): SiteSettings {
  const contentDir = resolve(root, env.ARCHIVE_CONTENT ?? 'content');
  const outDir = resolve(root, env.ARCHIVE_OUT ?? 'dist');
  const { url, base } = readOriginAndBase(resolve(contentDir, 'site.yaml'));
  return { contentDir, outDir, url, base };
}

function readOriginAndBase(file: string): { url: string; base: string } {
  const fallback = { url: 'http://localhost', base: '/' };
  try {
    const site: unknown = parse(readFileSync(file, 'utf8'));
    if (typeof site !== 'object' || site === null) return fallback;
    const url = 'url' in site && typeof site.url === 'string' ? site.url : fallback.url;
    const base = 'base' in site && typeof site.base === 'string' ? site.base : fallback.base;
    return { url: new URL(url).origin, base };
  } catch {
    return fallback;
  }
}
