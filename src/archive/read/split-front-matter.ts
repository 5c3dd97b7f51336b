import type { ProblemList } from '../check/problem-list.ts';

/** A text with front matter, taken apart. */
export interface SplitText {
  readonly frontMatter: string | undefined;
  readonly body: string;
  /** The body's first line, counted from 1. */
  readonly bodyLine: number;
}

/** Undefined when front matter and body cannot be told apart. */
export function splitFrontMatter(
  text: string,
  file: string,
  problems: ProblemList,
): SplitText | undefined {
  const place = { file, line: 1 };
  if (text.trim() === '') {
    problems.add('missing-front-matter', { ...place, message: '文件是空的。' });
    return undefined;
  }
  const opening = /^---[ \t]*\n/.exec(text);
  if (opening === null) {
    problems.add('missing-front-matter', {
      ...place,
      message: '文件的第一行不是 ---，没有信息栏。',
    });
    return { frontMatter: undefined, body: text, bodyLine: 1 };
  }
  const start = opening[0].length;
  // Searched from the line feed before, so that an empty front matter closes too.
  const closing = /\n---[ \t]*(\n|$)/g;
  closing.lastIndex = start - 1;
  const end = closing.exec(text);
  if (end === null) {
    problems.add('unclosed-front-matter', {
      ...place,
      message: '信息栏开始了，没有第二行 ---。',
    });
    return undefined;
  }
  const bodyStart = end.index + end[0].length;
  return {
    frontMatter: text.slice(start, end.index + 1),
    body: text.slice(bodyStart),
    bodyLine: text.slice(0, bodyStart).split('\n').length,
  };
}
