import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { scriptArguments } from './command.ts';

/**
 * Some registries hold only the packages for their own platform. npm then writes a lock file
 * without the optional packages of other platforms, and refuses that file in `npm ci`
 * ("Missing: … from lock file"). This adds each of them with its exact version, its platform and the
 * hash that the registry states; npm skips those of other platforms without asking for them. Run it
 * after `npm install` (`npm run lock`).
 */

interface LockedPackage {
  version?: string;
  integrity?: string;
  /** It came inside another package, whose hash is its own. */
  inBundle?: boolean;
  optional?: boolean;
  dev?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

export interface Lock {
  packages: Record<string, LockedPackage>;
}

const systems: Readonly<Record<string, string>> = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  openharmony: 'openharmony',
  win32: 'win32',
  windows: 'win32',
};
const processors = 'arm arm64 ia32 loong64 mips64el ppc64 riscv64 s390x wasm32 x64'.split(' ');
const libraries: Readonly<Record<string, string>> = { gnu: 'glibc', musl: 'musl' };

/** What the package's name says of where it runs: `@x/cli-linux-arm64-musl`. */
function platformOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> {
  const words = name.split(/[/-]/);
  const os = words.flatMap((word) => systems[word] ?? []);
  const cpu = words.filter((word) => processors.includes(word));
  const libc = words.flatMap((word) => libraries[word] ?? []);
  if (cpu.length === 0) throw new Error(`${name}: no platform can be read from this name`);
  return { cpu, ...(libc.length > 0 && { libc }), ...(os.length > 0 && { os }) };
}

/** Adds what is missing to `lock` and returns its names. */
export function completeLock(lock: Lock): string[] {
  const added: string[] = [];
  for (const locked of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(locked.optionalDependencies ?? {})) {
      if (Object.keys(lock.packages).some((key) => key.endsWith(`node_modules/${name}`))) continue;
      lock.packages[`node_modules/${name}`] = {
        version,
        ...(locked.dev && { dev: true }),
        optional: true,
        ...platformOf(name),
      };
      added.push(`${name}@${version}`);
    }
  }
  const { '': root, ...rest } = lock.packages;
  const sorted = Object.entries(rest).sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = { ...(root && { '': root }), ...Object.fromEntries(sorted) };
  return added;
}

/** Paths of the packages whose content nothing holds to what it was. */
export function withoutIntegrity({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([path, { integrity, inBundle }]) =>
    path === '' || integrity || inBundle ? [] : [path],
  );
}

/** `node_modules/a/node_modules/@x/b` → `@x/b`. */
function packageName(path: string): string {
  return path.replace(/^.*node_modules\//, '');
}

if (import.meta.main) {
  scriptArguments({ usage: '用法：npm run lock' });
  const file = resolve(import.meta.dirname, '../package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock;
  const added = completeLock(lock);
  for (const path of withoutIntegrity(lock)) {
    const entry = lock.packages[path] as LockedPackage;
    const wanted = `${packageName(path)}@${entry.version}`;
    const shown = execFileSync('npm', ['view', wanted, 'dist.integrity'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    if (!shown) throw new Error(`The registry states no hash of ${wanted}`);
    const { version, ...rest } = entry;
    lock.packages[path] = { ...(version && { version }), integrity: shown, ...rest };
    added.push(`${wanted} ${shown}`);
  }
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(added.length > 0 ? added.join('\n') : 'The lock file is complete.');
}
