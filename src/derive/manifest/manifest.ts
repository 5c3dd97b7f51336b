import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Step } from '../step.ts';
import {
  checksumFile,
  checksums,
  listedFiles,
  manifestEntry,
  manifestFile,
  manifestTable,
  sortedEntries,
} from './file-manifest.ts';

/** Lists every file of the finished site with its hashes; nothing may follow it. */
export const manifest: Step = {
  name: 'manifest',
  title: '核对清单',
  needs: ['everything'],
  writes: /^\/manifest\.(?:sha256|tsv)$/,
  run({ out }) {
    const entries = sortedEntries(listedFiles(out).map((path) => manifestEntry(out, path)));
    writeFileSync(join(out, checksumFile), checksums(entries));
    writeFileSync(join(out, manifestFile), manifestTable(entries));
  },
};
