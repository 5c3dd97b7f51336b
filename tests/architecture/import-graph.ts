import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { rules } from './rules.ts';

const root = join(import.meta.dirname, '../..');
const sources = [
  'src/**/*.{ts,astro,mdx,css}',
  'scripts/**/*.ts',
  'tests/**/*.ts',
  'astro.config.mjs',
];

export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/**
 * Checks every import of the project against the rules. dependency-cruiser reads neither .astro nor
 * .mdx files, so it is given a copy of the tree in which each of them is a TypeScript file of its imports.
 *
 * @param extra files that are added to the copy: path → text
 */
export async function violations(
  extra: Readonly<Record<string, string>> = {},
): Promise<Violation[]> {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const copy = mkdtempSync(join(root, '.cache/architecture-'));
  try {
    for (const path of globSync([...sources], { cwd: root })) {
      write(copy, path, readFileSync(join(root, path), 'utf8'));
    }
    for (const [path, text] of Object.entries(extra)) write(copy, path, text);
    cpSync(join(root, 'package.json'), join(copy, 'package.json'));
    return [...(await broken(copy, false)), ...(await broken(copy, true))];
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** What the rules say of the imports as they are written, or of those that are left when it runs. */
async function broken(copy: string, atRunTime: boolean): Promise<Violation[]> {
  const chosen = rules.filter((rule) => (rule.atRunTime ?? false) === atRunTime);
  const { output } = await cruise(['src', 'scripts', 'tests', 'astro.config.mjs'], {
    ruleSet: { forbidden: chosen.map(({ rule }) => rule) },
    validate: true,
    baseDir: copy,
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: !atRunTime,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  });
  return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => ({
    rule: rule.name,
    from: original(from),
    to: original(to),
    reason: rules.find((one) => one.rule.name === rule.name)?.rule.comment ?? '',
  }));
}

function write(copy: string, path: string, text: string): void {
  const importsOf = path.endsWith('.astro')
    ? importsOfAstroFile
    : path.endsWith('.mdx')
      ? importsOfMdxFile
      : undefined;
  const target = join(copy, importsOf ? `${path}.ts` : path);
  mkdirSync(dirname(target), { recursive: true });
  const code = importsOf?.(text) ?? text;
  writeFileSync(target, /\.(ts|mjs|astro|mdx)$/.test(path) ? followable(code) : code);
}

function importsOfMdxFile(text: string): string {
  return [...text.matchAll(/^import .*$/gm)].join('\n');
}

/** The frontmatter and the scripts of an .astro file: all that can import. */
function importsOfAstroFile(text: string): string {
  const frontmatter = /^\s*---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? '';
  const scripts = [
    ...text.matchAll(/<script(?![^>]*\bis:inline)([^>]*)>([\s\S]*?)<\/script>/g),
  ].map(([, attributes = '', body = '']) => {
    const source = /\bsrc="([^"]+)"/.exec(attributes)?.[1];
    return source ? `import '${source}';` : body;
  });
  return [frontmatter, ...scripts].join('\n');
}

/** Names .astro and .mdx files by their copies, and files that are named by `new URL(…)` as imports. */
function followable(code: string): string {
  const named = [...code.matchAll(/new URL\(\s*'(\.[^']+\.ts)',\s*import\.meta\.url\s*\)/g)];
  return [
    code.replace(/(\b(?:from\s+|import\s+|import\()'[^']+\.(?:astro|mdx))'/g, "$1.ts'"),
    ...named.map(([, path]) => `import '${path}';`),
  ].join('\n');
}

function original(path: string): string {
  return path.replace(/\.(astro|mdx)\.ts$/, '.$1');
}
