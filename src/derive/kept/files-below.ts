import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The files of a folder in a fixed order, hidden ones included; a file is its own only member. */
export function filesBelow(path: string): string[] {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry) return [];
  if (!entry.isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}
