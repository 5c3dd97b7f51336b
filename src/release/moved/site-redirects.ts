import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isReportAddress,
  redirectsAddress,
  traditionalAddress,
  withBase,
} from '../../model/address.ts';
import { leadsInside, type Redirect, redirectsSchema } from '../../model/redirect.ts';
import { ReleaseRefused } from '../release-refused.ts';

/** An old address as a server knows it. */
export interface SiteRedirect {
  /** With the base, decoded. */
  readonly from: string;
  /** What a `Location` says, escaped; undefined where nothing stands any more. */
  readonly to: string | undefined;
  readonly lang: 'zh-Hans' | 'zh-Hant';
  /** Whether something may stand there again: browsers keep 301 for good. */
  readonly isTemporary?: boolean;
}

/**
 * The old addresses of a finished build, in both trees; none where it says none.
 *
 * @throws {ReleaseRefused} when the build's list was changed by hand.
 */
export function siteRedirects(build: string, base: string): readonly SiteRedirect[] {
  const file = join(build, redirectsAddress);
  if (!existsSync(file)) return [];
  const { success, data } = redirectsSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!success) throw new ReleaseRefused(`${file} 被改过：请重新生成。`);
  const inTree = (path: string | undefined, address: (path: string) => string) =>
    path?.startsWith('/') ? encodeURI(withBase(base, address(path))) : path && escaped(path);
  const told = new Set(data.map(({ from }) => from));
  const texts = data.flatMap(textsOf).filter(({ from }) => !told.has(from));
  return [...data, ...texts].flatMap((redirect) => [
    {
      from: withBase(base, redirect.from),
      to: inTree(redirect.to, (path) => path),
      lang: 'zh-Hans' as const,
    },
    ...(leadsInside(redirect)
      ? [
          {
            from: withBase(base, traditionalAddress(redirect.from)),
            to: inTree(redirect.to, traditionalOf),
            lang: 'zh-Hant' as const,
          },
        ]
      : []),
  ]);
}

/** The texts of a report to take away go where its page goes. */
function textsOf({ from, to }: Redirect): readonly Redirect[] {
  if (!isReportAddress(from)) return [];
  return ['index.md', 'index.txt'].map((text) => ({
    from: from + text,
    to: to !== undefined && isReportAddress(to) ? to + text : undefined,
  }));
}

/** To servers the sign is the beginning of a variable. */
function escaped(url: string): string {
  return new URL(url).href.replaceAll('$', '%24');
}

/** Files that are no pages stand in the Simplified tree alone. */
function traditionalOf(path: string): string {
  return path.endsWith('/') || path.endsWith('.html') ? traditionalAddress(path) : path;
}

/** Each as servers are asked for it: what ends in a slash also without. */
export function askedFor({ from }: SiteRedirect): readonly string[] {
  return from.endsWith('/') ? [from, from.slice(0, -1)] : [from];
}

/** The status of the answer of one that leads on. */
export function statusOf({ isTemporary }: SiteRedirect): 301 | 302 {
  return isTemporary ? 302 : 301;
}
