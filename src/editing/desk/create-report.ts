import { type ContentFolder, newFile } from '../content/content-folder.ts';
import { editFrontMatter } from '../content/edit-front-matter.ts';

/**
 * Makes a report that has no text yet.
 *
 * @returns its path
 * @throws {InputRefused} for a year or a name that cannot be
 * @throws {FileChanged} when there is such a report already
 */
export function createReport(
  folder: ContentFolder,
  year: string,
  slug: string,
  fields: ReadonlyMap<string, unknown>,
): string {
  const file = folder.newReport(year, slug);
  const text = `---\n${editFrontMatter('', fields)}---\n\n`;
  folder.write(file, Buffer.from(text), newFile);
  return file;
}
