import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { markdownAddress, plainTextAddress, textsArchiveAddress } from '../../model/address.ts';
import { type Archive, bodyOf, sourceOf } from '../../model/archive.ts';
import type { Report } from '../../model/report.ts';
import { reportFacts } from '../../model/report-facts.ts';
import { reportMarkdown } from '../../model/report-markdown.ts';
import type { Step } from '../step.ts';
import { plainText } from './plain-text.ts';
import { writeZip, type ZipInput } from './write-zip.ts';

/** What static hosts take of one file, in bytes (src/README.md). */
const hostLimit = 25 * 1024 * 1024;

/**
 * Writes each report's text beside its page, as Markdown and without markup, and all the Markdown as one archive;
 * both trees link to the same files.
 */
export const texts: Step = {
  name: 'texts',
  title: '写出报告文本',
  needs: ['archive'],
  writes: /^\/(?:reports\/\d{4}\/[^/]+\/index\.(?:md|txt)|data\/texts\.zip)$/,
  run({ archive, out, warn }) {
    for (const report of archive.reports) {
      for (const [address, text] of textsOf(report)) {
        const target = join(out, address);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, text(archive));
      }
    }
    const whole = join(out, textsArchiveAddress);
    mkdirSync(dirname(whole), { recursive: true });
    writeZip(whole, archiveFiles(archive));
    const { size } = statSync(whole);
    if (size > hostLimit) {
      warn(
        `全部文本的压缩包有 ${Math.ceil(size / 1024 / 1024)} MB，有的托管不收 25 MB 以上的文件。`,
      );
    }
  },
  answer(address, { archive, scratch }) {
    if (!texts.writes.test(address)) return undefined;
    if (address === textsArchiveAddress) {
      mkdirSync(scratch, { recursive: true });
      const whole = join(scratch, 'texts.zip');
      writeZip(whole, archiveFiles(archive));
      return { type: 'application/zip', body: readFileSync(whole) };
    }
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

/** In one folder, so that unpacking litters nothing; the hashes are those of the reports' pages. */
function* archiveFiles(archive: Archive): Generator<ZipInput> {
  const sums: string[] = [];
  for (const report of archive.reports) {
    const path = `${report.year}/${report.slug}.md`;
    const bytes = Buffer.from(reportMarkdown(report, sourceOf(archive, report)));
    sums.push(`${createHash('sha256').update(bytes).digest('hex')}  ${path}\n`);
    yield { path: `texts/${path}`, read: () => bytes };
  }
  yield { path: 'texts/SHA256SUMS', read: () => Buffer.from(sums.join('')) };
}

function reportPlainText(archive: Archive, report: Report): string {
  const header = reportFacts(report).map(([name, value]) => `${name}：${value}\n`);
  return `${header.join('')}\n${plainText(bodyOf(archive, report))}`;
}
