import { redirectsFile } from '../../model/address.ts';
import type { Issuer } from '../../model/issuer.ts';
import type { Report } from '../../model/report.ts';
import { nearestPath } from '../check/nearest.ts';
import type { ProblemList } from '../check/problem-list.ts';
import { isKnownAddress, knownAddresses } from './known-addresses.ts';
import type { ReadContent } from './read-content.ts';

/** Old addresses stand in nobody's way and lead somewhere. */
export function checkRedirects(
  content: ReadContent,
  reports: readonly Report[],
  issuers: ReadonlyMap<string, Issuer>,
  problems: ProblemList,
): void {
  const { value: redirects = [], source } = content.redirects;
  if (redirects.length === 0) return;
  const known = knownAddresses(content, reports, issuers);
  const seen = new Set<string>();
  for (const [index, { from, to }] of redirects.entries()) {
    const lineOf = (field: string) => source?.lineOf([index, field]);
    const folded = from.toLowerCase().replace(/\/$/, '');
    if (seen.has(folded) || isKnownAddress(from, known) || isKnownAddress(`${from}/`, known)) {
      problems.add('duplicate-address', {
        file: redirectsFile,
        line: lineOf('from'),
        message: seen.has(folded)
          ? `旧网址 ${from} 已经写过一次。`
          : `旧网址 ${from} 是档案里现有的网址，不能再转到别处。`,
        advice: '删去这一条。',
      });
    }
    seen.add(folded);
    if (to?.startsWith('/') && !isKnownAddress(to, known)) {
      problems.add('broken-link', {
        file: redirectsFile,
        line: lineOf('to'),
        message: `档案里没有“${to}”这个网址。`,
        nearest: () => (known.has(`${to}/`) ? `${to}/` : nearestPath(to, known)),
      });
    }
  }
}
