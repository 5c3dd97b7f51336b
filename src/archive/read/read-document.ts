import { posix } from 'node:path';
import { type DocumentFrontMatter, documentSchema } from '../../model/document.ts';
import { type BodyReference, renderCheckedPage } from '../check/check-body.ts';
import type { ProblemList } from '../check/problem-list.ts';
import type { RenderedMarkdown } from '../render/render-markdown.ts';
import { readText } from './read-text.ts';
import { splitFrontMatter } from './split-front-matter.ts';
import { validate } from './validate.ts';
import { parseYaml } from './yaml-source.ts';

/** A page of `content/pages/` as read from its own file; plain data. */
export interface ReadDocument {
  /** POSIX path relative to the content folder. */
  readonly file: string;
  readonly name: string;
  /** Undefined when it cannot be used. */
  readonly frontMatter: DocumentFrontMatter | undefined;
  readonly rendered: RenderedMarkdown;
  readonly references: readonly BodyReference[];
}

/**
 * Reads one page and states everything that can be known to be wrong from its file alone. Of MDX it takes
 * Markdown, the HTML of reports and the components of the site; nothing of it is ever run.
 *
 * @param files pictures beside the pages, relative to the content folder.
 */
export function readDocument(
  file: string,
  {
    contentDir,
    base,
    files,
  }: { readonly contentDir: string; readonly base: string; readonly files: ReadonlySet<string> },
  problems: ProblemList,
): ReadDocument | undefined {
  const text = readText(contentDir, file, problems);
  const split = text === undefined ? undefined : splitFrontMatter(text, file, problems);
  if (split === undefined) return undefined;
  const source =
    split.frontMatter === undefined
      ? undefined
      : parseYaml(split.frontMatter, { file, firstLine: 2 }, problems);
  const frontMatter = source && validate(documentSchema, source, problems);
  const name = posix.basename(file, '.mdx');
  const { rendered, references } = renderCheckedPage(
    split.body,
    {
      file,
      // A page has no attachments, which alone stand below a year and a name.
      year: 0,
      slug: name,
      attachments: new Set(),
      base,
      title: frontMatter?.title,
      firstLine: split.bodyLine,
      files,
    },
    problems,
  );
  return { file, name, frontMatter, rendered, references };
}
