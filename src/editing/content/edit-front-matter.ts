import { isDeepStrictEqual } from 'node:util';
import {
  type Document,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  parseDocument,
  Scalar,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { reportSchema } from '../../model/report.ts';

/** New values by field; undefined takes the field away. */
export type FieldChanges = ReadonlyMap<string, unknown>;

const reportOrder = Object.keys(reportSchema.shape);

/** Whether fields can be edited one by one; else the text has to be edited as such. */
export function isEditable(text: string): boolean {
  const document = parseDocument(text, { stringKeys: true });
  return (
    document.errors.length === 0 &&
    (document.contents === null || (isMap(document.contents) && document.contents.flow !== true))
  );
}

/**
 * Front matter with some fields changed. Every other line stays as it is written, with its comments, order
 * and quotes; of a list only the items that changed are written anew.
 *
 * @throws where `isEditable` is false
 */
export function editFrontMatter(
  text: string,
  changes: FieldChanges,
  order: readonly string[] = reportOrder,
): string {
  let edited = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  for (const [key, value] of changes) edited = setField(edited, key, value, order);
  return edited;
}

function setField(text: string, key: string, value: unknown, order: readonly string[]): string {
  const document = parseDocument(text, { stringKeys: true });
  if (!isEditable(text)) throw new Error('This front matter is not a list of fields');
  const wanted = { ...(document.toJS() as Record<string, unknown> | null) };
  if (value === undefined) delete wanted[key];
  else wanted[key] = value;
  const edited = setLines(text, document, { key, value, order });
  const read = parseDocument(edited, { stringKeys: true });
  if (read.errors.length === 0 && isDeepStrictEqual(read.toJS() ?? {}, wanted)) return edited;
  // A way of writing that the above does not know: the library writes the whole anew.
  if (value === undefined) document.delete(key);
  else document.set(key, value);
  return document.toString({ lineWidth: 0 });
}

/** A field's lines: offsets into the text. */
interface Region {
  readonly start: number;
  readonly end: number;
}

function setLines(
  text: string,
  document: Document.Parsed<ParsedNode>,
  {
    key,
    value,
    order,
  }: { readonly key: string; readonly value: unknown; readonly order: readonly string[] },
): string {
  const pairs = isMap(document.contents) ? (document.contents.items as Pair[]) : [];
  const at = pairs.findIndex((pair) => isScalar(pair.key) && pair.key.value === key);
  const pair = pairs[at];
  if (pair === undefined) {
    if (value === undefined) return text;
    const where = insertionPoint(text, pairs, order.slice(0, order.indexOf(key)));
    return text.slice(0, where) + newField(key, value) + text.slice(where);
  }
  const region = regionOf(text, pairs, at);
  if (value === undefined) return text.slice(0, region.start) + text.slice(region.end);
  const node = pair.value;
  if (isScalar(node) && !isCollection(value)) {
    const range = node.range;
    const isInline = node.type !== Scalar.BLOCK_LITERAL && node.type !== Scalar.BLOCK_FOLDED;
    const written = scalarText(value, node.type);
    if (isInline && range && range[1] > range[0] && !written.includes('\n'))
      return text.slice(0, range[0]) + written + text.slice(range[1]);
  }
  return text.slice(0, region.start) + changedField(pair, key, value) + text.slice(region.end);
}

function isCollection(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function offsetOf(pair: Pair | undefined): number | undefined {
  const key = pair?.key;
  return isScalar(key) ? key.range?.[0] : undefined;
}

/** From the line of the field's name to the line where its value ends; what comments the next field stays out. */
function regionOf(text: string, pairs: readonly Pair[], at: number): Region {
  const start = lineStart(text, offsetOf(pairs[at]) ?? 0);
  const next = offsetOf(pairs[at + 1]);
  let end = next === undefined ? text.length : lineStart(text, next);
  const value = pairs[at]?.value;
  const isBlock =
    isScalar(value) && (value.type === Scalar.BLOCK_LITERAL || value.type === Scalar.BLOCK_FOLDED);
  if (isBlock) return { start, end: Math.min(end, value.range?.[1] ?? end) };
  for (;;) {
    const last = lineStart(text, Math.max(start, end - 1));
    if (last <= start || !/^\s*(?:#.*)?$/.test(text.slice(last, end).trimEnd())) break;
    end = last;
  }
  return { start, end };
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Below the last field that the schema has before it. */
function insertionPoint(text: string, pairs: readonly Pair[], earlier: readonly string[]): number {
  const before = pairs.findLastIndex(
    (pair) => isScalar(pair.key) && earlier.includes(String(pair.key.value)),
  );
  if (before >= 0) return regionOf(text, pairs, before).end;
  const first = offsetOf(pairs[0]);
  return first === undefined ? text.length : lineStart(text, first);
}

function newField(key: string, value: unknown): string {
  const single = parseDocument('{}\n');
  const node = single.createNode(value);
  if (isSeq(node)) styleItems(node, undefined);
  else if (isMap(node)) node.flow = false;
  return fieldText(key, node);
}

/** The field with what changed put in its place, so that comments, quotes and order inside it stay. */
function changedField(pair: Pair, key: string, value: unknown): string {
  const node = isCollection(value) ? updated(pair.value, value) : freshNode(value);
  return fieldText(key, node);
}

function freshNode(value: unknown): unknown {
  return parseDocument('{}\n').createNode(value);
}

function fieldText(key: string, node: unknown): string {
  if (isSeq(node) && node.flow === true && node.items.every((item) => isScalar(item))) {
    const items = node.items.map((item) => scalarText(item.value, item.type, true));
    return `${key}: [${items.join(', ')}]\n`;
  }
  const single = parseDocument(`${key}: 1\n`);
  if (isMap(single.contents)) (single.contents as YAMLMap).set(key, node);
  const written = single.toString({ lineWidth: 0 });
  return written.endsWith('\n') ? written : `${written}\n`;
}

function updated(node: unknown, value: unknown): unknown {
  if (Array.isArray(value) && isSeq(node)) return updatedSeq(node, value);
  if (isCollection(value) && !Array.isArray(value) && isMap(node))
    return updatedMap(node, value as Record<string, unknown>);
  if (isScalar(node) && !isCollection(value)) {
    if (node.value === value) return node;
    node.value = value;
    return node;
  }
  const fresh = freshNode(value);
  if (isSeq(fresh)) styleItems(fresh, undefined);
  return fresh;
}

function updatedSeq(seq: YAMLSeq, values: readonly unknown[]): YAMLSeq {
  const old = [...seq.items];
  const js = old.map((item) => plain(item));
  const kept = values.map((value) => {
    const at = js.findIndex((one) => isDeepStrictEqual(one, value));
    if (at === -1) return undefined;
    const [item] = old.splice(at, 1);
    js.splice(at, 1);
    return item;
  });
  const sample = seq.items[0];
  seq.items = values.map((value, index) => {
    const same = kept[index];
    if (same !== undefined) return same;
    // What is left of the old items was changed, in their order.
    const changed = old.length > 0 && isMap(old[0]) ? old.shift() : undefined;
    return changed === undefined ? styled(freshNode(value), sample) : updated(changed, value);
  });
  return seq;
}

function updatedMap(map: YAMLMap, value: Record<string, unknown>): YAMLMap {
  for (const pair of [...map.items]) {
    const key = isScalar(pair.key) ? String(pair.key.value) : '';
    if (!Object.hasOwn(value, key)) map.delete(pair.key);
    else if (isPair(pair)) pair.value = updated(pair.value, value[key]);
  }
  for (const [key, inner] of Object.entries(value)) {
    if (!map.has(key)) map.set(key, inner);
  }
  return map;
}

function plain(node: unknown): unknown {
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map(plain);
  if (isMap(node))
    return Object.fromEntries(
      node.items.map((pair) => [isScalar(pair.key) ? pair.key.value : '', plain(pair.value)]),
    );
  return node;
}

/** Lists of words stand in a line, lists of fields one in a line each, as content/README.md has them. */
function styleItems(seq: YAMLSeq, sample: unknown): void {
  const isWords = seq.items.every((item) => isScalar(item));
  seq.flow = isWords;
  for (const item of seq.items) styled(item, sample);
}

function styled(node: unknown, sample: unknown): unknown {
  if (isMap(node)) node.flow = isMap(sample) ? sample.flow === true : true;
  if (isScalar(node) && isScalar(sample) && typeof node.value === 'string' && sample.type)
    node.type = sample.type;
  return node;
}

/** A value in one line where it can be; quoted as it was. */
function scalarText(value: unknown, type: Scalar['type'] | undefined, inFlow = false): string {
  const quotes =
    typeof value === 'string' && (type === Scalar.QUOTE_DOUBLE || type === Scalar.QUOTE_SINGLE);
  const scalar = new Scalar(value);
  if (quotes) scalar.type = type;
  // In a list or as a field's value more signs must be quoted than alone.
  const written = stringify(inFlow ? [scalar] : { x: scalar }, {
    lineWidth: 0,
    collectionStyle: inFlow ? 'flow' : 'block',
    flowCollectionPadding: false,
  }).trimEnd();
  return inFlow ? written.slice(1, -1) : written.slice('x: '.length);
}
