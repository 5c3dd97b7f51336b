import { rmSync } from 'node:fs';
import { reportAddress } from '../../model/address.ts';
import { newFile } from '../content/content-folder.ts';
import { InputRefused } from '../content/input-refused.ts';
import type { EditDesk } from './edit-desk.ts';
import { leavingReport, withRedirects } from './leave-address.ts';
import { placeOf } from './report-path.ts';

/**
 * Gives a report another name in its year; pictures and attachments keep theirs.
 *
 * @param isKnown whether its address was public, so that it has to lead on
 * @returns the new path
 * @throws {PathRefused} where there is no such report
 * @throws {InputRefused} with the reason in Chinese
 * @throws {FileChanged} when there is such a report already
 */
export function moveReport(desk: EditDesk, file: string, slug: string, isKnown: boolean): string {
  const bytes = leavingReport(desk, file);
  const from = placeOf(file);
  const target = desk.folder.newReport(String(from.year), slug);
  if (target === file) throw new InputRefused('名字没有变。');
  const writeRedirect = isKnown
    ? withRedirects(desk.folder, [
        { from: reportAddress(from), to: reportAddress(placeOf(target)) },
      ])
    : undefined;
  desk.folder.write(target, bytes, newFile);
  writeRedirect?.();
  rmSync(desk.folder.resolve(file));
  return target;
}
