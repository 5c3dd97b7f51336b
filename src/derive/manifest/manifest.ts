import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { inThreads } from '../../archive/threads/thread-queue.ts';
import { stage } from '../stage.ts';
import {
  checksumFile,
  checksums,
  listedFiles,
  type ManifestEntry,
  manifestEntry,
  manifestFile,
  manifestTable,
  sortedEntries,
} from './file-manifest.ts';

/** Below this many files starting a second thread costs more than it saves. */
const worthAThread = 2000;

/** Lists every file of the finished site with its hashes; stands last, since nothing may follow it. */
export function manifest(): AstroIntegration {
  return {
    name: 'manifest',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const out = fileURLToPath(dir);
        await stage('核对清单', async () => {
          const entries = sortedEntries(await hashedFiles(out));
          writeFileSync(join(out, checksumFile), checksums(entries));
          writeFileSync(join(out, manifestFile), manifestTable(entries));
        });
      },
    },
  };
}

/** SM3 runs at 115 MB a second on one core (OpenSSL 3.5): a large site is worth its threads. */
async function hashedFiles(folder: string): Promise<readonly ManifestEntry[]> {
  const paths = listedFiles(folder);
  if (paths.length < worthAThread) return paths.map((path) => manifestEntry(folder, path));
  return inThreads<string, ManifestEntry>(
    new URL('./manifest-worker.ts', import.meta.url),
    folder,
    paths,
  );
}
