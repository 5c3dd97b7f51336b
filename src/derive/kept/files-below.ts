import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The regular files of a folder in a fixed order, hidden ones included; a file is its own only member. A
 * link counts as the file that it leads to; one to a folder may lead round in a circle and counts as nothing.
 */
export function filesBelow(path: string): string[] {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry) return [];
  if (entry.isDirectory()) return membersOf(path);
  return entry.isFile() ? [path] : [];
}

function membersOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return membersOf(path);
      return entry.isFile() || leadsToFile(entry, path) ? [path] : [];
    });
}

function leadsToFile(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return false;
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
