import { rmSync } from 'node:fs';
import { join } from 'node:path';

export default (contentDir: string) => {
  for (const path of ['site.yaml', 'issuers.yaml', 'indicators', 'reports']) {
    rmSync(join(contentDir, path), { recursive: true });
  }
};
