import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What of a checkout a module's results can depend on. */
export interface ReachableCode {
  /** Absolute paths of the project's own files, sorted: modules, data, workers. */
  readonly files: readonly string[];
  /** `path version integrity` of the packages reached, those they depend on included, sorted. */
  readonly packages: readonly string[];
}

interface LockEntry {
  readonly version?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/**
 * Every text that can name another file: imports of any kind, `new URL('./x', import.meta.url)`,
 * `resolve('package/file')`. Too much does no harm: a key then changes once more than it must.
 */
const named = /(?:\bfrom|\bimport|\bimport\(|\bnew URL\(|\bresolve\()\s*'([^'\n]+)'/g;

/** Follows what a module names, from file to file and from package to package. */
export function reachableCode(module: URL, lockFile: string): ReachableCode {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8')) as {
    packages: Record<string, LockEntry>;
  };
  const files = new Set<string>();
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file) || !existsSync(file)) return;
    files.add(file);
    if (!/\.[cm]?[jt]s$/.test(file)) return;
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(named)) {
      if (/^\.{1,2}\//.test(name)) visit(resolve(dirname(file), name));
      else addPackage(packageOf(name), '');
    }
  };
  /** `parent`: the package whose own node_modules is looked into first, as Node does. */
  const addPackage = (name: string, parent: string): void => {
    const path = [`${parent}/node_modules/${name}`.replace(/^\//, ''), `node_modules/${name}`].find(
      (candidate) => candidate in packages,
    );
    if (path === undefined || reached.has(path)) return;
    reached.add(path);
    const { dependencies, optionalDependencies, peerDependencies } = packages[path] ?? {};
    for (const dependency of Object.keys({
      ...dependencies,
      ...optionalDependencies,
      ...peerDependencies,
    })) {
      addPackage(dependency, path);
    }
  };
  visit(fileURLToPath(module));
  return {
    files: [...files].sort(),
    packages: [...reached]
      .sort()
      .map((path) => `${path} ${packages[path]?.version} ${packages[path]?.integrity}`),
  };
}

/**
 * SHA-256 (hex) over everything that decides what a module makes of its inputs: the code it reaches,
 * the packages that code uses, and the runtime with the data built into it (ICU, zlib).
 *
 * @param root the checkout; what is digested does not depend on where it stands.
 */
export function codeDigest(module: URL, root: string): string {
  const { files, packages } = reachableCode(module, join(root, 'package-lock.json'));
  const hash = createHash('sha256').update(
    JSON.stringify([process.versions, process.platform, process.arch, packages]),
  );
  for (const file of files) {
    const bytes = readFileSync(file);
    hash.update(`\0${file.slice(root.length)}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/** `node:fs` → `node:fs`, `sharp/lib` → `sharp`, `@img/x/y` → `@img/x`. */
function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}
