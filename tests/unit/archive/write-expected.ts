/**
 * Writes `expected.txt` of the problem folders named, or of all: after a message was changed on
 * purpose. Read the difference before committing it.
 *
 *   node tests/unit/archive/write-expected.ts [code …]
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkProblemFolder, problemFolders, problemsDir } from './problem-folder.ts';

const named = process.argv.slice(2);
for (const code of named.length > 0 ? named : problemFolders()) {
  writeFileSync(join(problemsDir, code, 'expected.txt'), await checkProblemFolder(code));
}
