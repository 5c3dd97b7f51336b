import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { reportAddress } from '../../model/address.ts';
import { bytesHash } from '../content/report-file.ts';
import type { EditDesk } from './edit-desk.ts';
import { leavingReport, withMoved } from './leave-address.ts';
import { placeOf } from './report-path.ts';

/**
 * Takes a report out of the content folder; a copy is kept beside the drafts.
 *
 * @param to where its address leads, empty for nowhere
 * @param isKnown whether its address was public, so that it has to be said where it went
 * @returns where the copy is, absolute
 * @throws {PathRefused} where there is no such report
 * @throws {InputRefused} with the reason in Chinese
 */
export function withdrawReport(desk: EditDesk, file: string, to: string, isKnown: boolean): string {
  const bytes = leavingReport(desk, file);
  const from = reportAddress(placeOf(file));
  const writeRedirect = withMoved(desk.folder, [
    { from, to: to === '' ? undefined : to, isRenamed: false, isTold: isKnown },
  ]);
  const kept = join(desk.cacheDir, 'withdrawn', bytesHash(bytes).slice(0, 12));
  mkdirSync(kept, { recursive: true });
  const copy = join(kept, posix.basename(file));
  writeFileSync(copy, bytes);
  writeRedirect();
  rmSync(desk.folder.resolve(file));
  return copy;
}
