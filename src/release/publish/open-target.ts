import { resolve } from 'node:path';
import { ReleaseRefused } from '../release-refused.ts';
import { FolderTarget } from './folder-target.ts';
import { RcloneTarget } from './rclone-target.ts';
import { RsyncTarget } from './rsync-target.ts';
import type { Step, Target } from './target.ts';

/** How a place is written, for messages. */
export const targetForms = 'folder:<文件夹>、rsync:<用户@主机:/路径>、rclone:<远端:路径>';

/**
 * The place that `folder:…`, `rsync:…` or `rclone:…` names.
 *
 * @throws {ReleaseRefused} when it names none.
 */
export function openTarget(written: string, step?: Step): Target {
  const [, kind, place = ''] = /^([a-z]+):(.+)$/s.exec(written) ?? [];
  // What begins with a dash would be an option to the tool that is given it.
  if (!place.startsWith('-')) {
    if (kind === 'folder') return new FolderTarget(resolve(place), step);
    if (kind === 'rsync') return new RsyncTarget(place, step);
    if (kind === 'rclone') return new RcloneTarget(place, step);
  }
  throw new ReleaseRefused(`不认识发布的地方“${written}”：应写成 ${targetForms}。`);
}
