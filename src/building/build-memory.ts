import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesBelow } from '../derive/kept/files-below.ts';
import { inputsDigest } from './inputs-digest.ts';
import { shortHash } from './kept-folder.ts';
import type { Settings } from './settings.ts';

/** Whether the output folder holds, untouched, what a build of these very settings and inputs wrote. */
export function isBuilt(settings: Settings): boolean {
  try {
    const remembered: unknown = JSON.parse(readFileSync(memoryFile(settings), 'utf8'));
    const inputs = inputsDigest(settings);
    if (inputs === undefined) return false;
    const current = { inputs, output: outputState(settings.outDir) };
    return JSON.stringify(remembered) === JSON.stringify(current);
  } catch {
    return false;
  }
}

/** @param inputs {@link inputsDigest} of what was built. */
export function rememberBuild(settings: Settings, inputs: string): void {
  const file = memoryFile(settings);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ inputs, output: outputState(settings.outDir) }));
}

function memoryFile({ root, outDir }: Settings): string {
  return join(root, '.cache/builds', `${shortHash(outDir)}.json`);
}

/** Changes when any file of the output is added, removed or written again. */
function outputState(outDir: string): string {
  const hash = createHash('sha256');
  for (const file of filesBelow(outDir)) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file.slice(outDir.length)}\0${size}\0${mtimeMs}\0`);
  }
  return hash.digest('hex');
}
