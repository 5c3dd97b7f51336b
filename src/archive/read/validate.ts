import { z } from 'zod';
import { fieldLabels, labelledField } from '../../model/field-labels.ts';
import { isBlank, shorten } from '../../model/writing.ts';
import { nearest } from '../check/nearest.ts';
import type { ProblemList } from '../check/problem-list.ts';
import type { YamlSource } from './yaml-source.ts';

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType;

/**
 * Fields that hold numbers and codes but are text: `code: 1.10` is taken as written, `1.10`.
 * Anywhere else a number where words belong is a wrong type.
 */
const codeFields = new Set([
  'code',
  'edition',
  'indicators',
  'documentNumber',
  'indexNumber',
  'siteIdCode',
  'phone',
  'id',
  'keywords',
]);

/**
 * Validates parsed YAML against a schema and states every fault at its own line.
 * Undefined when the value cannot be used.
 *
 * @param unread fields that were written so that nobody can read them: that they are missing is no news
 */
export function validate<Output>(
  schema: z.ZodType<Output>,
  source: YamlSource,
  problems: ProblemList,
  unread: ReadonlySet<string> = new Set(),
): Output | undefined {
  const empty: Path[] = [];
  const value = withoutEmpty(source.value, [], empty);
  const first = schema.safeParse(value);
  const taken = first.success ? value : takeAsWritten(first.error.issues, value, source);
  const result = taken === value ? first : schema.safeParse(taken);
  const issues = result.success
    ? []
    : result.error.issues.flatMap((issue) => resolveUnion(issue, taken));
  const reporter = new IssueReporter(schema, source, taken, problems, empty);
  for (const issue of issues) {
    if (!unread.has(String(issue.path[0]))) reporter.report(issue);
  }
  reporter.reportEmpty();
  return result.success ? result.data : undefined;
}

/** The fields of an object that can be used by themselves, when the whole cannot: one fault hides no other. */
export function usableFields<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  { value }: YamlSource,
): Partial<z.output<z.ZodObject<Shape>>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const usable: Record<string, unknown> = {};
  for (const [key, written] of Object.entries(value)) {
    const field = Object.hasOwn(schema.shape, key) ? schema.shape[key] : undefined;
    const read = field === undefined ? undefined : z.safeParse(field, written);
    if (read?.success && read.data !== undefined && read.data !== null) usable[key] = read.data;
  }
  return usable as Partial<z.output<z.ZodObject<Shape>>>;
}

/** A key without a value says nothing: dropped here and reported later, so that it cannot fail twice. */
function withoutEmpty(value: unknown, path: Path, empty: Path[]): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => withoutEmpty(item, [...path, index], empty));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries: [string, unknown][] = [];
  for (const [key, item] of Object.entries(value)) {
    const at = [...path, key];
    if (item === null || (typeof item === 'string' && isBlank(item))) empty.push(at);
    else entries.push([key, withoutEmpty(item, at, empty)]);
  }
  return Object.fromEntries(entries);
}

/** Codes that YAML took for numbers, as they were written; the very value where there are none. */
function takeAsWritten(issues: readonly Issue[], value: unknown, source: YamlSource): unknown {
  let taken = value;
  for (const issue of issues.flatMap((one) => resolveUnion(one, value))) {
    if (issue.code !== 'invalid_type' || issue.expected !== 'string') continue;
    if (!codeFields.has(fieldOf(issue.path))) continue;
    const written = valueAt(value, issue.path);
    const text = source.plainText(issue.path);
    if (text !== undefined && (typeof written === 'number' || typeof written === 'boolean')) {
      taken = withValueAt(taken, issue.path, text);
    }
  }
  return taken;
}

/** Of a union, the branch that the editor was writing: the one whose outer type fits. */
function resolveUnion(issue: Issue, value: unknown): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const deeper = issue.errors.find((branch) =>
    branch.every((inner) => inner.path.length > 0 || inner.code !== 'invalid_type'),
  );
  if (deeper === undefined) return [issue];
  return deeper.flatMap((inner) =>
    resolveUnion({ ...inner, path: [...issue.path, ...inner.path] } as Issue, value),
  );
}

class IssueReporter {
  readonly #schema: Schema;
  readonly #source: YamlSource;
  readonly #value: unknown;
  readonly #problems: ProblemList;
  readonly #empty: Map<string, Path>;

  constructor(
    schema: Schema,
    source: YamlSource,
    value: unknown,
    problems: ProblemList,
    empty: readonly Path[],
  ) {
    this.#schema = schema;
    this.#source = source;
    this.#value = value;
    this.#problems = problems;
    this.#empty = new Map(empty.map((path) => [path.join('\0'), path]));
  }

  report(issue: Issue): void {
    const { path } = issue;
    const written = valueAt(this.#value, path);
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) this.#unknownKey(path, key);
    } else if (written === undefined) this.#missing(path);
    else if (issue.code === 'too_small') {
      this.#add('missing-field', path, `${describe(path)}至少要有一项。`);
    } else if (issue.code === 'invalid_type' || issue.code === 'invalid_union') {
      this.#wrongType(issue, path, written);
    } else if (issue.code === 'invalid_value') {
      const values = issue.values.map(String);
      this.#problems.add('bad-value', {
        ...this.#place(path),
        message: `${describe(path)}${quoted(written)}，只能是：${values.join('、')}。`,
        nearest: nearest(String(written), values),
      });
    } else this.#badFormat(path, String(written));
  }

  reportEmpty(): void {
    for (const path of this.#empty.values()) {
      this.#add('empty-value', path, `${describe(path)}留空。`);
    }
  }

  #unknownKey(path: Path, key: string): void {
    const known = keysAt(this.#schema, path);
    const named = known.find((candidate) => fieldLabels[candidate] === key);
    this.#problems.add('unknown-key', {
      ...this.#place([...path, key]),
      message: `不认识字段“${quote(key)}”；这里可以写：${known.join('、')}。`,
      nearest: named ?? nearest(key, known),
    });
  }

  #missing(path: Path): void {
    const key = path.join('\0');
    const leftEmpty = this.#empty.delete(key);
    this.#add(
      'missing-field',
      path,
      `缺少 ${describe(path)}${leftEmpty ? '：写了字段名，没有写内容' : ''}。`,
    );
  }

  #wrongType(issue: Issue, path: Path, written: unknown): void {
    const expected = issue.code === 'invalid_type' ? issue.expected : 'string-or-object';
    this.#problems.add('wrong-type', {
      ...this.#place(path),
      message: `${describe(path)}应为${typeNames[expected] ?? expected}，现在是${nameType(written)}。`,
      nearest: convert(expected, path, written, this.#source.plainText(path)),
    });
  }

  #badFormat(path: Path, written: string): void {
    const field = fieldOf(path);
    if (field === 'published') {
      this.#problems.add('bad-date', {
        ...this.#place(path),
        message: `${describe(path)}写了“${quote(written)}”，不是“年-月-日”的写法。`,
        nearest: normaliseDate(written),
      });
      return;
    }
    const rule = formatRules[field];
    this.#problems.add('bad-value', {
      ...this.#place(path),
      message: `${describe(path)}写了“${quote(written)}”，应为${rule?.text ?? '规定的写法'}。`,
      nearest: rule?.mend?.(written),
    });
  }

  #add(code: 'missing-field' | 'empty-value', path: Path, message: string): void {
    this.#problems.add(code, { ...this.#place(path), message });
  }

  #place(path: Path): { file: string; line: number } {
    return { file: this.#source.file, line: this.#source.lineOf(path) };
  }
}

/** How a field's format is said, and how the nearest right value is made of a wrong one. */
const formatRules: Readonly<
  Record<string, { text: string; mend?: (written: string) => string | undefined }>
> = {
  url: {
    text: '以 http:// 或 https:// 开头的完整网址',
    mend: (written) =>
      /^[\w-]+(\.[\w-]+)+([/:?].*)?$/.test(written) ? `https://${written}` : undefined,
  },
  email: { text: '电子邮箱地址' },
  from: {
    text: '以 / 开头的路径，汉字不转义，没有问号、井号和引号，也不在 /zh-hant/ 下面',
    mend: (written) =>
      /^[\w-]/.test(written) && !/[?#:]/.test(written) ? `/${written}` : undefined,
  },
  to: { text: '档案里的网址（以 / 开头），或以 http:// 或 https:// 开头的完整网址' },
  base: {
    text: '以 / 开头、以 / 结尾的路径',
    mend: (written) => `/${written.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/'),
  },
  edition: { text: '字母、数字和连字符（如 2021）', mend: joinWithHyphens },
  code: { text: '字母和数字，中间可用点、连字符或下划线（如 98、9.1）', mend: joinWithHyphens },
  id: {
    text: '小写字母、数字和连字符',
    mend: (written) => joinWithHyphens(written)?.toLowerCase(),
  },
};

function joinWithHyphens(written: string): string | undefined {
  const mended = written
    .normalize('NFKC')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return mended === '' ? undefined : mended;
}

/** `2020/3/5`, `2020年3月5日`, `2020.3.5` → `2020-03-05`. */
export function normaliseDate(written: string): string | undefined {
  const parts = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(
    written.normalize('NFKC').trim(),
  );
  if (parts === null) return undefined;
  const [, year = '', month = '', day = ''] = parts;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const typeNames: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '数字',
  boolean: ' true 或 false',
  array: '列表（方括号或每行一个短横）',
  object: '一组字段',
  'string-or-object': '文字，或一组字段',
};

/** What was written, where it can be shown in a line. */
function quoted(written: unknown): string {
  const isShort = typeof written === 'string' || Number.isFinite(written);
  return isShort ? `写了“${quote(String(written))}”` : `是${nameType(written)}`;
}

function nameType(value: unknown): string {
  if (value === null) return '空';
  if (Array.isArray(value)) return '列表';
  if (typeof value === 'object') return '一组字段';
  if (typeof value === 'string') return `文字“${quote(value)}”`;
  if (typeof value === 'boolean') return ` ${value}`;
  if (!Number.isFinite(value)) return '特殊的数（.nan 或 .inf）';
  return Number.isInteger(value) ? `数字 ${String(value)}` : `小数 ${String(value)}`;
}

function convert(
  expected: string,
  path: Path,
  written: unknown,
  text: string | undefined,
): string | undefined {
  if (expected === 'string' && (typeof written === 'number' || typeof written === 'boolean')) {
    return JSON.stringify(text ?? String(written));
  }
  if ((expected === 'int' || expected === 'number') && typeof written === 'string') {
    const number = /^\s*(\d+)\s*年?\s*$/.exec(written.normalize('NFKC'))?.[1];
    return number === undefined ? undefined : String(Number(number));
  }
  if (expected === 'array' && typeof written === 'string') return `[${JSON.stringify(written)}]`;
  if (expected === 'array' && typeof written === 'number')
    return `[${JSON.stringify(text ?? String(written))}]`;
  if (expected === 'object' && path.at(-1) === 'source' && typeof written === 'string') {
    return `{ name: ${written} }`;
  }
  if (expected === 'boolean' && typeof written === 'string') {
    if (/^(yes|on|是|对|真)$/i.test(written)) return 'true';
    if (/^(no|off|否|不是|假)$/i.test(written)) return 'false';
  }
  return undefined;
}

/** The last name in a path: `attachments[0].file` → `file`, `indicators[2]` → `indicators`. */
function fieldOf(path: Path): string {
  return String(path.findLast((step) => typeof step === 'string') ?? '');
}

/** `attachments 第 1 项的 file（文件）`. */
function describe(path: Path): string {
  if (path.length === 0) return '文件的内容';
  let text = '';
  for (const [index, step] of path.entries()) {
    if (typeof step === 'number') text += `${index === 0 ? '' : ' '}第 ${step + 1} 项`;
    else {
      const last = path.slice(index + 1).every((rest) => typeof rest === 'number');
      const joint = index === 0 ? '' : typeof path[index - 1] === 'number' ? '的 ' : ' 的 ';
      text += `${joint}${last ? labelledField(String(step)) : String(step)}`;
    }
  }
  return text;
}

/** What was written, on one line. */
function quote(text: string): string {
  return shorten(text.replace(/\s+/g, ' '), 40);
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<PropertyKey, unknown>)[step];
  }
  return at;
}

function withValueAt(value: unknown, path: Path, put: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return put;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === step ? withValueAt(item, rest, put) : item));
  }
  const object = value as Record<PropertyKey, unknown>;
  return { ...object, [step]: withValueAt(object[step], rest, put) };
}

/** The keys that a schema allows at a path. */
function keysAt(schema: Schema, path: Path): string[] {
  const objects = unwrap(schema);
  const [step, ...rest] = path;
  if (step === undefined) {
    return objects.flatMap((one) => (one.type === 'object' ? Object.keys(one.shape) : []));
  }
  return objects.flatMap((one) => {
    if (one.type === 'array') return keysAt(one.element, rest);
    const inner = one.type === 'object' ? one.shape[String(step)] : undefined;
    return inner === undefined ? [] : keysAt(inner, rest);
  });
}

type Definition =
  | (z.core.$ZodObjectDef & { type: 'object' })
  | (z.core.$ZodArrayDef & { type: 'array' });

function unwrap(schema: Schema): Definition[] {
  const definition = schema._zod.def as unknown as
    | Definition
    | { type: 'optional' | 'default' | 'nullable'; innerType: Schema }
    | { type: 'lazy'; getter: () => Schema }
    | { type: 'union'; options: readonly Schema[] }
    | { type: 'other' };
  switch (definition.type) {
    case 'object':
    case 'array':
      return [definition];
    case 'optional':
    case 'default':
    case 'nullable':
      return unwrap(definition.innerType);
    case 'lazy':
      return unwrap(definition.getter());
    case 'union':
      return definition.options.flatMap(unwrap);
    default:
      return [];
  }
}
