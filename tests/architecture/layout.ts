import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../sites.ts';
import { layoutFaults } from './layout-faults.ts';

/** `npm test` runs this: every file that Git has or would take, against the plan of the house. */
const listed = execFileSync(
  'git',
  ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
  {
    cwd: root,
    encoding: 'utf8',
  },
);
let faults = 0;
const paths = listed.split('\0').filter((path) => path !== '');
const documents = new Set(paths.filter((path) => path.endsWith('.md')));
for (const path of paths) {
  const entry = statSync(join(root, path), { throwIfNoEntry: false });
  if (!entry) continue;
  const content = readFileSync(join(root, path));
  const text = content.includes(0) ? '' : content.toString('utf8');
  for (const fault of layoutFaults({ path, bytes: entry.size, text }, documents)) {
    console.error(`${path} ${fault}`);
    faults += 1;
  }
}
console.log(`${paths.length} files, ${faults} faults`);
process.exitCode = faults > 0 || paths.length === 0 ? 1 : 0;
