import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';

export default (contentDir: string) => {
  symlinkSync('gone.md', join(contentDir, 'reports/2023/dangling.md'));
  symlinkSync('..', join(contentDir, 'reports/2023/loop'));
  // Pipes that nobody writes into: opening one would wait for ever.
  for (const file of ['reports/2023/pipe.md', 'reports/2023/.hidden.md', 'glossary.yaml']) {
    spawnSync('mkfifo', [join(contentDir, file)]);
  }
};
