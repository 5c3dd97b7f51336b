import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const draftSchema = z.strictObject({
  file: z.string(),
  /** Milliseconds since 1970. */
  time: z.number(),
  /** What the form sent, name and text, in its order. */
  entries: z.array(z.tuple([z.string(), z.string()]).readonly()).readonly(),
});

/** What was in a form and has not been saved. */
export type Draft = z.output<typeof draftSchema>;

/** Drafts on the disk, one for each report; outside of the content folder, so that nothing publishes them. */
export class Drafts {
  readonly #folder: string;

  /** @param folder absolute; its own for each content folder */
  constructor(folder: string) {
    this.#folder = folder;
  }

  keep(draft: Draft): void {
    mkdirSync(this.#folder, { recursive: true });
    const path = this.#path(draft.file);
    writeFileSync(`${path}.new`, JSON.stringify(draft), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }

  find(file: string): Draft | undefined {
    try {
      const draft = draftSchema.parse(JSON.parse(readFileSync(this.#path(file), 'utf8')));
      return draft.file === file ? draft : undefined;
    } catch {
      return undefined;
    }
  }

  drop(file: string): void {
    rmSync(this.#path(file), { force: true });
  }

  #path(file: string): string {
    return join(this.#folder, `${createHash('sha256').update(file).digest('hex')}.json`);
  }
}
