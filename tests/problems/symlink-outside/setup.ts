import { symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export default (contentDir: string) => {
  const secret = join(dirname(contentDir), 'secret.md');
  writeFileSync(secret, '---\ntitle: 不该公开\n---\n');
  symlinkSync(secret, join(contentDir, 'reports/2023/secret.md'));
};
