import { basename } from 'node:path';
import { isSeq, parseDocument, stringify } from 'yaml';
import { z } from 'zod';
import { reportSlug } from '../../importing/write/report-slug.ts';
import { editionSchema, type IndicatorSource } from '../../model/indicator.ts';
import { type IssuerKind, issuerKinds, issuersSchema } from '../../model/issuer.ts';
import {
  type ContentFolder,
  FileChanged,
  newFile,
  PathRefused,
} from '../content/content-folder.ts';
import { editFrontMatter } from '../content/edit-front-matter.ts';
import { InputRefused } from '../content/input-refused.ts';
import { withListEntries } from '../content/list-entry.ts';
import { bytesHash } from '../content/report-file.ts';
import { type FormTexts, fieldChanges, formTexts } from '../form/field-values.ts';
import { siteFields } from '../form/site-fields.ts';

/** A file of the content folder as it stands. */
export interface OpenedText {
  /** Lines ending in LF; empty where there is no such file. */
  readonly text: string;
  /** Its hash, or `newFile`. */
  readonly opened: string;
}

const siteFile = 'site.yaml';
const issuersFile = 'issuers.yaml';

/** What a content folder needs before its first report: the site, who publishes, and the table of indicators. */
export class SetupDesk {
  readonly #folder: ContentFolder;

  constructor(folder: ContentFolder) {
    this.#folder = folder;
  }

  site(): OpenedText {
    return this.#open(siteFile);
  }

  /**
   * Writes the fields that changed, every other line of the file as it was.
   *
   * @param opened what the form was made from
   * @throws {FileChanged} where something else stands there now
   * @throws {InputRefused} where the file is no list of fields
   */
  saveSite(texts: FormTexts, opened: string): void {
    const current = this.site();
    if (current.opened !== opened) throw new FileChanged(this.#folder.read(siteFile));
    const before = formTexts(current.text, siteFields);
    if (before === undefined)
      throw new InputRefused('site.yaml 的写法这里改不了：请用记事本改好，再回到这一页。');
    const changes = fieldChanges(before, texts, siteFields);
    const order = siteFields.map(({ key }) => key);
    const text = editFrontMatter(current.text, changes, order);
    if (text !== current.text || opened === newFile) this.#write(siteFile, text, opened);
  }

  /**
   * Puts issuers below those that are there; who is there already by its name is left out.
   *
   * @param id for a single issuer; of more than one each gets the pinyin of its name
   * @returns the names that were added
   * @throws {InputRefused} with the reason in Chinese
   */
  addIssuers(names: readonly string[], kind: string, id: string): readonly string[] {
    if (names.length === 0) throw new InputRefused('还没有写机构的名称。');
    if (!(issuerKinds as readonly string[]).includes(kind))
      throw new InputRefused('请选一个类别。');
    if (id !== '' && names.length > 1)
      throw new InputRefused('一次加几个机构时，标识留空，由程序按拼音起。');
    const current = this.#open(issuersFile);
    const known = [...knownIssuers(current.text)];
    const added: { readonly id: string; readonly name: string; readonly kind: IssuerKind }[] = [];
    for (const name of names) {
      if (known.some((issuer) => issuer.name === name)) continue;
      const entry = { id: freeId(id, name, known), name, kind: kind as IssuerKind };
      if (!issuersSchema.safeParse([entry]).success)
        throw new InputRefused('标识只能用小写字母、数字和连字符，如 county-government。');
      known.push(entry);
      added.push(entry);
    }
    const text = withListEntries(current.text, added);
    if (text === undefined)
      throw new InputRefused('issuers.yaml 的写法这里改不了：请用记事本改好，再回到这一页。');
    if (added.length > 0) this.#write(issuersFile, text, current.opened);
    return added.map(({ name }) => name);
  }

  hasEdition(edition: string): boolean {
    return this.#folder.has(`indicators/${edition}.yaml`);
  }

  /**
   * Writes an edition of the table of indicators.
   *
   * @param isReplaced whether one that is there may be written over
   * @throws {InputRefused} with the reason in Chinese
   */
  writeEdition({ edition, title, indicators }: SentEdition, isReplaced: boolean): void {
    const used = new Set<string>();
    const visit = (all: readonly IndicatorSource[]): void => {
      for (const { code, title: words, children = [] } of all) {
        if (code === '') throw new InputRefused(`“${words}”还没有代码。`);
        if (used.has(code)) throw new InputRefused(`代码 ${code} 用了两次，请改一个。`);
        used.add(code);
        visit(children);
      }
    };
    visit(indicators);
    if (used.size === 0) throw new InputRefused('表里没有指标。');
    const value = { edition, title, indicators };
    const judged = editionSchema.safeParse(value);
    if (!judged.success) {
      const field = judged.error.issues[0]?.path[0];
      throw new InputRefused(
        field === 'edition'
          ? '版本只能用字母、数字和连字符，如 2021。'
          : field === 'title'
            ? '还没有写这一版的名称。'
            : '代码只能用字母、数字、点和连字符，如 i1-2。',
      );
    }
    const file = `indicators/${edition}.yaml`;
    const { opened } = this.#open(file);
    if (opened !== newFile && !isReplaced)
      throw new InputRefused(`${file} 已经有了；确定要换掉的，请勾上“换掉现有的”。`);
    this.#write(file, stringify(value, { lineWidth: 0 }), opened);
  }

  #open(file: string): OpenedText {
    const bytes = this.#folder.read(file);
    if (bytes === undefined) return { text: '', opened: newFile };
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      return { text: text.replace(/\r\n?/g, '\n'), opened: bytesHash(bytes) };
    } catch {
      throw new PathRefused(`${basename(file)} 不是 UTF-8 编码的文字：先用“自动修补”。`);
    }
  }

  #write(file: string, text: string, opened: string): void {
    this.#folder.write(file, Buffer.from(text), opened);
  }
}

const sourceSchema: z.ZodType<IndicatorSource> = z.lazy(() =>
  z.strictObject({
    code: z.string().max(60),
    title: z.string().min(1).max(2000),
    children: z.array(sourceSchema).optional(),
  }),
);

export interface SentEdition {
  readonly edition: string;
  readonly title: string;
  readonly indicators: readonly IndicatorSource[];
}

/**
 * The tree as the page before it sent it, with the codes that were typed there.
 *
 * @param codes by the indicator's place in printed order, from 0
 * @throws {InputRefused} where it is none
 */
export function sentIndicators(
  tree: string,
  codes: ReadonlyMap<number, string>,
): readonly IndicatorSource[] {
  let value: unknown;
  try {
    value = JSON.parse(tree);
  } catch {
    value = undefined;
  }
  if (hasMoreLevels(value, mostLevels))
    throw new InputRefused(`指标表超过 ${mostLevels} 级，没有写入：请检查表格，重新选一次。`);
  const read = z.array(sourceSchema).safeParse(value);
  if (!read.success) throw new InputRefused('请重新选一次表格。');
  let at = 0;
  const visit = (all: readonly IndicatorSource[]): IndicatorSource[] =>
    all.map(({ code, title, children }) => {
      const own = codes.get(at)?.trim();
      at += 1;
      const below = children === undefined ? {} : { children: visit(children) };
      return { code: own ?? code, title, ...below };
    });
  return visit(read.data);
}

/** Far beyond any table; whoever reads a tree by calling itself has room for so many. */
const mostLevels = 20;

/** Whether lists of children lie in one another more than `most` deep. */
function hasMoreLevels(tree: unknown, most: number): boolean {
  let level: readonly unknown[] = [tree];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) return true;
    level = level.flatMap((one) => (Array.isArray(one) ? one : [])).map(childrenOf);
  }
  return false;
}

function childrenOf(one: unknown): unknown {
  return typeof one === 'object' && one !== null && 'children' in one ? one.children : undefined;
}

interface KnownIssuer {
  readonly id: string;
  readonly name: string;
}

function knownIssuers(text: string): readonly KnownIssuer[] {
  const { contents } = parseDocument(text);
  if (!isSeq(contents)) return [];
  const list: unknown = contents.toJSON();
  return (Array.isArray(list) ? list : []).flatMap((one: Partial<KnownIssuer> | null) =>
    typeof one?.name === 'string' ? [{ id: String(one.id), name: one.name }] : [],
  );
}

function freeId(wanted: string, name: string, known: readonly KnownIssuer[]): string {
  const isTaken = (id: string) => known.some((issuer) => issuer.id === id);
  if (wanted !== '') {
    if (isTaken(wanted)) throw new InputRefused(`标识 ${wanted} 已经用了，请换一个。`);
    return wanted;
  }
  const stem = reportSlug('', name);
  let id = stem;
  for (let number = 2; isTaken(id); number += 1) id = `${stem}-${number}`;
  return id;
}
