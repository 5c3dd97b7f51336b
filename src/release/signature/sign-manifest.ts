import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { releaseManifestFile } from '../release-manifest.ts';
import { ReleaseRefused } from '../release-refused.ts';
import { isSm2Key, signSm2, verifySm2 } from './sm2-signature.ts';

/** Raw Ed25519 (64 bytes), as `openssl pkeyutl -sign -rawin` writes it. */
export const ed25519File = `${releaseManifestFile}.sig`;
/** SM2 over SM3 (DER), with the standard user id of GB/T 35276. */
export const sm2File = `${releaseManifestFile}.sm2`;
export const signatureFiles: readonly string[] = [ed25519File, sm2File];

/** Where the signature by this key stands. */
export function signatureFileFor(keyFile: string): string {
  return isSm2Key(readKey(keyFile)) ? sm2File : ed25519File;
}

/**
 * Signs the manifest of a release; the same Ed25519 key gives the same bytes.
 *
 * @param keyFile private key, PEM (PKCS #8), without a passphrase.
 * @returns the name of the file it wrote into the site.
 * @throws {ReleaseRefused} when the key cannot be used.
 */
export function signManifest(site: string, keyFile: string): string {
  const manifest = join(site, releaseManifestFile);
  const pem = readKey(keyFile);
  if (/-----BEGIN (?:ENCRYPTED|.*\n.*Proc-Type)/.test(pem)) {
    throw new ReleaseRefused(
      `${keyFile} 有口令，这里不能用。请用 openssl pkeyutl -sign -rawin -inkey 私钥 -in release.json -out release.json.sig 签好，放在 release.json 旁边。`,
    );
  }
  if (isSm2Key(pem)) {
    writeFileSync(join(site, sm2File), signSm2(manifest, keyFile));
    return sm2File;
  }
  const key = keyFrom(() => createPrivateKey(pem), keyFile, '私钥');
  writeFileSync(join(site, ed25519File), sign(null, readFileSync(manifest), key));
  return ed25519File;
}

/**
 * Whether a signature of a manifest is by the owner of a public key.
 *
 * @param keyFile public key, PEM (SPKI).
 * @throws {ReleaseRefused} when the key cannot be used.
 */
export function isSignedBy(keyFile: string, manifest: Buffer, signature: Buffer): boolean {
  const pem = readKey(keyFile);
  if (/PRIVATE KEY/.test(pem)) {
    throw new ReleaseRefused(`${keyFile} 是私钥。核对只用公钥；私钥不要带到别处。`);
  }
  if (isSm2Key(pem)) return verifySm2(manifest, signature, keyFile);
  const key = keyFrom(() => createPublicKey(pem), keyFile, '公钥');
  return verify(null, manifest, key, signature);
}

function readKey(keyFile: string): string {
  try {
    return readFileSync(keyFile, 'utf8');
  } catch {
    throw new ReleaseRefused(`读不到密钥文件 ${keyFile}。`);
  }
}

function keyFrom(read: () => KeyObject, keyFile: string, name: string): KeyObject {
  let key: KeyObject;
  try {
    key = read();
  } catch {
    throw new ReleaseRefused(`${keyFile} 不是 PEM 格式的${name}。`);
  }
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new ReleaseRefused(
      `${keyFile} 不是 ed25519 或 SM2 的${name}：用 openssl genpkey -algorithm ed25519 生成。`,
    );
  }
  return key;
}
