import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { checksumFile, manifestFile } from '../derive/manifest/file-manifest.ts';

/** What is ours in a folder: the paths that its own manifest lists, and the manifest itself. */
function ownFiles(folder: string): ReadonlySet<string> | undefined {
  let table: string;
  try {
    table = readFileSync(join(folder, manifestFile), 'utf8');
  } catch {
    return undefined;
  }
  const [head, ...rows] = table.split('\n');
  if (head !== 'path\tbytes\tsha256\tsm3') return undefined;
  const paths = rows.flatMap((row) => row.split('\t', 1)).filter((path) => path !== '');
  const own = new Set([...paths, manifestFile, checksumFile]);
  return own.has('index.html') && own.has('404.html') ? own : undefined;
}

/** Whether a folder carries this program's mark: the manifest that a finished build writes last. */
export function isOutput(folder: string): boolean {
  return ownFiles(folder) !== undefined;
}

/** What became of the files in a retired output that no build had written. */
export interface Retired {
  /** Moved to the new output: paths below it, folders ending in a slash. */
  readonly kept: readonly string[];
  /** Left where they are, because the new output has something of that name. */
  readonly left: readonly string[];
}

/**
 * Takes apart an output whose place a new one has taken. Only what the old manifest lists is removed; what
 * else stood there (`.git`, CNAME, a webmaster's own file) moves to the new one. Repeating finishes what
 * was interrupted.
 */
export function retireOutput(old: string, current: string): Retired {
  const own = ownFiles(old) ?? new Set<string>();
  const ownFolders = new Set<string>();
  for (const path of own) {
    for (let at = posix.dirname(path); at !== '.'; at = posix.dirname(at)) ownFolders.add(at);
  }
  const kept: string[] = [];
  const left: string[] = [];
  /** The manifest goes last: until then it says what is ours. */
  const last = [manifestFile, checksumFile];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(old, folder), { withFileTypes: true })) {
      const path = posix.join(folder, entry.name);
      const isFolder = entry.isDirectory();
      if (isFolder && ownFolders.has(path)) visit(path);
      else if (!isFolder && own.has(path)) {
        if (!last.includes(path)) rmSync(join(old, path));
      } else if (existsSync(join(current, path))) left.push(path);
      else {
        mkdirSync(dirname(join(current, path)), { recursive: true });
        renameSync(join(old, path), join(current, path));
        kept.push(isFolder ? `${path}/` : path);
      }
    }
    if (folder !== '' && readdirSync(join(old, folder)).length === 0) rmdirSync(join(old, folder));
  };
  visit('');
  for (const path of last) rmSync(join(old, path), { force: true });
  if (left.length === 0) rmSync(old, { recursive: true, force: true });
  return { kept, left };
}
