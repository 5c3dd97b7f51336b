import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { markdownAddress, plainTextAddress } from '../../model/address.ts';
import { type Archive, bodyOf, sourceOf } from '../../model/archive.ts';
import type { Report } from '../../model/report.ts';
import { reportFacts } from '../../model/report-facts.ts';
import { reportMarkdown } from '../../model/report-markdown.ts';
import type { Step } from '../step.ts';
import { plainText } from './plain-text.ts';

/** Writes each report's text beside its page, as Markdown and without markup; both trees link to the same files. */
export const texts: Step = {
  name: 'texts',
  title: '写出报告文本',
  needs: ['archive'],
  writes: /^\/reports\/\d{4}\/[^/]+\/index\.(?:md|txt)$/,
  run({ archive, out }) {
    for (const report of archive.reports) {
      for (const [address, text] of textsOf(report)) {
        const target = join(out, address);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, text(archive));
      }
    }
  },
  answer(address, { archive }) {
    if (!texts.writes.test(address)) return undefined;
    for (const report of archive.reports) {
      const text = textsOf(report).get(address);
      if (text === undefined) continue;
      const type = address.endsWith('.md') ? 'text/markdown' : 'text/plain';
      return { type: `${type}; charset=utf-8`, body: text(archive) };
    }
    return undefined;
  },
};

/** A report's texts, made when asked, by their addresses without the base. */
function textsOf(report: Report): ReadonlyMap<string, (archive: Archive) => string> {
  return new Map([
    [markdownAddress(report), (archive) => reportMarkdown(report, sourceOf(archive, report))],
    [plainTextAddress(report), (archive) => reportPlainText(archive, report)],
  ]);
}

function reportPlainText(archive: Archive, report: Report): string {
  const header = reportFacts(report).map(([name, value]) => `${name}：${value}\n`);
  return `${header.join('')}\n${plainText(bodyOf(archive, report))}`;
}
