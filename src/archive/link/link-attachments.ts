import { join, posix } from 'node:path';
import { attachmentTypes } from '../../model/media-type.ts';
import type { Attachment } from '../../model/report.ts';
import { unseenCharacters } from '../../model/writing.ts';
import { nearestPath } from '../check/nearest.ts';
import type { ProblemList } from '../check/problem-list.ts';
import type { SourceLines } from '../check/source-lines.ts';
import type { ReadReport } from '../read/read-report.ts';
import { errorCode } from '../read/read-text.ts';
import type { HashedFile } from '../read/regular-file.ts';
import type { ReadContent } from './read-content.ts';

/** What free static hosts take at most; see src/README.md, rules from outside. */
const largestAttachment = 25 * 1024 * 1024;

/** Finds the files that reports list as attachments, and measures each once. */
export class AttachmentLinker {
  /** Every file that a report lists, whether or not it can be used. */
  readonly listed = new Set<string>();
  readonly #content: Pick<ReadContent, 'contentDir' | 'files' | 'hash'>;
  readonly #problems: ProblemList;
  readonly #measured = new Map<string, HashedFile | string>();

  constructor(content: Pick<ReadContent, 'contentDir' | 'files' | 'hash'>, problems: ProblemList) {
    this.#content = content;
    this.#problems = problems;
  }

  /** The attachments of one report that can be used; what is wrong with the others goes to the problems. */
  link(
    read: ReadReport,
    source: SourceLines,
    listed: readonly { file: string; title: string }[],
  ): readonly Attachment[] {
    const folder = posix.dirname(read.file);
    const attachments: Attachment[] = [];
    const seen = new Set<string>();
    for (const [index, { file: written, title }] of listed.entries()) {
      const place = () => ({
        file: read.file,
        line: source.lineOf(['attachments', index, 'file']),
      });
      const file = posix.normalize(written);
      if (!isSafePath(written)) {
        this.#problems.add('unsafe-path', {
          ...place(),
          message: `附件的路径“${written}”不能用。`,
          nearest: this.#besideBySameName(folder, written),
        });
        continue;
      }
      if (seen.has(file)) {
        this.#problems.add('repeated-value', { ...place(), message: `附件“${file}”列了两次。` });
        continue;
      }
      seen.add(file);
      const type = posix.extname(file).slice(1).toLowerCase();
      const path = posix.join(folder, file);
      this.listed.add(path);
      if (!attachmentTypes.has(type)) {
        this.#problems.add('attachment-type', {
          ...place(),
          message: `附件“${file}”的类型${type === '' ? '不明' : `（.${type}）`}不能发布。`,
        });
      }
      if (!this.#content.files.besideReports.has(path)) {
        this.#problems.add('missing-attachment', {
          ...place(),
          message: `找不到附件“${file}”。`,
          nearest: () => {
            const guess = nearestPath(path, this.#content.files.besideReports);
            return guess === undefined ? undefined : posix.relative(folder, guess);
          },
        });
        continue;
      }
      const measured = this.#measure(path);
      if (typeof measured === 'string') {
        this.#problems.add('unreadable-file', {
          file: path,
          message: `附件读不出来（${measured}）。`,
        });
        continue;
      }
      const { bytes, sha256 } = measured;
      if (bytes > largestAttachment) {
        const megabytes = (bytes / 1_000_000).toFixed(1);
        this.#problems.add('attachment-too-large', {
          ...place(),
          message: `附件“${file}”有 ${megabytes} MB。`,
        });
      }
      attachments.push({ title, file, type, bytes, sha256 });
    }
    return attachments;
  }

  #besideBySameName(folder: string, written: string): string | undefined {
    const name = posix.basename(written.replaceAll('\\', '/'));
    return this.#content.files.besideReports.has(posix.join(folder, name)) ? name : undefined;
  }

  /** Or what the system says, where the file cannot be read. */
  #measure(path: string): HashedFile | string {
    const known = this.#measured.get(path);
    if (known !== undefined) return known;
    let measured: HashedFile | string;
    try {
      measured = this.#content.hash(join(this.#content.contentDir, path));
    } catch (error) {
      measured = errorCode(error);
    }
    this.#measured.set(path, measured);
    return measured;
  }
}

/** Beside the report or below, in names that an address can carry. */
function isSafePath(written: string): boolean {
  const normal = posix.normalize(written);
  return (
    !/[\\?#%:*"<>|\p{Cc}]/u.test(written) &&
    unseenCharacters(written).length === 0 &&
    !posix.isAbsolute(written) &&
    normal !== '.' &&
    !normal.split('/').includes('..') &&
    !normal.endsWith('/')
  );
}
