import { rmSync } from 'node:fs';

export default (contentDir: string) => rmSync(contentDir, { recursive: true });
