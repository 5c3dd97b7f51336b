import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseAllDocuments,
  parseDocument,
  type YAMLError,
} from 'yaml';
import { nameCharacter, unseenCharacters } from '../../model/writing.ts';
import { ProblemList } from '../check/problem-list.ts';
import type { SourceLines } from '../check/source-lines.ts';

/** Where a piece of YAML stands: the file, and the line of the file its first line is. */
export interface YamlPlace {
  readonly file: string;
  readonly firstLine: number;
}

/** A parsed YAML text that still knows where everything was written. */
export interface YamlSource extends YamlPlace, SourceLines {
  readonly value: unknown;
  /** An unquoted value exactly as written (`1.10`, `005`), before YAML makes a number of it. */
  plainText(path: readonly PropertyKey[]): string | undefined;
}

/** The parser compares each field with those before it. */
const mostLines = 30_000;
const mostFrontMatterLines = 2_000;

/** Reads YAML 1.2 core: dates stay text. Undefined, with problems, when it cannot be read. */
export function parseYaml(
  text: string,
  place: YamlPlace,
  problems: ProblemList,
): YamlSource | undefined {
  const lineCounter = new LineCounter();
  const toLine = (offset: number) =>
    place.firstLine + Math.max(0, lineCounter.linePos(offset).line - 1);
  const { file } = place;
  const most = place.firstLine === 1 ? mostLines : mostFrontMatterLines;
  if (text.split('\n', most + 2).length > most + 1) {
    problems.add('broken-yaml', {
      file,
      line: place.firstLine + most,
      message: `${place.firstLine === 1 ? '文件' : '信息栏'}超过 ${most} 行，没有读。`,
      advice: '看是不是粘贴坏了，或者信息栏后面的 --- 漏写了。',
    });
    return undefined;
  }
  let document: Document.Parsed<ParsedNode>;
  let value: unknown;
  try {
    const parsed = parseAllDocuments(text, {
      lineCounter,
      prettyErrors: false,
      stringKeys: true,
    });
    const [first, second] = 'empty' in parsed ? [parseDocument(text)] : parsed;
    if (first === undefined) return undefined;
    document = first;
    if (second !== undefined) {
      // What stands after such a line would be read by nobody.
      problems.add('broken-yaml', {
        file,
        line: toLine(first.range[2]),
        message: '前面有一行 --- 或 ...，它后面的内容不会被读到。',
        advice: '删去中间的 --- 或 ... 这一行，一个文件只写一份。',
      });
      return undefined;
    }
    const faults = [...document.errors, ...document.warnings];
    const wide = faults.length > 0 ? wrongColons(text, place.firstLine) : [];
    for (const { line, message, nearest } of wide) {
      problems.add('broken-yaml', { file, line, message, nearest });
    }
    for (const fault of faults) {
      const line = toLine(fault.pos[0]);
      // Such a line goes on in the next for YAML, which complains there.
      if (wide.some((one) => line === one.line || line === one.line + 1)) continue;
      reportFault(fault, line, file, text, problems);
    }
    if (faults.length > 0) return undefined;
    const unusable = findUnusable(document.contents, 0);
    if (unusable !== undefined) {
      problems.add('broken-yaml', {
        file,
        line: toLine(unusable.offset),
        message: unusable.message,
      });
      return undefined;
    }
    value = document.toJS();
    reportUnseen(value, text, (path) => toLine(offsetOf(document.contents, path)), file, problems);
  } catch (error) {
    // Nesting deeper than the parser's stack.
    const reason = error instanceof RangeError ? '层次太深' : '写法不通';
    problems.add('broken-yaml', {
      file,
      line: place.firstLine,
      message: `读不懂这个文件：${reason}。`,
    });
    return undefined;
  }
  return {
    ...place,
    value,
    lineOf: (path) => toLine(offsetOf(document.contents, path)),
    plainText: (path) => plainText(document.contents, path),
  };
}

/** What of a broken text can be read, with its lines where they were. */
export interface MendedYaml {
  readonly text: string;
  readonly source: YamlSource;
  /** Fields that cannot. */
  readonly unread: ReadonlySet<string>;
}

/**
 * Reads the fields of a text that as a whole cannot be read, so that one fault does not hide the others: each field by
 * itself, those that are broken left out. States no problem. Undefined where no field is left.
 */
export function readableFields(text: string, place: YamlPlace): MendedYaml | undefined {
  const lines = text.split('\n');
  if (lines.length > mostFrontMatterLines) return undefined;
  const starts = lines.flatMap((line, index) => (/^[^\s#\-[\]{}]/.test(line) ? [index] : []));
  const unread = new Set<string>();
  const seen = new Set<string>();
  for (const [position, start] of starts.entries()) {
    const end = starts[position + 1] ?? lines.length;
    const wrong = wrongColon.exec(lines[start] ?? '');
    if (wrong !== null)
      lines[start] = `${wrong[1]}: ${(lines[start] ?? '').slice(wrong[0].length)}`;
    const field = lines.slice(start, end).join('\n');
    const key = /^["']?([^\s:："']+)/.exec(field)?.[1] ?? '';
    const { contents, errors, warnings } = parseDocument(field, { prettyErrors: false });
    const isField = isMap(contents) && errors.length === 0 && warnings.length === 0;
    if (isField && !seen.has(key)) seen.add(key);
    else {
      if (!seen.has(key)) unread.add(key);
      for (let index = start; index < end; index += 1) lines[index] = '';
    }
  }
  const mended = lines.join('\n');
  const source = parseYaml(mended, place, new ProblemList());
  return source === undefined || seen.size === 0 ? undefined : { text: mended, source, unread };
}

/** The lines of a text that could be read before; it is read again only when one is asked for. */
export function yamlLines(text: string, place: YamlPlace): SourceLines {
  let source: YamlSource | undefined;
  return {
    file: place.file,
    lineOf(path) {
      source ??= parseYaml(text, place, new ProblemList());
      return source?.lineOf(path) ?? place.firstLine;
    },
  };
}

/**
 * States characters that escapes (`"\u202e"`) bring into values and names past the check of the text itself,
 * which states those that stand there as they are.
 */
function reportUnseen(
  value: unknown,
  text: string,
  lineOf: (path: readonly PropertyKey[]) => number,
  file: string,
  problems: ProblemList,
): void {
  const visit = (inner: unknown, path: readonly PropertyKey[]): void => {
    if (typeof inner === 'string') {
      const escaped = unseenCharacters(inner).find((character) => !text.includes(character));
      if (escaped === undefined) return;
      problems.add('control-character', {
        file,
        line: lineOf(path),
        message: `这里用转义写出了 ${nameCharacter(escaped)}。`,
      });
    } else if (typeof inner === 'object' && inner !== null) {
      for (const [key, item] of Object.entries(inner)) {
        visit(key, path);
        visit(item, [...path, Array.isArray(inner) ? Number(key) : key]);
      }
    }
  };
  visit(value, []);
}

/** Far deeper than any indicator tree; so recursion below is safe. */
const deepest = 100;

/** Aliases can multiply without end and point at themselves; content has no use for them. */
function findUnusable(
  node: unknown,
  depth: number,
): { readonly offset: number; readonly message: string } | undefined {
  if (isAlias(node)) {
    return { offset: node.range?.[0] ?? 0, message: '不能用引用（*）；请把内容写全。' };
  }
  if (!isMap(node) && !isSeq(node)) return undefined;
  if (depth > deepest) return { offset: node.range?.[0] ?? 0, message: `层次超过 ${deepest} 层。` };
  for (const item of node.items) {
    const inner = isPair(item) ? item.value : item;
    const found = findUnusable(inner, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function offsetOf(contents: ParsedNode | null, path: readonly PropertyKey[]): number {
  let node: unknown = contents;
  let offset = contents?.range[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === step);
      if (pair === undefined) return offset;
      offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      const range =
        typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
      if (!Array.isArray(range)) return offset;
      offset = Number(range[0]);
    } else return offset;
  }
  return offset;
}

function plainText(contents: ParsedNode | null, path: readonly PropertyKey[]): string | undefined {
  let node: unknown = contents;
  for (const step of path) {
    if (isMap(node)) node = node.get(String(step), true);
    else if (isSeq(node)) node = node.get(Number(step), true);
    else return undefined;
    if (isAlias(node)) return undefined;
  }
  return isScalar(node) && node.type === 'PLAIN' ? node.source : undefined;
}

/** A line that begins like a field, but for a full-width colon or a missing space; an address does not. */
const wrongColon = /^[ \t]*(?:- )?([A-Za-z]+)(?:[ \t]*(：)[ \t]*|:(?=[^\s/]))/;

interface WrongColon {
  readonly line: number;
  readonly message: string;
  readonly nearest: string;
}

function wrongColons(text: string, firstLine: number): readonly WrongColon[] {
  return text.split('\n').flatMap((line, index): WrongColon[] => {
    const [written, key, wide] = wrongColon.exec(line) ?? [];
    if (written === undefined || key === undefined) return [];
    const value = line.slice(written.length).trim();
    const message =
      wide === undefined
        ? `“${written.trim()}”的冒号后面要有一个空格。`
        : `“${written.trim()}”里的冒号是全角的，要用半角冒号加一个空格。`;
    return [{ line: firstLine + index, message, nearest: `${key}: ${value}` }];
  });
}

/** What is wrong, in words that a clerk can use. */
const faultMessages: Readonly<Record<YAMLError['code'], string>> = {
  ALIAS_PROPS: '引用（*）前面不能再写别的标记',
  BAD_ALIAS: '星号（*）在 YAML 里表示引用；要写星号本身，请用引号括起来',
  BAD_COLLECTION_TYPE: '标记的类型与内容不符',
  BAD_DIRECTIVE: '百分号（%）开头的行在 YAML 里表示指令；要写百分号本身，请用引号括起来',
  BAD_DQ_ESCAPE: '双引号里的反斜杠写法不对；改用单引号，或写成 \\\\',
  BAD_INDENT: '缩进不对，或者上面的括号、引号没有成对',
  BAD_PROP_ORDER: '标记的顺序不对',
  BAD_SCALAR_START: '这个符号不能放在值的开头，请用引号括起来',
  BLOCK_AS_IMPLICIT_KEY: '一行里有两个“冒号加空格”，请把含冒号的文字用引号括起来',
  BLOCK_IN_FLOW: '方括号或花括号里不能这样换行缩进',
  DUPLICATE_KEY: '同一个字段写了两次',
  IMPOSSIBLE: '这里的写法前后不通，多半是注释、冒号或缩进放错了地方',
  KEY_OVER_1024_CHARS: '字段名太长，多半是缺了冒号或换行',
  MISSING_CHAR: '缺少符号，多半是冒号、逗号、引号或括号没有写全',
  MULTILINE_IMPLICIT_KEY: '字段名不能跨行，多半是上一行或这一行缺了“冒号加空格”',
  MULTIPLE_ANCHORS: '同一个值有两个锚点（&）',
  MULTIPLE_DOCS: '文件里多了一行 ---',
  MULTIPLE_TAGS: '同一个值有两个标签（!）',
  NON_STRING_KEY: '字段名必须是文字',
  RESOURCE_EXHAUSTION: '层次太深或引用太多',
  TAB_AS_INDENT: '缩进用了制表符，请改用空格',
  TAG_RESOLVE_FAILED: '叹号（!）开头的标签不认识；要写叹号本身，请用引号括起来',
  UNEXPECTED_TOKEN: '这里的写法出乎意料，多半是引号、括号或缩进不对',
};

function reportFault(
  fault:
    | YAMLError
    | {
        readonly code: YAMLError['code'];
        readonly pos: [number, number];
        readonly message: string;
      },
  line: number,
  file: string,
  text: string,
  problems: ProblemList,
): void {
  if (fault.code === 'DUPLICATE_KEY') {
    const key = /^[^\s:]+/.exec(text.slice(fault.pos[0]))?.[0] ?? '';
    problems.add('duplicate-key', { file, line, message: `字段 ${key} 在同一处写了两次。` });
    return;
  }
  problems.add('broken-yaml', { file, line, message: `${faultMessages[fault.code]}。` });
}
