import { symlinkSync } from 'node:fs';
import { join } from 'node:path';

export default (contentDir: string) => {
  symlinkSync('gone.md', join(contentDir, 'reports/2023/dangling.md'));
  symlinkSync('..', join(contentDir, 'reports/2023/loop'));
};
