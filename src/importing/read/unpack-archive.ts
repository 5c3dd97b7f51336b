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
  const wanted = Object.values(archive.files).flatMap((entry) => {
    const name = entry.name.replaceAll('\\', '/');
    if (entry.dir || /^(?:~\$|\.)/.test(basename(name))) return [];
    return companions.test(name) || isDocument(name) ? [{ entry, name }] : [];
  });
  const files = new Set(wanted.map(({ name }) => lowered(safeParts(name))));
  const unpacked: UnpackedFile[] = [];
  const taken = new Set<string>();
  for (const { entry, name } of wanted) {
    let parts = besideFiles(safeParts(name), files);
    for (let turn = taken.size; isTaken(parts, taken); turn += 1)
      parts = [`_${turn}`, parts.at(-1) ?? ''];
    for (let depth = 1; depth < parts.length; depth += 1)
      taken.add(`${lowered(parts.slice(0, depth))}/`);
    taken.add(lowered(parts));
    const path = join(folder, ...parts);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, await entry.async('nodebuffer'), { flag: 'wx' });
    unpacked.push({ path, name });
  }
  return unpacked.filter(({ path }) => isDocument(path));
}

/** Names that differ by case alone are one name to some systems. */
function lowered(parts: readonly string[]): string {
  return parts.join('/').toLowerCase();
}

/**
 * An archive may hold a file and a folder of one name, which no disk can: such a folder gets a longer name, all that is
 * in it the same one.
 */
function besideFiles(parts: readonly string[], files: ReadonlySet<string>): string[] {
  const own: string[] = [];
  for (const part of parts.slice(0, -1)) {
    let name = part;
    while (files.has(lowered([...own, name]))) name += '_';
    own.push(name);
  }
  return [...own, ...parts.slice(-1)];
}

/** Whether a file stands where it or one of its folders should, or a folder where it should. */
function isTaken(parts: readonly string[], taken: ReadonlySet<string>): boolean {
  return (
    taken.has(`${lowered(parts)}/`) ||
    parts.some((_, depth) => taken.has(lowered(parts.slice(0, depth + 1))))
  );
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
