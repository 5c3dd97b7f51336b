import { posix } from 'node:path';
import {
  type Edition,
  editionSchema,
  type Indicator,
  type IndicatorSource,
} from '../../model/indicator.ts';
import type { ProblemList } from '../check/problem-list.ts';
import { readText } from './read-text.ts';
import { validate } from './validate.ts';
import { parseYaml } from './yaml-source.ts';

/** An edition with the place of each indicator, for problems found later. */
export interface ReadEdition {
  readonly file: string;
  readonly edition: Edition;
  /** Every indicator in printed order. */
  readonly indicators: readonly { readonly indicator: Indicator; readonly line: number }[];
}

/** Reads `indicators/<edition>.yaml` into a tree of indicators that know their ancestors. */
export function readEdition(
  contentDir: string,
  file: string,
  problems: ProblemList,
): ReadEdition | undefined {
  const text = readText(contentDir, file, problems);
  const source = text === undefined ? undefined : parseYaml(text, { file, firstLine: 1 }, problems);
  const read = source && validate(editionSchema, source, problems);
  if (source === undefined || read === undefined) return undefined;

  const name = posix.basename(file, '.yaml');
  if (read.edition !== name) {
    problems.add('edition-file-mismatch', {
      file,
      line: source.lineOf(['edition']),
      message: `文件名是 ${name}.yaml，edition（版本）写的是“${read.edition}”。`,
      nearest: name,
    });
  }

  const indicators: { indicator: Indicator; line: number }[] = [];
  const lines = new Map<string, number>();
  const build = (
    nodes: readonly IndicatorSource[],
    ancestors: readonly Indicator[],
    path: readonly PropertyKey[],
  ): readonly Indicator[] =>
    Object.freeze(
      nodes.map((node, index) => {
        const at = [...path, index];
        const line = source.lineOf([...at, 'code']);
        const first = lines.get(node.code);
        if (first === undefined) lines.set(node.code, line);
        else {
          problems.add('duplicate-code', {
            file,
            line,
            message: `代码“${node.code}”在第 ${first} 行已经用过。`,
          });
        }
        const children: Indicator[] = [];
        const indicator: Indicator = Object.freeze({
          edition: read.edition,
          code: node.code,
          title: node.title,
          depth: ancestors.length + 1,
          ancestors,
          children,
        });
        indicators.push({ indicator, line });
        children.push(
          ...build(node.children ?? [], Object.freeze([...ancestors, indicator]), [
            ...at,
            'children',
          ]),
        );
        Object.freeze(children);
        return indicator;
      }),
    );

  const tree = build(read.indicators, Object.freeze([]), ['indicators']);
  return {
    file,
    edition: Object.freeze({
      edition: read.edition,
      title: read.title,
      ...(read.source === undefined ? {} : { source: Object.freeze(editionSource(read.source)) }),
      indicators: tree,
    }),
    indicators,
  };
}

function editionSource(
  source: string | NonNullable<Edition['source']>,
): NonNullable<Edition['source']> {
  return typeof source === 'string' ? { name: source } : source;
}
