import { rmSync } from 'node:fs';
import { posix } from 'node:path';
import type { ReadReport } from '../../archive/read/read-report.ts';
import { reportAddress } from '../../model/address.ts';
import { redirectsSchema } from '../../model/redirect.ts';
import { FileChanged, newFile } from '../content/content-folder.ts';
import { editFrontMatter, isEditable } from '../content/edit-front-matter.ts';
import { InputRefused } from '../content/input-refused.ts';
import type { MovedAddress } from '../content/moved-address.ts';
import { readReportFile, reportBytes } from '../content/report-file.ts';
import type { EditDesk } from './edit-desk.ts';
import { leavingReport, withMoved } from './leave-address.ts';
import { reportCompanions } from './report-companions.ts';
import { placeOf } from './report-path.ts';

/**
 * Gives a report another name, another year or both. In its year pictures and attachments stay where they are; to
 * another one they go along, and `year` is written anew. All is judged before anything is written.
 *
 * @param isKnown whether its address was public, so that it has to lead on
 * @returns the new path
 * @throws {PathRefused} where there is no such report
 * @throws {InputRefused} with the reason in Chinese
 * @throws {FileChanged} when there is such a report already
 */
export async function moveReport(
  desk: EditDesk,
  file: string,
  to: { readonly year: string; readonly slug: string },
  isKnown: boolean,
): Promise<string> {
  const { folder } = desk;
  const bytes = leavingReport(desk, file);
  const target = folder.newReport(to.year, to.slug);
  if (target === file) throw new InputRefused('年度和名字都没有变。');
  const there = folder.read(target);
  if (there !== undefined) throw new FileChanged(there);
  const isSameYear = posix.dirname(target) === posix.dirname(file);
  const reports = (await desk.look()).content?.reports ?? [];
  const report = reports.find((one) => one.file === file);
  if (report === undefined && !isSameYear)
    throw new InputRefused('这一篇读不出来：请先改好它的错误，再移到别的年度。', 409);
  const others = reports.filter((one) => one !== report);
  const companions =
    report === undefined || isSameYear
      ? []
      : reportCompanions(folder, report, others, posix.dirname(target));
  const moved = isSameYear ? bytes : withYear(bytes, Number(to.year));
  const writeRedirects = withMoved(folder, movedAddresses(file, target, report, isKnown));
  for (const companion of companions)
    if (!companion.isThere) folder.write(companion.target, companion.bytes, newFile);
  folder.write(target, moved, newFile);
  writeRedirects();
  rmSync(folder.resolve(file));
  for (const companion of companions)
    if (!companion.isShared) rmSync(folder.resolve(companion.file), { force: true });
  return target;
}

function withYear(bytes: Buffer, year: number): Buffer {
  const report = readReportFile(bytes);
  if (report?.frontMatter === undefined || !isEditable(report.frontMatter))
    throw new InputRefused('信息栏的写法这里改不了：请先改好信息栏，再移到别的年度。', 409);
  const frontMatter = editFrontMatter(report.frontMatter, new Map([['year', year]]));
  return reportBytes(report, { frontMatter, body: report.body });
}

/** The page's, and those of its attachments, which stand below it. */
function movedAddresses(
  file: string,
  target: string,
  report: ReadReport | undefined,
  isTold: boolean,
): readonly MovedAddress[] {
  const from = reportAddress(placeOf(file));
  const to = reportAddress(placeOf(target));
  const attached = (report?.fields.attachments ?? [])
    .map((one) => ({ from: `${from}${one.file}`, to: `${to}${one.file}` }))
    // A name that no address can have was never public.
    .filter((entry) => redirectsSchema.safeParse([entry]).success);
  return [{ from, to }, ...attached].map((one) => ({ ...one, isRenamed: true, isTold }));
}
