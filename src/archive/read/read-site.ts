import { join } from 'node:path';
import { parse } from 'yaml';
import { type Site, siteSchema } from '../../model/site.ts';
import type { ProblemList } from '../check/problem-list.ts';
import { largestText, readText } from './read-text.ts';
import { readRegularFile } from './regular-file.ts';
import { validate } from './validate.ts';
import { parseYaml, type YamlSource } from './yaml-source.ts';

const file = 'site.yaml';

/** Where the site will stand. */
export interface SiteAddress {
  /** Origin, without a slash at its end. */
  readonly url: string;
  /** Path prefix with a leading and a trailing slash. */
  readonly base: string;
  /** Whether the whole host is the site's own. */
  readonly ownsHost: boolean;
}

/**
 * Reads origin and path prefix from site.yaml without judging anything: commands need them before, or
 * without, opening the archive. What is wrong in the file is told by `openArchive`; here it falls back
 * to values that let the command run.
 */
export function readSiteAddress(contentDir: string): SiteAddress {
  const fallback = { url: 'http://localhost', base: '/', ownsHost: false };
  try {
    const bytes = readRegularFile(join(contentDir, file), largestText);
    const site: unknown = parse(bytes.toString('utf8'));
    if (typeof site !== 'object' || site === null) return fallback;
    const url = 'url' in site && typeof site.url === 'string' ? site.url : fallback.url;
    const base = 'base' in site && typeof site.base === 'string' ? site.base : fallback.base;
    const ownsHost = 'ownsHost' in site && site.ownsHost === true;
    return { url: new URL(url).origin, base, ownsHost };
  } catch {
    return fallback;
  }
}

/** Reads and judges site.yaml; undefined when it cannot be used. */
export function readSite(contentDir: string, problems: ProblemList): Site | undefined {
  const text = readText(contentDir, file, problems);
  const source = text === undefined ? undefined : parseYaml(text, { file, firstLine: 1 }, problems);
  const site = source && validate(siteSchema, source, problems);
  if (source !== undefined && site !== undefined) checkSite(site, source, problems);
  return site;
}

function checkSite(site: Site, source: YamlSource, problems: ProblemList): void {
  const { origin, href } = new URL(site.url);
  if (href !== `${origin}/`) {
    problems.add('bad-value', {
      file: source.file,
      line: source.lineOf(['url']),
      message: `url（网址）写了“${site.url}”，应只到域名为止；路径写在 base（路径前缀）里。`,
      nearest: origin,
    });
  }
  if (site.official && site.siteIdCode === undefined) {
    problems.add('missing-site-code', {
      file: source.file,
      line: source.lineOf(['official']),
      message: '这是政府网站（official: true），没有写 siteIdCode（网站标识码）。',
    });
  }
}
