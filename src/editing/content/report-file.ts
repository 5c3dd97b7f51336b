import { createHash } from 'node:crypto';
import { ProblemList } from '../../archive/check/problem-list.ts';
import { splitFrontMatter } from '../../archive/read/split-front-matter.ts';
import { withLineEnds } from './line-ends.ts';

/** A report's file as it was opened; nothing of it is lost when it is written again. */
export interface ReportFile {
  /** As the file holds it, without the byte order mark. */
  readonly text: string;
  readonly hasMark: boolean;
  /** Between the lines `---`, lines ending in LF; undefined where there is none that ends. */
  readonly frontMatter: string | undefined;
  /** What follows it, lines ending in LF; the whole text where there is no front matter. */
  readonly body: string;
}

/** Undefined where a browser could not hand the text back as it is. */
export function readReportFile(bytes: Buffer): ReportFile | undefined {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
  // In HTML there is no such character.
  if (text.includes('\0')) return undefined;
  const hasMark = text.startsWith('\ufeff');
  if (hasMark) text = text.slice(1);
  const lines = text.replace(/\r\n?/g, '\n');
  const split = splitFrontMatter(lines, '', new ProblemList());
  return split?.frontMatter === undefined
    ? { text, hasMark, frontMatter: undefined, body: lines }
    : { text, hasMark, frontMatter: split.frontMatter, body: split.body };
}

/** What an editor wrote. */
export interface EditedReport {
  /** Lines ending in LF, and its last one too; undefined where there is to be none. */
  readonly frontMatter: string | undefined;
  readonly body: string;
}

/** The edited report as text with LF alone, as `check` judges it. */
export function composeReport(file: ReportFile | undefined, edited: EditedReport): string {
  if (edited.frontMatter === undefined) return edited.body;
  const lines = file?.text.replace(/\r\n?/g, '\n') ?? '';
  // The two lines of dashes as they were written, with whatever white space follows them.
  const opening = file?.frontMatter === undefined ? '---\n' : (/^.*\n/.exec(lines)?.[0] ?? '---\n');
  const rest = lines.slice(opening.length + (file?.frontMatter?.length ?? 0));
  const closing =
    file?.frontMatter === undefined ? '---\n' : rest.slice(0, rest.length - file.body.length);
  return opening + edited.frontMatter + closing + edited.body;
}

/** The same as bytes: what was not edited is what it was. */
export function reportBytes(file: ReportFile | undefined, edited: EditedReport): Buffer {
  const text = composeReport(file, edited);
  if (file === undefined) return Buffer.from(text);
  return Buffer.from((file.hasMark ? '\ufeff' : '') + withLineEnds(file.text, text));
}

/** What says that a file is still the one that was opened; hex. */
export function bytesHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
