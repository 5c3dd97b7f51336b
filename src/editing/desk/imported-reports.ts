import { readdirSync, rmSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type ContentFolder, newFile, PathRefused } from '../content/content-folder.ts';
import { editFrontMatter, isEditable } from '../content/edit-front-matter.ts';
import { InputRefused } from '../content/input-refused.ts';
import { readReportFile, reportBytes } from '../content/report-file.ts';

/** Reports that were imported and have no year, hence no place, yet. */
export function unplacedReports(folder: ContentFolder): readonly string[] {
  try {
    return readdirSync(join(folder.root, '.imported'))
      .filter((name) => name.endsWith('.md'))
      .sort()
      .map((name) => `.imported/${name}`);
  } catch {
    return [];
  }
}

/**
 * Gives an imported report its year, and with it its place; its pictures go with it.
 *
 * @returns the report's new path
 * @throws {PathRefused} where there is no such report
 * @throws {InputRefused} with the reason in Chinese
 */
export function placeReport(folder: ContentFolder, file: string, year: string): string {
  if (!unplacedReports(folder).includes(file)) throw new PathRefused('没有这个待定年度的文件。');
  const text = folder.read(file)?.toString('utf8') ?? '';
  const stem = posix.basename(file, '.md');
  const pictures = readdirSync(join(folder.root, '.imported')).filter(
    (name) => name.startsWith(`${stem}-`) && /^\d+\.[a-z]+$/.test(name.slice(stem.length + 1)),
  );
  const rename = (name: string, slug: string) => `${slug}${name.slice(stem.length)}`;
  let slug = stem;
  const isTaken = () =>
    [`${stem}.md`, ...pictures].some((name) => folder.has(`reports/${year}/${rename(name, slug)}`));
  let target = folder.newReport(year, slug);
  for (let number = 2; isTaken(); number += 1) {
    slug = `${stem}-${number}`;
    target = folder.newReport(year, slug);
  }
  const report = readReportFile(Buffer.from(text));
  if (report?.frontMatter === undefined || !isEditable(report.frontMatter))
    throw new InputRefused('这个文件的信息栏读不懂，请先编辑它。');
  let { body } = report;
  for (const name of pictures) body = body.replaceAll(name, rename(name, slug));
  const frontMatter = editFrontMatter(report.frontMatter, new Map([['year', Number(year)]]));
  for (const name of pictures) {
    const bytes = folder.read(`.imported/${name}`, Number.POSITIVE_INFINITY);
    if (bytes !== undefined) folder.write(`reports/${year}/${rename(name, slug)}`, bytes, newFile);
  }
  folder.write(target, reportBytes(report, { frontMatter, body }), newFile);
  for (const name of [posix.basename(file), ...pictures])
    rmSync(folder.resolve(`.imported/${name}`), { force: true });
  return target;
}
