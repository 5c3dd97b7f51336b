import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyFile } from '../publish/publish-history.ts';
import {
  type ReleasedFile,
  type ReleaseManifest,
  releaseManifestFile,
} from '../release-manifest.ts';
import { signatureFiles } from '../signature/sign-manifest.ts';
import { type SiteFiles, siteFiles } from '../site-files.ts';
import { FileComparison, hashesOf } from './compare-file.ts';
import { type Finding, sortedFindings } from './finding.ts';

export interface VerifyFilesOptions {
  /** Manifests of releases whose files may still be there, whole: what is deleted in a later pass. */
  readonly older?: readonly ReleaseManifest[];
  /** Whether a place that has not one compressed twin is as it should be: stores of objects get none. */
  readonly mayLackTwins?: boolean;
}

/** Files that can be looked at one by one. */
export interface FileSource extends SiteFiles {
  read(path: string): Buffer;
}

/** {@link verifyFiles} of a folder. */
export function verifyFolder(
  folder: string,
  manifest: ReleaseManifest,
  options: VerifyFilesOptions = {},
): readonly Finding[] {
  const read = (path: string) => readFileSync(join(folder, path));
  return verifyFiles({ ...siteFiles(folder), read }, manifest, options);
}

/** Every difference between files and a manifest. */
export function verifyFiles(
  { files, others, read }: FileSource,
  manifest: ReleaseManifest,
  { older = [], mayLackTwins = false }: VerifyFilesOptions = {},
): readonly Finding[] {
  const comparison = new FileComparison(manifest);
  const expected = new Map(manifest.files.map((file) => [file.path, file]));
  const leftOver = new Set(older.flatMap(({ files }) => files.map(identity)));
  const findings: Finding[] = [];
  const present = new Set(files);
  const twins = manifest.files.filter(({ encoding }) => encoding !== undefined);
  const lacksTwins = mayLackTwins && !twins.some(({ path }) => present.has(path));
  for (const { path, encoding } of expected.values()) {
    if (encoding !== undefined && lacksTwins) continue;
    if (!present.has(path)) findings.push({ kind: 'missing', path, detail: '' });
  }
  const own: readonly string[] = [releaseManifestFile, historyFile, ...signatureFiles];
  for (const path of files) {
    const bytes = read(path);
    const file = expected.get(path);
    if (file !== undefined) {
      const finding = comparison.finding(file, bytes);
      if (finding !== undefined) findings.push(finding);
    } else if (!own.includes(path) && !leftOver.has(identity({ path, ...hashesOf(bytes) }))) {
      findings.push({ kind: 'added', path, detail: `${bytes.length} 字节，清单里没有` });
    }
  }
  for (const path of others) {
    findings.push({ kind: 'added', path, detail: '是符号链接或特殊文件' });
  }
  return sortedFindings(findings);
}

function identity({ path, sha256, sm3 }: Pick<ReleasedFile, 'path' | 'sha256' | 'sm3'>): string {
  return [path, sha256, sm3].join('\0');
}
