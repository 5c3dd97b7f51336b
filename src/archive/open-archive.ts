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
import { ContentMemory } from './content-memory.ts';
import { linkArchive } from './link/link-archive.ts';
import type { ReadContent } from './link/read-content.ts';
import { type ContentFiles, listContent } from './read/content-files.ts';
import { readCard } from './read/read-card.ts';
import { type ReadDocument, readDocument } from './read/read-document.ts';
import { readEdition } from './read/read-edition.ts';
import { readReport, readReportText } from './read/read-report.ts';
import { readSite } from './read/read-site.ts';
import { checkCharacters, readText } from './read/read-text.ts';
import { hashFile } from './read/regular-file.ts';
import { validate } from './read/validate.ts';
import { parseYaml, type YamlSource } from './read/yaml-source.ts';

export interface OpenOptions {
  /** The day on which dates are judged, `YYYY-MM-DD`; today in China when left out. */
  readonly today?: string | undefined;
  /** Reports as they are being written, by path: judged instead of, or beside, what the folder holds. */
  readonly typed?: ReadonlyMap<string, string> | undefined;
  /** For whoever opens the same folder again and again. */
  readonly memory?: ContentMemory | undefined;
}

/** A content folder with whatever is wrong in it. */
export interface OpenedContent {
  /** Undefined where the folder is not there. */
  readonly content: ReadContent | undefined;
  /** What could be linked, errors or not: good to look at, never to publish. */
  readonly archive: Archive | undefined;
  /** All of them, sorted by file and line. */
  readonly problems: readonly Problem[];
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
  options: OpenOptions = {},
): Promise<OpenedArchive> {
  const { archive, problems } = await openContent(contentDir, options);
  const failed = problems.some((problem) => problem.severity === 'error');
  return { archive: failed ? undefined : archive, problems };
}

/** The same for an editor, who works on what still has errors. */
export async function openContent(
  contentDir: string,
  { today = todayInChina(), typed = new Map(), memory }: OpenOptions = {},
): Promise<OpenedContent> {
  const problems = new ProblemList();
  const root = resolve(contentDir);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    problems.add('missing-content-folder', {
      file: '.',
      message: `没有内容文件夹“${contentDir}”。`,
    });
    return { content: undefined, archive: undefined, problems: problems.sorted() };
  }
  const files = listContent(root, problems, [...typed.keys()]);
  const read = readFiles(root, files, { today, typed, memory }, problems);
  const bodies = [...read.reports, ...read.documents].map(({ rendered }) => rendered.body);
  // A picture that is not there is stated where it is shown.
  const shown = bodies
    .flatMap((body) => body.images.map(({ file }) => file))
    .filter((file) => files.besideReports.has(file) || files.besidePages.has(file))
    .filter((file) => imageTypes.has(posix.extname(file).slice(1).toLowerCase()));
  const images = await (memory ?? new ContentMemory()).images(
    root,
    [...new Set([...shown, ...files.card])].sort(),
    problems,
  );
  const card = readCard(root, files.card, images, read.site, problems);
  const content = { ...read, images, card };
  const archive = linkArchive(content, problems);
  return { content, archive, problems: problems.sorted() };
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
  throw new Refusal(`内容有错误，先改好再运行：\n\n${formatProblems(errors)}`);
}

function readFiles(
  contentDir: string,
  files: ContentFiles,
  { today, typed, memory }: OpenOptions & { today: string; typed: ReadonlyMap<string, string> },
  problems: ProblemList,
): Omit<ReadContent, 'images' | 'card'> {
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
  // What beside its own text decides how a report is judged.
  const circumstances = JSON.stringify([base, today, [...files.besideReports].sort()]);
  const report = (file: string) => {
    const text = typed.get(file);
    if (text !== undefined) {
      checkCharacters(text, file, problems);
      return readReportText(text, file, context, problems);
    }
    if (memory === undefined) return readReport(file, context, problems);
    const read = (own: ProblemList) => readReport(file, context, own);
    return memory.report(contentDir, file, circumstances, read, problems);
  };
  return {
    contentDir,
    hash: memory?.hash ?? hashFile,
    site,
    issuers,
    glossary: glossary.value ?? [],
    redirects: yaml(redirectsFile, files.redirects, redirectsSchema),
    editions,
    reports: files.reports.flatMap((file) => report(file) ?? []),
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
