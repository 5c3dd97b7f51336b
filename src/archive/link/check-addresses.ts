import {
  attachmentAddress,
  contentAddress,
  indicatorAddress,
  reportAddress,
  searchFolder,
  traditionalSegment,
} from '../../model/address.ts';
import type { Report } from '../../model/report.ts';
import type { ProblemList } from '../check/problem-list.ts';
import { fixedAddresses } from './known-addresses.ts';
import type { ReadContent } from './read-content.ts';
import { compareText } from './report-order.ts';

/** Folders that belong to the archive itself, beside its own pages. */
const reservedFolders = [
  'reports',
  'data',
  traditionalSegment,
  '404',
  'index',
  searchFolder,
  'assets',
];

/** Two things at one address: on most servers, also when only the case differs. */
export function checkAddresses(
  content: ReadContent,
  reports: readonly Report[],
  problems: ProblemList,
): void {
  const taken = new Map<string, string>();
  for (const address of [...fixedAddresses, ...reservedFolders.map((name) => `/${name}/`)]) {
    taken.set(address, '网站自己的页面');
  }
  /** `place`: what the thing would stand in the way of, where that is not its own address. */
  const take = (address: string, file: string, line?: number, place = address): void => {
    const folded = decodeURI(place).normalize('NFC').toLowerCase();
    const holder = taken.get(folded);
    if (holder === undefined) taken.set(folded, line === undefined ? file : `${file}:${line}`);
    else {
      problems.add('duplicate-address', {
        file,
        line,
        message: `网址 ${address} 已经有了：${holder}。`,
      });
    }
  };
  for (const file of content.files.pages) take(contentAddress(file), file);
  const codes = new Set<string>();
  for (const { file, indicators } of content.editions) {
    for (const { indicator, line } of indicators) {
      const address = indicatorAddress(indicator);
      // The same code twice in one edition is a problem of its own.
      if (codes.has(`${file} ${address}`)) continue;
      codes.add(`${file} ${address}`);
      take(address, file, line);
    }
  }
  for (const file of content.files.reports) {
    take(contentAddress(file), file);
  }
  for (const report of [...reports].sort((a, b) => compareText(a.file, b.file))) {
    for (const { file } of report.attachments) {
      // The page itself and its texts are files of these names.
      const isTheirs = /^index\.(?:html|md|txt)(\/|$)/i.test(file);
      const address = attachmentAddress(report, file);
      take(address, report.file, undefined, isTheirs ? reportAddress(report) : address);
    }
  }
}
