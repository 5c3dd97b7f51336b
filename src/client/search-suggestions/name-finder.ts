import { indicatorAddress, issuerAddress, reportAddress } from '../../model/address.ts';
import {
  type DocumentsPart,
  documentsInFile,
  documentsName,
  type NamesDirectory,
  type NamesPart,
  type NameTarget,
  namesName,
  namesPartName,
  type Script,
  unpackNumbers,
} from '../../search/catalog.ts';
import { bestGram } from '../../search/name-grams.ts';
import { normalizeText } from '../../search/normalize.ts';
import { LostFile, loadPacked, type PresentIndex, presentIndex } from '../search-files.ts';

export interface Suggestion {
  readonly name: string;
  readonly target: NameTarget;
  readonly kind: 'report' | 'indicator' | 'issuer';
}

interface Names {
  readonly index: PresentIndex;
  readonly directory: NamesDirectory;
  readonly full: ReadonlySet<string>;
}

/** Finds names of reports, indicators and issuers, and loads no more of them than a few. */
export class NameFinder {
  readonly #folder: string;
  readonly #script: Script;
  #names: Promise<Names> | undefined;
  readonly #parts = new Map<number, Promise<NamesPart>>();

  /** @param folder absolute path of the folder that indexes stand in, with a slash at its end. */
  constructor(folder: string) {
    this.#folder = folder;
    this.#script = /^zh-Hant/i.test(document.documentElement.lang) ? 'zh-Hant' : 'zh-Hans';
  }

  /**
   * The names that have all phrases: the one that is the first phrase, those that begin with it, then others.
   *
   * @param phrases normalised.
   * @throws LostFile when they cannot be had; the next call asks again.
   */
  async find(
    phrases: readonly string[],
  ): Promise<{ words: NamesDirectory['words']; suggestions: Suggestion[] }> {
    const { directory, full } = await this.#open();
    const gram = bestGram(phrases, full, (each) => this.#parts.has(partOf(directory, each)));
    const part = gram === undefined ? -1 : partOf(directory, gram);
    if (part < 0) return { words: directory.words, suggestions: [] };
    const { names, targets, grams } = await this.#part(part);
    const [, found = ''] = grams.find(([each]) => each === gram) ?? [];
    const [first = ''] = phrases;
    const ranks: [Suggestion[], Suggestion[], Suggestion[]] = [[], [], []];
    for (const number of unpackNumbers(found)) {
      const name = names[number] as string;
      const normalized = normalizeText(name);
      if (!phrases.every((phrase) => normalized.includes(phrase))) continue;
      const rank = normalized === first ? 0 : normalized.startsWith(first) ? 1 : 2;
      const target = targets[number] as NameTarget;
      ranks[rank].push({ name, target, kind: kindOf(target) });
    }
    return { words: directory.words, suggestions: ranks[0].concat(ranks[1], ranks[2]) };
  }

  /**
   * Where a name leads, from the tree's own root, without a slash before it.
   *
   * @throws LostFile
   */
  async addressOf({ target }: Suggestion): Promise<string> {
    if (typeof target === 'number') {
      const { index } = await this.#open();
      const part = await loadPacked<DocumentsPart>(index, documentsName(target));
      const at = target % documentsInFile;
      const report = { year: part.years[at] as number, slug: part.slugs[at] as string };
      return reportAddress(report).slice(1);
    }
    const [edition = '', code] = target.split('/');
    const address =
      code === undefined ? issuerAddress({ id: target }) : indicatorAddress({ edition, code });
    return address.slice(1);
  }

  #open(): Promise<Names> {
    this.#names ??= this.#load().catch((error: unknown) => {
      this.#names = undefined;
      throw error;
    });
    return this.#names;
  }

  async #load(): Promise<Names> {
    const index = await presentIndex(this.#folder);
    const directory = await loadPacked<NamesDirectory>(index, namesName(this.#script));
    return { index, directory, full: new Set(directory.full) };
  }

  async #part(number: number): Promise<NamesPart> {
    let part = this.#parts.get(number);
    if (!part) {
      const { index } = await this.#open();
      part = loadPacked<NamesPart>(index, namesPartName(this.#script, number));
      this.#parts.set(number, part);
    }
    try {
      return await part;
    } catch (error) {
      this.#parts.delete(number);
      // The site may have another index by now: the next key opens that one.
      if (error instanceof LostFile) this.#names = undefined;
      throw error;
    }
  }
}

/** The number of the file that has a gram if one has; −1 when it would stand before all of them. */
function partOf({ borders }: NamesDirectory, gram: string): number {
  let part = -1;
  while (part + 1 < borders.length && (borders[part + 1] as string) <= gram) part++;
  return part;
}

function kindOf(target: NameTarget): Suggestion['kind'] {
  if (typeof target === 'number') return 'report';
  return target.includes('/') ? 'indicator' : 'issuer';
}
