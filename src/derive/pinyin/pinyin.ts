import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { currentArchive } from '../../archive/current-archive.ts';
import { inThreads } from '../../archive/threads/thread-queue.ts';
import { reportAddress } from '../../model/address.ts';
import { stage } from '../stage.ts';
import { articleAt, type PinyinJob, writePagePinyin } from './page-pinyin-file.ts';

/** Below this much HTML (characters) starting threads costs more than it saves. */
const worthThreads = 2_000_000;

/**
 * Writes `pinyin.json` beside every report's page: readings of its characters, fetched only by readers who turn
 * pinyin on. Kept between builds by the hash of the article's HTML; what a build did not use is dropped.
 */
export function pinyinFiles(): AstroIntegration {
  let cacheDir = '';
  return {
    name: 'pinyin',
    hooks: {
      'astro:config:done': ({ config }) => {
        cacheDir = fileURLToPath(new URL('pinyin/', config.cacheDir));
      },
      'astro:build:done': async ({ dir }) => {
        const { reports } = await currentArchive();
        const folders = reports.map((report) =>
          path.join(fileURLToPath(dir), reportAddress(report)),
        );
        await stage('标注拼音', () => writePinyin(folders, cacheDir));
      },
    },
  };
}

/** Writes the side file of each report page (`<folder>/index.html`); gives how many had to be made anew. */
export async function writePinyin(folders: readonly string[], cacheDir: string): Promise<number> {
  mkdirSync(cacheDir, { recursive: true });
  const version = codeVersion();
  const used = new Set<string>();
  const waiting: PinyinJob[] = [];
  let size = 0;
  for (const folder of folders) {
    const article = articleAt(folder);
    const key = createHash('sha256').update(version).update(article).digest('hex');
    used.add(key);
    try {
      writeFileSync(path.join(folder, 'pinyin.json'), readFileSync(path.join(cacheDir, key)));
    } catch {
      waiting.push({ folder, cached: path.join(cacheDir, key) });
      size += article.length;
    }
  }
  if (size < worthThreads) waiting.forEach(writePagePinyin);
  else await inThreads(new URL('./pinyin-worker.ts', import.meta.url), undefined, waiting);
  for (const name of readdirSync(cacheDir)) if (!used.has(name)) rmSync(path.join(cacheDir, name));
  return waiting.length;
}

/** Changes whenever this code or the readings' data do. */
function codeVersion(): string {
  const hash = createHash('sha256');
  for (const file of ['./page-pinyin.ts', './page-pinyin-file.ts', '../../model/pinyin-file.ts']) {
    hash.update(readFileSync(fileURLToPath(new URL(file, import.meta.url))));
  }
  const lock = readFileSync(
    fileURLToPath(new URL('../../../package-lock.json', import.meta.url)),
    'utf8',
  );
  const { packages } = JSON.parse(lock) as { packages: Record<string, { version?: string }> };
  return hash.update(packages['node_modules/pinyin-pro']?.version ?? '').digest('hex');
}
