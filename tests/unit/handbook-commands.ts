import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../sites.ts';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** The blocks of commands of a handbook, in its order. */
export function blocksOf(handbook: string): readonly string[] {
  return [...handbook.matchAll(/^```\n([\s\S]*?)^```/gm)].map(([, block = '']) => block.trimEnd());
}

/** The script that `npm run <name>` starts, absolute: run by itself, nothing looks whether packages are installed. */
export function scriptOf(name: string): string {
  const script = /^node scripts\/run\.mjs (scripts\/\S+\.ts)$/.exec(scripts[name] ?? '')?.[1];
  assert.ok(script, `${name} is no command of package.json`);
  return join(root, script);
}
