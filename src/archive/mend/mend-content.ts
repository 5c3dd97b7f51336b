import { isUtf8 } from 'node:buffer';
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { redirectsFile } from '../../model/address.ts';
import { ProblemList } from '../check/problem-list.ts';
import { listContent } from '../read/content-files.ts';
import { errorCode } from '../read/read-text.ts';
import { readRegularFile } from '../read/regular-file.ts';
import { decodeSurely } from '../read/text-encoding.ts';
import { lineDiff } from './line-diff.ts';
import { mendReport } from './mend-report.ts';
import { dropUnseen } from './unseen-characters.ts';

/** A file of the content folder and how it is repaired. */
export interface FileMend {
  /** POSIX path relative to the content folder. */
  readonly file: string;
  /** What concerns the whole file, in Chinese: `GB18030 改为 UTF-8`. */
  readonly whole: readonly string[];
  /** Lines as {@link lineDiff} gives them. */
  readonly diff: readonly string[];
  /** The file's bytes as they were judged. */
  readonly before: Buffer;
  readonly after: string;
}

/** As large as a content text may be, in bytes. */
const largestText = 5_000_000;

/**
 * What has one right answer in a content folder, file by file; nothing is written. What it does not list is
 * left to somebody who looks.
 *
 * @param only judges the files for which it is true
 */
export function mendContent(
  contentDir: string,
  only: (file: string) => boolean = () => true,
): readonly FileMend[] {
  const files = listContent(contentDir, new ProblemList());
  const texts = [
    ...(files.site ? ['site.yaml'] : []),
    ...(files.issuers ? ['issuers.yaml'] : []),
    ...(files.glossary ? ['glossary.yaml'] : []),
    ...(files.redirects ? [redirectsFile] : []),
    ...files.editions,
    ...files.reports,
    ...files.pages,
  ];
  return texts.filter(only).flatMap((file) => mendFile(contentDir, file) ?? []);
}

function mendFile(contentDir: string, file: string): FileMend | undefined {
  let before: Buffer;
  try {
    before = readRegularFile(join(contentDir, file), largestText);
  } catch {
    // What cannot be read is stated by the check.
    return undefined;
  }
  const whole: string[] = [];
  let text: string;
  if (isUtf8(before)) text = before.toString('utf8');
  else {
    const decoded = decodeSurely(before);
    if (decoded === undefined) return undefined;
    text = decoded.text;
    whole.push(`${decoded.encoding.toUpperCase()} 改为 UTF-8`);
  }
  if (text.startsWith('\ufeff')) {
    text = text.slice(1);
    whole.push('去掉开头的字节顺序标记（BOM）');
  }
  if (text.includes('\r')) {
    text = text.replace(/\r\n?/g, '\n');
    whole.push('换行改为 LF');
  }
  const isReport = file.startsWith('reports/');
  let after = (isReport ? mendReport(text) : dropUnseen(text)).text;
  if (after !== '' && !after.endsWith('\n')) {
    after += '\n';
    whole.push('结尾补上换行');
  }
  if (Buffer.from(after).equals(before)) return undefined;
  const ended = text.endsWith('\n') ? text : `${text}\n`;
  return { file, whole, diff: lineDiff(ended, after), before, after };
}

/**
 * Writes the repairs, each file whole or not at all. A file that was changed or taken away since it was judged,
 * that is write-protected or cannot be written is left as it is; the others are written all the same.
 *
 * @returns the files that were written
 */
export function writeMends(contentDir: string, mends: readonly FileMend[]): readonly string[] {
  return mends.filter((mend) => writeMend(contentDir, mend)).map(({ file }) => file);
}

function writeMend(contentDir: string, { file, before, after }: FileMend): boolean {
  let beside: string | undefined;
  try {
    // A link stays a link: the file it leads to is mended.
    const path = realpathSync(join(contentDir, file));
    const { mode } = statSync(path);
    const isProtected = (mode & 0o222) === 0;
    if (isProtected || !readRegularFile(path, largestText).equals(before)) return false;
    beside = `${path}.mending-${process.pid}`;
    writeFileSync(beside, after, { mode });
    renameSync(beside, path);
    return true;
  } catch (error) {
    // What the system says of one file is no reason to leave the others; that the disk is full is.
    if (/^(?:ENOSPC|EDQUOT|EIO)$/.test(errorCode(error))) throw error;
    return false;
  } finally {
    if (beside !== undefined) rmSync(beside, { force: true });
  }
}
