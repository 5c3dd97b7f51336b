import { statSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import type { z } from 'zod';
import { redirectsFile } from '../model/address.ts';
import type { Archive } from '../model/archive.ts';
import { standardDocuments } from '../model/document.ts';
import { glossarySchema } from '../model/glossary.ts';
import { issuersSchema } from '../model/issuer.ts';
import { imageTypes } from '../model/media-type.ts';
import type { Problem } from '../model/problem.ts';
import { redirectsSchema } from '../model/redirect.ts';
import { Refusal } from '../model/refusal.ts';
import { todayInChina } from './check/calendar.ts';
import { checkGlossary } from './check/check-glossary.ts';
import { formatProblems } from './check/format-problem.ts';
import { ProblemList } from './check/problem-list.ts';
import { linkArchive } from './link/link-archive.ts';
import type { ReadContent } from './link/read-content.ts';
import { type ContentFiles, listContent } from './read/content-files.ts';
import { type ReadDocument, readDocument } from './read/read-document.ts';
import { readEdition } from './read/read-edition.ts';
import { readImages } from './read/read-images.ts';
import { readReport } from './read/read-report.ts';
import { readSite } from './read/read-site.ts';
import { readText } from './read/read-text.ts';
import { validate } from './read/validate.ts';
import { parseYaml, type YamlSource } from './read/yaml-source.ts';

export interface OpenOptions {
  /** The day on which dates are judged, `YYYY-MM-DD`; today in China when left out. */
  readonly today?: string | undefined;
}

export interface OpenedArchive {
  /** Undefined exactly when a problem of severity `error` was found. */
  readonly archive: Archive | undefined;
  /** All of them, sorted by file and line. */
  readonly problems: readonly Problem[];
}

/** Reads, checks, links and freezes a content folder. Never throws for what the folder holds. */
export async function openArchive(
  contentDir: string,
  { today = todayInChina() }: OpenOptions = {},
): Promise<OpenedArchive> {
  const problems = new ProblemList();
  const root = resolve(contentDir);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    problems.add('missing-content-folder', {
      file: '.',
      message: `没有内容文件夹“${contentDir}”。`,
    });
    return { archive: undefined, problems: problems.sorted() };
  }
  const files = listContent(root, problems);
  const read = readFiles(root, files, today, problems);
  const bodies = [...read.reports, ...read.documents].map(({ rendered }) => rendered.body);
  // A picture that is not there is stated where it is shown.
  const shown = bodies
    .flatMap((body) => body.images.map(({ file }) => file))
    .filter((file) => files.besideReports.has(file) || files.besidePages.has(file))
    .filter((file) => imageTypes.has(posix.extname(file).slice(1).toLowerCase()));
  const images = await readImages(root, shown, problems);
  const archive = linkArchive({ ...read, images }, problems);
  const found = problems.sorted();
  const failed = found.some((problem) => problem.severity === 'error');
  return { archive: failed ? undefined : archive, problems: found };
}

/**
 * The archive of a content folder without errors.
 *
 * @throws {Refusal} that lists every error.
 */
export async function openSound(contentDir: string): Promise<Archive> {
  const { archive, problems } = await openArchive(contentDir);
  if (archive !== undefined) return archive;
  const errors = problems.filter(({ severity }) => severity === 'error');
  throw new Refusal(`内容有错误，网站没有生成：\n\n${formatProblems(errors)}`);
}

function readFiles(
  contentDir: string,
  files: ContentFiles,
  today: string,
  problems: ProblemList,
): Omit<ReadContent, 'images'> {
  const yaml = <Output>(
    file: string,
    present: boolean,
    schema: z.ZodType<Output>,
  ): { value: Output | undefined; source: YamlSource | undefined } => {
    const text = present ? readText(contentDir, file, problems) : undefined;
    const source =
      text === undefined ? undefined : parseYaml(text, { file, firstLine: 1 }, problems);
    return { value: source && validate(schema, source, problems), source };
  };
  for (const [file, present, what] of [
    ['site.yaml', files.site, '网站的名称、网址和导航路径'],
    ['issuers.yaml', files.issuers, '发布机构'],
    ['indicators', files.editions.length > 0, '指标体系'],
  ] as const) {
    if (!present) {
      const name = file === 'indicators' ? 'indicators/<版本>.yaml' : file;
      problems.add('missing-file', { file, message: `缺少 ${name}，${what}写在那里。` });
    }
  }

  const site = files.site ? readSite(contentDir, problems) : undefined;
  const issuers = yaml('issuers.yaml', files.issuers, issuersSchema);
  const glossary = yaml('glossary.yaml', files.glossary, glossarySchema);
  if (glossary.value !== undefined && glossary.source !== undefined) {
    checkGlossary(glossary.value, glossary.source, problems);
  }
  const editions = files.editions.flatMap((file) => readEdition(contentDir, file, problems) ?? []);
  const base = site?.base ?? '/';
  const documents = files.pages.flatMap(
    (file) => readDocument(file, { contentDir, base, files: files.besidePages }, problems) ?? [],
  );
  const context = { contentDir, base, today, files: files.besideReports };
  return {
    contentDir,
    site,
    issuers,
    glossary: glossary.value ?? [],
    redirects: yaml(redirectsFile, files.redirects, redirectsSchema),
    editions,
    reports: files.reports.flatMap((file) => readReport(file, context, problems) ?? []),
    documents: [...documents, ...ownDocuments(base, files, problems)],
    files,
  };
}

/** The content folder of this project. */
const ownContent = join(import.meta.dirname, '../../content');

/**
 * Header and footer of every page lead to some pages: a content folder that lacks one shows this project's
 * own, whose faults are no business of its editors.
 */
function ownDocuments(
  base: string,
  { pages }: ContentFiles,
  problems: ProblemList,
): readonly ReadDocument[] {
  return standardDocuments
    .map((name) => `pages/${name}.mdx`)
    .filter((file) => !pages.includes(file))
    .flatMap((file) => {
      const context = { contentDir: ownContent, base, files: new Set<string>() };
      const document = readDocument(file, context, new ProblemList());
      if (document !== undefined) return document;
      problems.add('missing-file', {
        file,
        message: `缺少 ${file}：页眉和页脚都通向这一页。`,
      });
      return [];
    });
}
