import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importInChild } from '../../importing/import-in-child.ts';
import { compareEditions } from '../../importing/indicators/compare-editions.ts';
import { describeDifferences } from '../../importing/indicators/describe-tree.ts';
import {
  everyIndicator,
  findTree,
  HeaderMissing,
  indicatorSources,
} from '../../importing/indicators/find-tree.ts';
import { SourceRefused } from '../../importing/source-document.ts';
import type { Edition, Indicator, IndicatorSource } from '../../model/indicator.ts';
import { InputRefused } from '../content/input-refused.ts';
import { sentIndicators } from '../desk/setup-desk.ts';
import type { FormSubmission } from '../form/form-submission.ts';
import { safeFileName } from '../form/read-form.ts';
import { editionPage } from '../pages/edition-page.ts';
import { type Answer, page } from './answer.ts';
import type { Editor } from './editor.ts';
import { setUp, setupAnswer } from './setup.ts';

/** Reads a table of indicators and shows the tree that was found; nothing is written. */
export async function readTable(editor: Editor, sent: FormSubmission): Promise<Answer> {
  const edition = sent.word('edition');
  const stated = sent.word('title');
  try {
    const [file] = sent.files('table');
    if (file === undefined) throw new InputRefused('没有选表格文件。');
    if (!isEditionName(edition))
      throw new InputRefused('版本只能用字母、数字和连字符，如 2021；写好以后，请再选一次表格。');
    const { indicators, left, title } = await readTree(editor, file);
    return await editionAnswer(editor, {
      edition,
      title: stated === '' ? (title ?? '') : stated,
      indicators: indicatorSources(indicators),
      places: [...everyIndicator(indicators)].map(({ place }) => place),
      left,
    });
  } catch (error) {
    if (!(error instanceof InputRefused)) throw error;
    return setupAnswer(editor, { typed: { edition, title: stated }, refused: error });
  }
}

/** Writes the tree that was looked at, with the codes that were typed there. */
export async function writeEdition(editor: Editor, sent: FormSubmission): Promise<Answer> {
  const codes = new Map(
    sent.entries.flatMap(([name, text]) => {
      const at = /^code\.(\d{1,5})$/.exec(name)?.[1];
      return at === undefined ? [] : [[Number(at), text.trim()] as const];
    }),
  );
  const edition = sent.word('edition');
  const title = sent.word('title');
  let indicators: readonly IndicatorSource[];
  try {
    indicators = sentIndicators(sent.text('tree'), codes);
  } catch (error) {
    if (!(error instanceof InputRefused)) throw error;
    return setupAnswer(editor, { typed: { edition, title }, refused: error });
  }
  const found = { edition, title, indicators };
  try {
    editor.setupDesk.writeEdition(found, sent.has('replace'));
  } catch (error) {
    if (!(error instanceof InputRefused)) throw error;
    return editionAnswer(editor, { ...found, asked: new Set(codes.keys()) }, error);
  }
  return setUp(editor, 'edition');
}

/** A tree to be looked at. */
interface FoundTree {
  readonly edition: string;
  readonly title: string;
  readonly indicators: readonly IndicatorSource[];
  readonly places?: readonly string[];
  readonly left?: readonly string[];
  /** Places in printed order whose codes were asked for before. */
  readonly asked?: ReadonlySet<number>;
}

/** The tree to be looked at; what was typed stands in it again. */
async function editionAnswer(
  { desk, setupDesk, base }: Editor,
  { edition, title, indicators, places = [], left = [], asked }: FoundTree,
  refused?: InputRefused,
): Promise<Answer> {
  const { content } = await desk.look();
  const editions = (content?.editions ?? []).map((one) => one.edition);
  const other = editions.find((one) => one.edition === edition) ?? latest(editions);
  const used = new Set<string>();
  const rows = inOrder(indicators).map(({ code, title: words, level }, at) => {
    const isAsked = code === '' || used.has(code) || asked?.has(at) === true;
    used.add(code);
    return { level, code, title: words, place: places[at], isAsked };
  });
  return page({
    base,
    title: '看一遍指标表',
    here: 'setup',
    refused,
    content: editionPage({
      base,
      edition,
      title,
      rows,
      tree: JSON.stringify(indicators),
      left,
      differences:
        other === undefined
          ? undefined
          : describeDifferences(
              other.edition,
              compareEditions(other.indicators.map(sourceOf), indicators),
            ),
      isThere: isEditionName(edition) && setupDesk.hasEdition(edition),
    }),
  });
}

/** @throws {InputRefused} where no table of indicators is found in it */
async function readTree({ importEntry }: Editor, file: File) {
  const scratch = mkdtempSync(join(tmpdir(), 'archive-table-'));
  try {
    const path = join(scratch, safeFileName(file.name));
    writeFileSync(path, new Uint8Array(await file.arrayBuffer()), { flag: 'wx' });
    const answer = await importInChild(importEntry, { path, issuers: [], isTable: true });
    if (answer.kind !== 'tables')
      throw new InputRefused(answer.kind === 'refused' ? answer.reason : '读不出来。');
    return findTree(answer.grids, answer.before);
  } catch (error) {
    if (error instanceof HeaderMissing)
      throw new InputRefused(`${error.message}没有表头的，请在表格里补上再选一次。`);
    if (error instanceof SourceRefused) throw new InputRefused(error.message);
    throw error;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function latest(editions: readonly Edition[]): Edition | undefined {
  return [...editions].sort((a, b) => (a.edition < b.edition ? -1 : 1)).at(-1);
}

function sourceOf({ code, title, children }: Indicator): IndicatorSource {
  return { code, title, ...(children.length > 0 && { children: children.map(sourceOf) }) };
}

function isEditionName(edition: string): boolean {
  return /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/.test(edition);
}

/** Parents before children; levels from 1. */
function inOrder(
  indicators: readonly IndicatorSource[],
  level = 1,
): readonly { readonly code: string; readonly title: string; readonly level: number }[] {
  return indicators.flatMap(({ code, title, children = [] }) => [
    { code, title, level },
    ...inOrder(children, level + 1),
  ]);
}
