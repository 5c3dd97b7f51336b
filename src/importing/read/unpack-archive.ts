import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openPackage } from './open-package.ts';

/** A document of an archive, written to disk. */
export interface UnpackedFile {
  /** Absolute. */
  readonly path: string;
  /** As it is called in the archive. */
  readonly name: string;
}

/** What pages and scans are saved with. */
const companions = /\.(?:png|jpe?g|gif|webp|bmp|tiff?|ocr\.txt)$/i;

/** Folders of an archive that are kept: what lies deeper keeps the innermost of them. */
const mostFolders = 4;

/**
 * Unpacks the documents of a .zip into `folder`, and what lies beside them, in the archive's own folders; never
 * outside `folder`, wherever a name leads. Chinese Windows writes names in GBK.
 *
 * @param isDocument asked of names, and of absolute paths of unpacked files
 * @throws {SourceRefused} for what is broken, encrypted or would unpack without end
 */
export async function unpackArchive(
  bytes: Buffer,
  folder: string,
  isDocument: (path: string) => boolean,
): Promise<UnpackedFile[]> {
  const archive = await openPackage(bytes, decodeName);
  const unpacked: UnpackedFile[] = [];
  const taken = new Set<string>();
  for (const entry of Object.values(archive.files)) {
    const name = entry.name.replaceAll('\\', '/');
    if (entry.dir || /^(?:~\$|\.)/.test(basename(name))) continue;
    if (!companions.test(name) && !isDocument(name)) continue;
    let path = join(folder, ...safeParts(name));
    // Names that differ by case alone are one name to some systems.
    if (taken.has(path.toLowerCase())) path = join(folder, `_${taken.size}`, basename(path));
    taken.add(path.toLowerCase());
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, await entry.async('nodebuffer'), { flag: 'wx' });
    unpacked.push({ path, name });
  }
  return unpacked.filter(({ path }) => isDocument(path));
}

function safeParts(name: string): string[] {
  const parts = name
    .split('/')
    .filter((part) => !/^\.*$/.test(part))
    .map((part) => part.replace(/[\p{Cc}<>:"|?*]/gu, '_').slice(-80));
  return parts.slice(-mostFolders - 1);
}

function decodeName(bytes: string[] | Uint8Array | Buffer): string {
  const whole = Buffer.from(bytes as Uint8Array);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(whole);
  } catch {
    return new TextDecoder('gb18030').decode(whole);
  }
}
