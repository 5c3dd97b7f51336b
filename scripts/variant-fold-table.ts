/** Writes src/variant/fold-table.ts anew from OpenCC's dictionaries: `node scripts/variant-fold-table.ts`. */
import { writeFileSync } from 'node:fs';
import { foldTableSource } from '../src/variant/fold-table-source.ts';

writeFileSync(new URL('../src/variant/fold-table.ts', import.meta.url), foldTableSource());
