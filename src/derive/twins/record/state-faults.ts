import {
  bareText,
  compareTexts,
  type TextDifference,
} from '../../../archive/check/typed/compare-texts.ts';
import { judgeTypedText } from '../../../archive/check/typed/judge-typed-text.ts';
import { typedText } from '../../../archive/check/typed/typed-text.ts';
import { yamlLines } from '../../../archive/read/yaml-source.ts';
import { traditionalSegment } from '../../../model/address.ts';
import { type Archive, bodyOf } from '../../../model/archive.ts';
import { labelledField } from '../../../model/field-labels.ts';
import { makeProblem, type Problem } from '../../../model/problem.ts';
import { shorten } from '../../../model/writing.ts';
import type { ReportPage } from './expected-pages.ts';
import type { RecordFault } from './judge-page.ts';

/** Characters of what a message quotes. */
const longestQuote = 40;
/** Of one page: where a component loses all, each line of it would be one more. */
const mostPlaces = 3;

/** Says where the pages of a report show something else than was typed: file and line of what was typed, and both texts. */
export function stateFaults(
  archive: Archive,
  { report, file: page }: ReportPage,
  faults: readonly RecordFault[],
): Problem[] {
  const { file } = report;
  const typed = archive.typed.get(file);
  const firstLine = typed?.bodyLine ?? 1;
  const fields = yamlLines(typed?.frontMatter ?? '', { file, firstLine: 2 });
  const differs = (line: number | undefined, message: string) =>
    makeProblem('page-text-differs', { file, line, message });
  const lineOfTwin = ({ part, before }: Extract<RecordFault, { kind: 'traditional' }>) => {
    if (part === 'title') return fields.lineOf(['title']);
    return part === 'text' ? firstLine + lineAfter(typed?.body ?? '', before) - 1 : undefined;
  };
  const state = (fault: RecordFault): Problem[] => {
    switch (fault.kind) {
      case 'missing':
        return [differs(undefined, `没有生成这份报告的网页 ${page}。`)];
      case 'field': {
        const name = labelledField(String(fault.field[0]));
        const shown = fault.shown === '' ? '没有原样显示' : `显示的是“${quote(fault.shown)}”`;
        const message = `${name}写的是“${quote(fault.typed)}”，网页 ${page} 上${shown}。`;
        return [differs(fields.lineOf(fault.field), message)];
      }
      case 'picture': {
        const message = `图片的说明应是“${quote(fault.typed)}”，网页 ${page} 上是“${quote(fault.shown)}”。`;
        return [differs(lineOf(typed?.body ?? '', fault.typed, firstLine), message)];
      }
      case 'traditional':
        return [
          makeProblem('traditional-text-differs', {
            file,
            line: lineOfTwin(fault),
            message: `简体是“${fault.simplified}”，繁体网页 ${traditionalSegment}/${page} 上是“${fault.traditional}”。`,
          }),
        ];
      case 'text': {
        const places = newDifferences(archive, report.file, fault.shown);
        const more = places.length > mostPlaces ? `这一页共有 ${places.length} 处。` : '';
        if (places.length === 0) return [differs(firstLine, `网页 ${page} 的正文与写的不同。`)];
        return places.slice(0, mostPlaces).map(({ line, typed, shown }) => {
          const seen = shown === '' ? '什么也没有' : `“${shown}”`;
          return differs(
            firstLine + line - 1,
            typed === ''
              ? `网页 ${page} 上多出了${seen}，没有写过。${more}`
              : `写的是“${typed}”，网页 ${page} 上是${seen}。${more}`,
          );
        });
      }
    }
  };
  return faults.flatMap(state);
}

/** What of a page differs from its source beyond what the check of the content has stated. */
function newDifferences(archive: Archive, file: string, shown: string): TextDifference[] {
  const body = archive.typed.get(file)?.body ?? '';
  const stated = judgeTypedText(body, bodyOf(archive, { file }).html, []).shown;
  const key = ({ line, typed, shown }: TextDifference) => JSON.stringify([line, typed, shown]);
  const { lines } = typedText(body);
  const known = new Set(compareTexts(lines, stated).map(key));
  return compareTexts(lines, shown).filter((difference) => !known.has(key(difference)));
}

/** The line of a body, counted from 1, in which what is shown goes on after `before`. */
function lineAfter(body: string, before: string): number {
  let at = 0;
  let last = 1;
  for (const { line, text } of typedText(body).lines) {
    const words = bareText(text);
    if (words === '') continue;
    const found = before.indexOf(words, at);
    if (found === -1) return line;
    at = found + words.length;
    last = line;
  }
  return last;
}

function lineOf(body: string, words: string, firstLine: number): number {
  const at = Math.max(0, body.indexOf(words));
  return firstLine + body.slice(0, at).split('\n').length - 1;
}

function quote(text: string): string {
  return shorten(text, longestQuote);
}
