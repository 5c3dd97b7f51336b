import {
  type NamesDirectory,
  type NamesPart,
  type NameTarget,
  namesName,
  namesPartName,
  packNumbers,
  type Script,
  type SearchNames,
} from '../catalog.ts';
import { longGrams, namesUnderGram, shortGrams } from '../name-grams.ts';
import { normalizeText } from '../normalize.ts';

/** Characters of a file before it is packed: about a fifth is loaded. */
const partLength = 42_000;

interface Name {
  readonly name: string;
  readonly normalized: string;
  readonly target: NameTarget;
}

/** Cuts the names that are suggested into files: name without ending → content. */
export function* nameFiles(
  script: Script,
  names: SearchNames,
): Generator<[name: string, content: object]> {
  const make = (name: string, target: NameTarget): Name => ({
    name,
    normalized: normalizeText(name),
    target,
  });
  const kinds = [
    names.reports.map(([title], document) => make(title, document)),
    names.indicators.map(([key, title]) => make(title, key)),
    names.issuers.map(([id, name]) => make(name, id)),
  ];
  const found = new Map<string, Name[]>();
  const full = new Set<string>();
  const keep = (gramsOf: (name: string) => ReadonlySet<string>) => {
    for (const kind of kinds) {
      const own = new Map<string, { begins: Name[]; others: Name[]; count: number }>();
      for (const each of kind) {
        for (const gram of gramsOf(each.normalized)) {
          let list = own.get(gram);
          if (!list) {
            list = { begins: [], others: [], count: 0 };
            own.set(gram, list);
          }
          list.count++;
          const place = each.normalized.startsWith(gram) ? list.begins : list.others;
          if (place.length < namesUnderGram) place.push(each);
        }
      }
      for (const [gram, { begins, others, count }] of own) {
        if (count > namesUnderGram) full.add(gram);
        const all = found.get(gram) ?? [];
        found.set(gram, [...all, ...[...begins, ...others].slice(0, namesUnderGram)]);
      }
    }
  };
  keep(shortGrams);
  const fullPairs = new Set([...full].filter((gram) => gram.length === 2));
  keep((name) => longGrams(name, fullPairs));

  const borders: string[] = [];
  let part = new Part();
  for (const gram of [...found.keys()].sort()) {
    if (part.length >= partLength) {
      yield [namesPartName(script, borders.length - 1), part.content];
      part = new Part();
    }
    if (part.length === 0) borders.push(gram);
    part.add(gram, found.get(gram) ?? []);
  }
  if (part.length > 0) yield [namesPartName(script, borders.length - 1), part.content];
  const directory: NamesDirectory = {
    words: names.words,
    borders,
    full: [...full].filter((gram) => gram.length > 1).sort(),
  };
  yield [namesName(script), directory];
}

class Part {
  readonly #numbers = new Map<Name, number>();
  readonly #grams: [string, string][] = [];
  length = 0;

  add(gram: string, names: readonly Name[]): void {
    const numbers = names.map((name) => {
      const known = this.#numbers.get(name);
      if (known !== undefined) return known;
      const number = this.#numbers.size;
      this.#numbers.set(name, number);
      this.length += name.name.length + 6;
      return number;
    });
    this.#grams.push([gram, packNumbers(numbers)]);
    this.length += numbers.length + gram.length + 5;
  }

  get content(): NamesPart {
    const names = [...this.#numbers.keys()];
    return {
      names: names.map(({ name }) => name),
      targets: names.map(({ target }) => target),
      grams: this.#grams,
    };
  }
}
