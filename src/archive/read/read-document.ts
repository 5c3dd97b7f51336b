import { documentSchema } from '../../model/document.ts';
import { fixedTextMessage, wrongFixedTextsOfPage } from '../check/check-fixed-text.ts';
import type { ProblemList } from '../check/problem-list.ts';
import { readText } from './read-text.ts';
import { splitFrontMatter } from './split-front-matter.ts';
import { validate } from './validate.ts';
import { parseYaml } from './yaml-source.ts';

/** Reads a page of `content/pages/`, and states what Astro, which renders it, would not say in Chinese or at all. */
export function readDocument(contentDir: string, file: string, problems: ProblemList): void {
  const text = readText(contentDir, file, problems);
  const split = text === undefined ? undefined : splitFrontMatter(text, file, problems);
  if (split?.frontMatter === undefined) return;
  const source = parseYaml(split.frontMatter, { file, firstLine: 2 }, problems);
  if (source !== undefined) validate(documentSchema, source, problems);
  if (split.body.trim() === '') {
    problems.add('empty-body', { file, line: split.bodyLine, message: '信息栏之后没有正文。' });
  }
  for (const { line, traditional, text } of wrongFixedTextsOfPage(split.body)) {
    problems.add('traditional-length', {
      file,
      line: split.bodyLine + line - 1,
      message: fixedTextMessage(traditional, text),
    });
  }
}
