import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenedContent } from '../../archive/open-archive.ts';
import { importInChild } from '../../importing/import-in-child.ts';
import { compareEditions } from '../../importing/indicators/compare-editions.ts';
import { describeDifferences } from '../../importing/indicators/describe-tree.ts';
import {
  everyIndicator,
  findTree,
  indicatorSources,
} from '../../importing/indicators/find-tree.ts';
import { SourceRefused } from '../../importing/source-document.ts';
import type { Edition, Indicator, IndicatorSource } from '../../model/indicator.ts';
import { FileChanged, PathRefused } from '../content/content-folder.ts';
import { sentFields } from '../form/edit-form.ts';
import { type FormTexts, formTexts } from '../form/field-values.ts';
import { placeYamlProblems } from '../form/problems-by-field.ts';
import { siteFields } from '../form/site-fields.ts';
import { editionPage } from '../pages/edition-page.ts';
import type { PageFrame } from '../pages/page-frame.ts';
import { setupPage } from '../pages/setup-page.ts';
import { safeFileName } from './read-form.ts';
import { type SetupDesk, sentIndicators } from './setup-desk.ts';

export interface SetupRouteOptions {
  readonly desk: SetupDesk;
  readonly look: () => Promise<OpenedContent>;
  readonly base: string;
  readonly importEntry: string;
}

/** A page of the editor, or where to go on. */
export type SetupAnswer =
  | (Omit<PageFrame, 'base'> & { readonly status?: number })
  | { readonly to: string };

type Entries = [string, string][];
type Message = PageFrame['message'];

const saidOf: ReadonlyMap<string, string> = new Map([
  ['site', '网站的资料写好了。'],
  ['issuers', '机构加上了。'],
  ['edition', '指标表写好了。'],
]);

/** The site, who publishes and the indicators: what each address answers. */
export class SetupRoutes {
  readonly #options: SetupRouteOptions;

  constructor(options: SetupRouteOptions) {
    this.#options = options;
  }

  async show(
    done: string,
    more: { message?: Message; texts?: FormTexts; status?: number } = {},
  ): Promise<SetupAnswer> {
    const { desk, look, base } = this.#options;
    const { content, problems } = await look();
    const { text, opened } = desk.site();
    const said = saidOf.get(done);
    return {
      title: '网站资料',
      here: 'setup',
      ...(more.status === undefined ? {} : { status: more.status }),
      message: more.message ?? (said === undefined ? undefined : { kind: 'done', text: said }),
      content: setupPage({
        base,
        opened,
        texts: more.texts ?? formTexts(text, siteFields),
        problems: placeYamlProblems(problems, 'site.yaml', text),
        issuers: content?.issuers.value ?? [],
        editions: (content?.editions ?? []).map(({ edition }) => edition),
      }),
    };
  }

  async saveSite(entries: Entries): Promise<SetupAnswer> {
    const texts = sentFields(siteFields, entries);
    try {
      this.#options.desk.saveSite(texts, sentValue(entries, 'opened'));
    } catch (error) {
      if (!(error instanceof FileChanged)) throw error;
      return this.show('', {
        texts,
        status: 409,
        message: {
          kind: 'failed',
          text: '没有保存：site.yaml 刚被另一个窗口或别的程序改过。下面是您写的；再按一次保存，就用您写的。',
        },
      });
    }
    return this.#done('site');
  }

  addIssuers(entries: Entries): SetupAnswer {
    const names = sentValue(entries, 'names')
      .split('\n')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    this.#options.desk.addIssuers(
      names,
      sentValue(entries, 'kind'),
      sentValue(entries, 'id').trim(),
    );
    return this.#done('issuers');
  }

  async readTable(entries: Entries, files: readonly File[]): Promise<SetupAnswer> {
    const [file] = files;
    if (file === undefined) throw new PathRefused('没有选表格文件。');
    const edition = sentValue(entries, 'edition').trim();
    if (!isEditionName(edition)) throw new PathRefused('版本只能用字母、数字和连字符，如 2021。');
    const { indicators, left, title } = await this.#tree(file);
    const stated = sentValue(entries, 'title').trim();
    return this.#edition({
      edition,
      title: stated === '' ? (title ?? '') : stated,
      indicators: indicatorSources(indicators),
      places: [...everyIndicator(indicators)].map(({ place }) => place),
      left,
    });
  }

  async writeEdition(entries: Entries): Promise<SetupAnswer> {
    const codes = new Map(
      entries.flatMap(([name, text]) => {
        const at = /^code\.(\d{1,5})$/.exec(name)?.[1];
        return at === undefined ? [] : [[Number(at), text.trim()] as const];
      }),
    );
    const sent = {
      edition: sentValue(entries, 'edition').trim(),
      title: sentValue(entries, 'title').trim(),
      indicators: sentIndicators(sentValue(entries, 'tree'), codes),
    };
    try {
      this.#options.desk.writeEdition(sent, sentValue(entries, 'replace') === 'yes');
    } catch (error) {
      if (!(error instanceof PathRefused)) throw error;
      const shown = await this.#edition({ ...sent, asked: new Set(codes.keys()) });
      return { ...shown, status: 400, message: { kind: 'failed', text: error.message } };
    }
    return this.#done('edition');
  }

  /** The tree to be looked at; what was typed stands in it again. */
  async #edition(found: {
    readonly edition: string;
    readonly title: string;
    readonly indicators: readonly IndicatorSource[];
    readonly places?: readonly string[];
    readonly left?: readonly string[];
    /** Places in printed order whose codes were asked for before. */
    readonly asked?: ReadonlySet<number>;
  }): Promise<Omit<PageFrame, 'base'>> {
    const { edition, title, indicators, places = [], left = [], asked } = found;
    const { content } = await this.#options.look();
    const editions = (content?.editions ?? []).map((one) => one.edition);
    const other = editions.find((one) => one.edition === edition) ?? latest(editions);
    const used = new Set<string>();
    const rows = inOrder(indicators).map(({ code, title: words, level }, at) => {
      const isAsked = code === '' || used.has(code) || asked?.has(at) === true;
      used.add(code);
      return { level, code, title: words, place: places[at], isAsked };
    });
    return {
      title: '看一遍指标表',
      here: 'setup',
      content: editionPage({
        base: this.#options.base,
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
        isThere: isEditionName(edition) && this.#options.desk.hasEdition(edition),
      }),
    };
  }

  async #tree(file: File) {
    const scratch = mkdtempSync(join(tmpdir(), 'archive-table-'));
    try {
      const path = join(scratch, safeFileName(file.name));
      writeFileSync(path, new Uint8Array(await file.arrayBuffer()), { flag: 'wx' });
      const answer = await importInChild(this.#options.importEntry, {
        path,
        issuers: [],
        isTable: true,
      });
      if (answer.kind !== 'tables')
        throw new PathRefused(answer.kind === 'refused' ? answer.reason : '读不出来。');
      return findTree(answer.grids, answer.before);
    } catch (error) {
      // What the command's own options would mend is mended in the table here.
      if (error instanceof SourceRefused)
        throw new PathRefused(
          error.message.replace(/；没有表头的加 --columns.*$/, '；请在表格里补上表头再选一次。'),
        );
      throw error;
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  #done(what: string): SetupAnswer {
    return { to: `${this.#options.base}setup?done=${what}` };
  }
}

function sentValue(entries: Entries, name: string): string {
  return entries.find(([key]) => key === name)?.[1] ?? '';
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
