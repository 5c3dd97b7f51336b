import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type OpenedArchive, openArchive } from '../../../src/archive/open-archive.ts';
import { problemsDir } from './problem-folder.ts';

/** The day on which the tests judge dates. */
export const testDay = '2026-06-30';

/**
 * Opens a content folder made of the smallest good one with files put over it (paths relative to
 * the folder); the folder is gone when the archive is returned.
 */
export async function archiveFrom(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<OpenedArchive> {
  const contentDir = mkdtempSync(join(tmpdir(), 'archive-test-'));
  try {
    cpSync(join(problemsDir, '_base/content'), contentDir, { recursive: true });
    for (const [file, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(contentDir, file)), { recursive: true });
      writeFileSync(join(contentDir, file), bytes);
    }
    return await openArchive(contentDir, { today: testDay });
  } finally {
    rmSync(contentDir, { recursive: true });
  }
}

/** A report of the fictional county; `fields` go over the front matter, one YAML line each. */
export function reportText(body: string, fields: Readonly<Record<string, string>> = {}): string {
  const all = {
    title: '云溪县司法局2023年工作报告',
    year: '2023',
    issuer: 'yunxi-justice-bureau',
    indicators: '["2021/98"]',
    published: '2024-03-20',
    ...fields,
  };
  const lines = Object.entries(all).map(([key, value]) => `${key}: ${value}\n`);
  return `---\n${lines.join('')}---\n\n${body}`;
}
