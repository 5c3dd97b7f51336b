import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';

const schema = z.object({
  version: z.literal(1),
  /** By SHA-256 (hex) of the source: the report it became, relative to the content folder. */
  files: z.record(z.string(), z.object({ source: z.string(), report: z.string() })),
});

/** In the content folder, so that it goes where the reports go; its dot keeps it out of the site. */
const fileName = '.imported.json';

/** What was imported into a content folder before. */
export class ImportMemory {
  readonly #contentDir: string;
  readonly #file: string;
  readonly #files: Map<string, { readonly source: string; readonly report: string }>;

  constructor(contentDir: string) {
    this.#contentDir = contentDir;
    this.#file = join(contentDir, fileName);
    this.#files = new Map(Object.entries(readFiles(this.#file)));
  }

  /** The report that a source with this hash became. */
  reportOf(sha256: string): string | undefined {
    return this.#files.get(sha256)?.report;
  }

  /**
   * Where a report that was written as `report` lies now: there, under its name in another folder (a clerk gives it its
   * year), or under another name with the note that names its source. Undefined where nothing is surely it.
   */
  whereNow(report: string, source: string): string | undefined {
    if (existsSync(join(this.#contentDir, report))) return report;
    const others = new Set([...this.#files.values()].map((entry) => entry.report));
    const candidates = this.#reports().filter((file) => !others.has(file));
    const named = candidates.filter((file) => basename(file) === basename(report));
    if (named.length === 1) return named[0];
    const noted = candidates.filter((file) =>
      readFileSync(join(this.#contentDir, file), 'utf8')
        .slice(0, 5000)
        .includes(`由“${source}”导入`),
    );
    return noted.length === 1 ? noted[0] : undefined;
  }

  /** Every report of the content folder, and what waits for its year. */
  #reports(): string[] {
    return ['reports', '.imported'].flatMap((folder) => {
      const path = join(this.#contentDir, folder);
      if (!existsSync(path)) return [];
      return readdirSync(path, { recursive: true, withFileTypes: true }).flatMap((item) => {
        if (!item.isFile() || !item.name.endsWith('.md')) return [];
        const below = item.parentPath.slice(path.length).replaceAll('\\', '/');
        return [`${folder}${below}/${item.name}`];
      });
    });
  }

  /** Written at once, so that an import that is broken off goes on where it stopped. */
  remember(sha256: string, entry: { readonly source: string; readonly report: string }): void {
    this.#files.set(sha256, entry);
    const files = Object.fromEntries([...this.#files].sort(([a], [b]) => (a < b ? -1 : 1)));
    const beside = `${this.#file}-${process.pid}`;
    writeFileSync(beside, `${JSON.stringify({ version: 1, files }, undefined, 2)}\n`);
    renameSync(beside, this.#file);
  }
}

/** A memory that cannot be read is none: a source is at worst imported under a second name. */
function readFiles(file: string): z.output<typeof schema>['files'] {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8'))).files;
  } catch {
    return {};
  }
}
