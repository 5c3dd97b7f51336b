import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { openPackage } from './open-package.ts';

/** A document of an archive, written to disk. */
export interface UnpackedFile {
  /** Absolute. */
  readonly path: string;
  /** As it is called in the archive. */
  readonly name: string;
}

/**
 * Unpacks the documents of a .zip into `folder`, under names of our own, since those of an archive may lead
 * anywhere. Chinese Windows writes names in GBK.
 *
 * @throws {SourceRefused} for what is broken, encrypted or would unpack without end
 */
export async function unpackArchive(
  bytes: Buffer,
  folder: string,
  isWanted: (name: string) => boolean,
): Promise<UnpackedFile[]> {
  const archive = await openPackage(bytes, decodeName);
  const found: UnpackedFile[] = [];
  for (const entry of Object.values(archive.files)) {
    const name = entry.name.replaceAll('\\', '/');
    if (
      entry.dir ||
      basename(name).startsWith('~$') ||
      basename(name).startsWith('.') ||
      !isWanted(name)
    )
      continue;
    // A folder for each, so that the name can stay, of which an address may be made.
    const own = join(folder, String(found.length + 1));
    mkdirSync(own);
    const safe =
      basename(name)
        .replace(/[\p{Cc}<>:"|?*]/gu, '_')
        .slice(-100) || `file${extname(name)}`;
    const path = join(own, safe);
    writeFileSync(path, await entry.async('nodebuffer'));
    found.push({ path, name });
  }
  return found;
}

function decodeName(bytes: string[] | Uint8Array | Buffer): string {
  const whole = Buffer.from(bytes as Uint8Array);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(whole);
  } catch {
    return new TextDecoder('gb18030').decode(whole);
  }
}
