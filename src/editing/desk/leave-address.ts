import { redirectsFile } from '../../model/address.ts';
import { redirectsSchema } from '../../model/redirect.ts';
import { type ContentFolder, newFile, PathRefused } from '../content/content-folder.ts';
import { InputRefused } from '../content/input-refused.ts';
import { type MovedAddress, withMovedAddress } from '../content/moved-address.ts';
import { bytesHash } from '../content/report-file.ts';
import type { EditDesk } from './edit-desk.ts';
import { reportFile } from './report-path.ts';

/**
 * A report that may leave its place, as bytes.
 *
 * @throws {PathRefused} where there is none
 * @throws {InputRefused} while something of it is not saved
 */
export function leavingReport(desk: EditDesk, file: string): Buffer {
  const bytes = desk.folder.read(reportFile(file));
  if (bytes === undefined) throw new PathRefused(`没有 ${file} 这个文件，可能已经改名或者删去。`);
  if (desk.drafts.find(file) !== undefined)
    throw new InputRefused(
      '这一篇还有没有保存的内容：请先打开它，保存或者不要，再来改名、撤下。',
      409,
    );
  return bytes;
}

/**
 * Judges what redirects.yaml is to say of addresses that went; what it returns writes it.
 *
 * @throws {InputRefused} with the reason in Chinese
 */
export function withMoved(folder: ContentFolder, moved: readonly MovedAddress[]): () => void {
  const entries = moved.map(({ from, to }) => ({ from, ...(to !== undefined && { to }) }));
  if (!redirectsSchema.safeParse(entries).success)
    throw new InputRefused('要转到的网址不对：写 /reports/2019/x/ 这样的，或者 https:// 开头的。');
  const bytes = folder.read(redirectsFile);
  const before = bytes?.toString('utf8') ?? '';
  let text = before;
  for (const one of moved) {
    const next = withMovedAddress(text, one);
    if (next === undefined)
      throw new InputRefused('redirects.yaml 的写法这里改不了：请先用记事本改好。', 409);
    text = next;
  }
  const opened = bytes === undefined ? newFile : bytesHash(bytes);
  return () => {
    if (text !== before) folder.write(redirectsFile, Buffer.from(text), opened);
  };
}
