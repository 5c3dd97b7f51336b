import { posix } from 'node:path';
import type { Report } from '../../model/report.ts';
import { PathRefused } from '../content/content-folder.ts';

/** The year and the name that a report's page has by its path. */
export function placeOf(file: string): Pick<Report, 'year' | 'slug'> {
  const [, year, name = ''] = file.split('/');
  return { year: Number(year), slug: posix.basename(name, '.md') };
}

/**
 * A path that may be a report's; how it is called is for `check` to judge.
 *
 * @throws {PathRefused}
 */
export function reportFile(file: string): string {
  if (!/^reports\/\d{4}\/[^/]+\.md$/.test(file)) throw new PathRefused('这里只能编辑报告。');
  return file;
}
