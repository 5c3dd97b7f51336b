import { closeSync, fstatSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What this process holds: closing a second handle of a file would give up the first one's lock. */
const held = new Set<string>();

/**
 * One process at a time holds it. The lock is the operating system's own, taken through SQLite
 * (https://www.sqlite.org/lockingv3.html): it ends with the process however that ends, so no process id is
 * ever believed, and of any number of takers one gets it.
 */
export class ProcessLock {
  readonly #file: string;
  readonly #descriptor: number;
  readonly #database: DatabaseSync;

  private constructor(file: string, descriptor: number, database: DatabaseSync) {
    this.#file = file;
    this.#descriptor = descriptor;
    this.#database = database;
    held.add(file);
  }

  /**
   * Takes the lock, or gives undefined when it is held.
   *
   * @throws what the system says when the file cannot be written, or is something else.
   */
  static take(file: string): ProcessLock | undefined {
    if (held.has(file)) return undefined;
    mkdirSync(dirname(file), { recursive: true });
    for (;;) {
      // Held open, so that no other file can get its number while we compare.
      const descriptor = openSync(file, 'a');
      let database: DatabaseSync | undefined;
      try {
        database = new DatabaseSync(file);
        database.exec('BEGIN EXCLUSIVE');
        if (isSameFile(descriptor, file)) return new ProcessLock(file, descriptor, database);
        // Its last holder removed it after we had opened it.
        close(database, descriptor);
      } catch (error) {
        const isGone = !isSameFile(descriptor, file);
        close(database, descriptor);
        // SQLite does not work on a file that was removed meanwhile.
        if (isGone) continue;
        if (error instanceof Error && 'errcode' in error && error.errcode === busy)
          return undefined;
        throw error;
      }
    }
  }

  release(): void {
    if (!held.delete(this.#file)) return;
    // Removed while it is held: whoever waits for it sees that it is gone.
    rmSync(this.#file, { force: true });
    close(this.#database, this.#descriptor);
  }
}

/** SQLITE_BUSY */
const busy = 5;

function isSameFile(descriptor: number, file: string): boolean {
  const [opened, named] = [fstatSync(descriptor), statSync(file, { throwIfNoEntry: false })];
  return named !== undefined && opened.ino === named.ino && opened.dev === named.dev;
}

function close(database: DatabaseSync | undefined, descriptor: number): void {
  database?.close();
  closeSync(descriptor);
}
