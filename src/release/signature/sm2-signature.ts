import { spawnSync } from 'node:child_process';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReleaseRefused } from '../release-refused.ts';

/**
 * The user id that enters every signature where nothing else was agreed (GB/T 35276—2017). Node signs
 * with an empty one and cannot be told another, so SM2 is left to the `openssl` command.
 */
const userId = '1234567812345678';
/** 1.2.156.10197.1.301, the curve of SM2, as DER writes it. */
const curve = Buffer.from('06082a811ccf5501822d', 'hex');

/** Whether a PEM, private or public, holds a key on the curve of SM2. */
export function isSm2Key(pem: string): boolean {
  try {
    const der = /PRIVATE KEY/.test(pem)
      ? createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' })
      : createPublicKey(pem).export({ type: 'spki', format: 'der' });
    return der.includes(curve);
  } catch {
    return false;
  }
}

/** @throws {ReleaseRefused} where there is no OpenSSL 3, or it refuses. */
export function signSm2(file: string, keyFile: string): Buffer {
  return withFolder((folder) => {
    const signature = join(folder, 'signature');
    const { status, stderr } = openssl('-sign', '-inkey', keyFile, '-in', file, '-out', signature);
    if (status !== 0) throw new ReleaseRefused(`openssl 没有签成：${stderr.trim()}`);
    return readFileSync(signature);
  });
}

/** @throws {ReleaseRefused} where there is no OpenSSL 3. */
export function verifySm2(content: Buffer, signature: Buffer, keyFile: string): boolean {
  return withFolder((folder) => {
    const [file, signed] = [join(folder, 'content'), join(folder, 'signature')];
    writeFileSync(file, content);
    writeFileSync(signed, signature);
    const use = ['-verify', '-pubin', '-inkey', keyFile, '-in', file, '-sigfile', signed];
    return openssl(...use).status === 0;
  });
}

function openssl(...use: readonly string[]): { status: number | null; stderr: string } {
  const { error, status, stderr } = spawnSync(
    'openssl',
    ['pkeyutl', ...use, '-rawin', '-digest', 'sm3', '-pkeyopt', `distid:${userId}`],
    { encoding: 'utf8' },
  );
  if (error !== undefined) {
    throw new ReleaseRefused('SM2 签名要用 openssl 命令（3.0 或更新），这台机器上没有。');
  }
  return { status, stderr };
}

function withFolder<Result>(work: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'sm2-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
