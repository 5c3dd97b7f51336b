import { basename, dirname, extname } from 'node:path';

/** A file of the project as the plan of the house sees it. */
export interface ProjectFile {
  /** POSIX path from the root. */
  readonly path: string;
  readonly bytes: number;
  /** Empty for files that are not text. */
  readonly text: string;
}

const topLevel = new Set([
  'src',
  'content',
  'public',
  'scripts',
  'tests',
  'astro.config.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'README.md',
  'LICENSE',
  'NOTICE.md',
]);

const rooms = new Set([
  'model',
  'archive',
  'variant',
  'search',
  'components',
  'layouts',
  'pages',
  'client',
  'styles',
  'views',
  'derive',
  'building',
  'importing',
  'editing',
  'release',
]);

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const pascal = /^([A-Z][a-z0-9]*)+$/;
const vague = /^(utils?|helpers?|misc|common|shared|lib|tools?|stuff)$/;
const largest = 1024 * 1024;
// Spelt in pieces, so that this file does not find itself.
const machineMarks = [
  ['/wo', 'rk/'],
  ['/tm', 'p/'],
  ['registry.npm', 'js.org'],
].map((parts) => parts.join(''));

/** A document as prose and comments name it: capitals, or a README in its folder. */
const documentName = /(?<![\w/.-])((?:[a-z0-9-]+\/)*[A-Z][A-Z-]+\.md)\b/g;

/** What of a file's name, place or text the plan of the house (src/README.md) does not allow. */
export function layoutFaults(
  { path, bytes, text }: ProjectFile,
  documents: ReadonlySet<string>,
): string[] {
  const faults: string[] = [];
  const [top = '', room = ''] = path.split('/');
  if (!topLevel.has(top) && !top.startsWith('.')) faults.push('does not belong on the top level');
  const isReadme = path.endsWith('/README.md');
  if (top === 'src' && !isReadme && !rooms.has(room))
    faults.push(`src/${room} is no room of the plan`);
  if (bytes > largest) faults.push(`is larger than 1 MiB (${bytes} bytes)`);
  const isCode = top === 'src' || top === 'scripts' || (top === 'tests' && !isTestData(path));
  if (isCode && !isReadme) faults.push(...nameFaults(path));
  for (const tag of text.matchAll(/customElements\s*\.define\(\s*'([^']+)'/g)) {
    if (path.startsWith('src/') && !isNamedAfter(path, tag[1] ?? '')) {
      faults.push(`defines <${tag[1]}>, so file or folder should be called ${tag[1]}`);
    }
  }
  if (isCode || path.endsWith('.md')) {
    for (const [, name = ''] of text.matchAll(documentName)) {
      if (!documents.has(name)) faults.push(`speaks of ${name}, which is not in the repository`);
    }
  }
  for (const mark of machineMarks) {
    if (text.includes(mark)) faults.push(`names a place on one machine: ${mark}`);
  }
  return faults;
}

function isTestData(path: string): boolean {
  return /^tests\/(problems|fixtures)\/.+\//.test(path);
}

function isNamedAfter(path: string, tag: string): boolean {
  return basename(path, extname(path)) === tag || basename(dirname(path)) === tag;
}

function nameFaults(path: string): string[] {
  const parts = path.split('/');
  const file = parts.pop() ?? '';
  const faults = parts.filter((part) => vague.test(part)).map((part) => `“${part}” says nothing`);
  // The dots of `[...part].astro` end no name.
  const [stem = ''] = /^\[[^\]]*\]|^[^.]*/.exec(file) ?? [];
  if (vague.test(stem)) faults.push(`“${stem}” says nothing`);
  const isRoute = path.startsWith('src/pages/');
  const isComponent = file.endsWith('.astro') && !isRoute;
  const names = [...parts, ...(isComponent ? [] : [stem])].map((name) =>
    isRoute ? name.replace(/^_/, '').replace(/^\[(?:\.\.\.)?(.+)\]$/, '$1') : name,
  );
  for (const name of names) {
    if (!kebab.test(name)) faults.push(`“${name}” should be kebab-case`);
  }
  if (isComponent && !pascal.test(stem)) faults.push(`“${stem}” should be PascalCase`);
  return faults;
}
