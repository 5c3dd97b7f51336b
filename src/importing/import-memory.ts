import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  readonly #file: string;
  readonly #files: Map<string, { readonly source: string; readonly report: string }>;

  constructor(contentDir: string) {
    this.#file = join(contentDir, fileName);
    this.#files = new Map(Object.entries(readFiles(this.#file)));
  }

  /** The report that a source with this hash became. */
  reportOf(sha256: string): string | undefined {
    return this.#files.get(sha256)?.report;
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
