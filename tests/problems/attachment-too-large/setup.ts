import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export default (contentDir: string) => {
  const file = join(contentDir, 'reports/2023/scan.pdf');
  writeFileSync(file, '');
  truncateSync(file, 30_000_000);
};
