import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { stage } from './build/stage.ts';
import {
  checksumFile,
  checksums,
  fileManifest,
  manifestFile,
  manifestTable,
} from './exports/file-manifest.ts';

/** Lists every file of the finished site with its hashes; stands last, since nothing may follow it. */
export function manifest(): AstroIntegration {
  return {
    name: 'manifest',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const out = fileURLToPath(dir);
        await stage('核对清单', () => {
          const entries = fileManifest(out);
          writeFileSync(join(out, checksumFile), checksums(entries));
          writeFileSync(join(out, manifestFile), manifestTable(entries));
        });
      },
    },
  };
}
