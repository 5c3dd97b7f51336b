import { createHash } from 'node:crypto';
import type { ReleasedFile, ReleaseManifest } from '../release-manifest.ts';
import type { Finding } from './finding.ts';

/** Both hashes of a manifest, hex. */
export function hashesOf(bytes: Uint8Array): { readonly sha256: string; readonly sm3: string } {
  return { sha256: sha256Of(bytes), sm3: createHash('sm3').update(bytes).digest('hex') };
}

/** Hex; where no forger is feared, the second hash is four times the work. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Compares bytes with what the manifest says of their place. */
export class FileComparison {
  readonly #owners: ReadonlyMap<string, string>;

  constructor({ files }: Pick<ReleaseManifest, 'files'>) {
    this.#owners = new Map(files.map(({ path, sha256 }) => [sha256, path]));
  }

  /** Undefined when they are the very bytes. Both hashes must hold: a forger would have to break two. */
  finding(file: ReleasedFile, bytes: Uint8Array, where = ''): Finding | undefined {
    const { sha256, sm3 } = hashesOf(bytes);
    if (sha256 === file.sha256 && sm3 === file.sm3) return undefined;
    const owner = this.#owners.get(sha256);
    let detail = '内容不同，大小一样';
    if (owner !== undefined) detail = `内容是 ${owner} 的`;
    else if (bytes.length !== file.bytes) {
      detail = `应有 ${file.bytes} 字节，实有 ${bytes.length} 字节`;
    }
    return { kind: 'changed', path: file.path, detail: where + detail };
  }
}
