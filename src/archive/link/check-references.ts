import { posix } from 'node:path';
import type { Issuer } from '../../model/issuer.ts';
import type { Report } from '../../model/report.ts';
import { nearest, nearestPath } from '../check/nearest.ts';
import type { ProblemList } from '../check/problem-list.ts';
import { readableAddress } from '../check/readable-address.ts';
import { isKnownAddress, knownAddresses } from './known-addresses.ts';
import type { ReadContent } from './read-content.ts';

/** Links to other reports and to pages of the archive, now that all are known. */
export function checkReferences(
  content: ReadContent,
  reports: readonly Report[],
  issuers: ReadonlyMap<string, Issuer>,
  problems: ProblemList,
): void {
  // What stands in for a page of the content folder is not its editors' to mend.
  const own = new Set([...content.files.reports, ...content.files.pages]);
  const written = [...content.reports, ...content.documents].filter(
    ({ file, references }) => references.length > 0 && own.has(file),
  );
  if (written.length === 0) return;
  const byFile = new Map(content.reports.map((report) => [report.file, report]));
  const addresses = knownAddresses(content, reports, issuers);
  for (const { file, references } of written) {
    for (const { line, written, target } of references) {
      if (target.kind === 'address') {
        if (isKnownAddress(target.address, addresses)) continue;
        problems.add('broken-link', {
          file,
          line,
          message: `档案里没有“${readableAddress(target.address)}”这个网址。`,
          nearest: () =>
            addresses.has(`${target.address}/`)
              ? `${target.address}/`
              : nearestPath(target.address, addresses),
        });
        continue;
      }
      const other = byFile.get(target.file);
      if (other === undefined) {
        if (own.has(target.file)) continue;
        problems.add('broken-link', {
          file,
          line,
          message: `链接“${readableAddress(written)}”指向的报告不存在。`,
          nearest: () => {
            const guess = nearestPath(target.file, content.files.reports);
            return guess === undefined ? undefined : posix.relative(posix.dirname(file), guess);
          },
        });
      } else if (target.anchor !== '' && !other.rendered.anchors.has(target.anchor)) {
        problems.add('broken-link', {
          file,
          line,
          message: `${target.file} 里没有标题“#${readableAddress(target.anchor)}”。`,
          nearest: () => {
            const guess = nearest(target.anchor, other.rendered.anchors);
            return guess === undefined ? undefined : `${written.split('#')[0]}#${guess}`;
          },
        });
      }
    }
  }
}
