import { posix } from 'node:path';
import type { ReadReport } from '../../archive/read/read-report.ts';
import type { ContentFolder } from '../content/content-folder.ts';
import { InputRefused } from '../content/input-refused.ts';
import { bytesHash } from '../content/report-file.ts';

/** A picture or an attachment that goes with its report to another folder. */
export interface Companion {
  /** Where it is and where it will be, relative to the content folder. */
  readonly file: string;
  readonly target: string;
  readonly bytes: Buffer;
  /** The same file stands there already. */
  readonly isThere: boolean;
  /** Somebody else needs it where it is. */
  readonly isShared: boolean;
}

/**
 * What of a report's own folder goes with it to another one. What lies in other folders is found from there too:
 * folders of years stand side by side.
 *
 * @param folderOfTarget relative to the content folder
 * @throws {InputRefused} where another file of such a name is in the way, or a link of the text would lead astray
 */
export function reportCompanions(
  folder: ContentFolder,
  report: ReadReport,
  others: readonly ReadReport[],
  folderOfTarget: string,
): readonly Companion[] {
  const own = posix.dirname(report.file);
  const astray = report.references
    .filter(({ target, written }) => target.kind === 'report' && !/^\.*\//.test(written))
    .map(({ written }) => written);
  if (astray.length > 0)
    throw new InputRefused(
      `正文里有按这个年度写的链接：${astray.join('、')}。请先在前面写上年度，如 ../${report.year}/${astray[0]}，保存以后再移。`,
      409,
    );
  // What names its own folder finds it only there.
  const isNamed = `${report.yaml}${report.typed.body}`.includes(`../${report.year}/`);
  const needed = new Set(others.flatMap((other) => [...filesOf(other)]));
  return [...filesOf(report)]
    .filter((file) => file.startsWith(`${own}/`))
    .flatMap((file) => {
      const bytes = folder.read(file, Number.POSITIVE_INFINITY);
      if (bytes === undefined) return [];
      const target = posix.join(folderOfTarget, posix.relative(own, file));
      const there = folder.read(target, Number.POSITIVE_INFINITY);
      if (there !== undefined && bytesHash(there) !== bytesHash(bytes))
        throw new InputRefused(`${target} 已经有了，是另一个文件：请先给这一篇的换一个名字。`, 409);
      const isShared = isNamed || needed.has(file);
      return [{ file, target, bytes, isThere: there !== undefined, isShared }];
    });
}

/** Pictures and attachments of a report, relative to the content folder. */
function filesOf({ file, fields, rendered }: ReadReport): ReadonlySet<string> {
  return new Set([
    ...rendered.body.images.map((image) => image.file),
    ...(fields.attachments ?? []).map((one) => posix.join(posix.dirname(file), one.file)),
  ]);
}
