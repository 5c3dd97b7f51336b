import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What stands below a folder. */
export interface SiteFiles {
  /** POSIX paths of the regular files, sorted by code units. */
  readonly files: readonly string[];
  /** POSIX paths of what is neither file nor folder (symbolic links, sockets), sorted. */
  readonly others: readonly string[];
}

/** Looks through a folder, following no symbolic link. */
export function siteFiles(folder: string): SiteFiles {
  const files: string[] = [];
  const others: string[] = [];
  const visit = (below: string): void => {
    for (const name of readdirSync(join(folder, below))) {
      const path = below === '' ? name : `${below}/${name}`;
      const entry = lstatSync(join(folder, path));
      if (entry.isDirectory()) visit(path);
      else (entry.isFile() ? files : others).push(path);
    }
  };
  visit('');
  return { files: files.sort(), others: others.sort() };
}
