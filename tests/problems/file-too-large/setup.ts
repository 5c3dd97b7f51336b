import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

export default (contentDir: string) =>
  appendFileSync(join(contentDir, 'reports/2023/annual.md'), '依法行政。'.repeat(340_000));
