import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseManifest, type ReleaseManifest, releaseManifestFile } from '../release-manifest.ts';
import { ReleaseRefused } from '../release-refused.ts';
import { isSignedBy, signatureFileFor } from '../signature/sign-manifest.ts';
import { siteFiles } from '../site-files.ts';
import { withCarriedZip } from '../zip/carried-zip.ts';
import { type Finding, sortedFindings } from './finding.ts';
import { addressOf, fetchExpanded, fetchFailure, verifyAddress } from './verify-address.ts';
import { type FileSource, verifyFiles } from './verify-files.ts';

/** What is checked, and against what. */
export interface VerifyOptions {
  /** A folder, a `.zip` for hand carriage, or the address of a home page. */
  readonly place: string;
  /** The manifest to trust; without one, that which stands at the place. */
  readonly manifest?: string | undefined;
  /** Public key (PEM) that the manifest must be signed with. */
  readonly key?: string | undefined;
  /** Manifests of releases whose files may still stand there. */
  readonly older?: readonly string[] | undefined;
}

/** The result, as the report file has it. */
export interface VerifyReport {
  readonly place: string;
  readonly release: string;
  /** SHA-256 of the manifest, hex. */
  readonly manifest: string;
  /** Whether the manifest came with the command, and not from the place that is being checked. */
  readonly ownManifest: boolean;
  /** `unchecked`: no key was given. */
  readonly signature: 'valid' | 'invalid' | 'missing' | 'unchecked';
  /** How many files the manifest names. */
  readonly files: number;
  readonly findings: readonly Finding[];
}

/** Reads a file of the place, by its path below the site's root; null when it is not there. */
type Read = (path: string) => Promise<Buffer | null>;

/**
 * Checks a folder, an archive or a live site.
 *
 * @throws {ReleaseRefused} when there is no manifest to check against, or the place cannot be looked at.
 */
export async function verifyRelease(options: VerifyOptions): Promise<VerifyReport> {
  const { place } = options;
  if (/^https?:\/\//.test(place)) {
    const home = homeOf(place);
    const read: Read = async (path) => {
      const { status, body } = await fetchExpanded(addressOf(home, path), 'identity').catch(
        (error: unknown) => {
          throw new ReleaseRefused(
            `${addressOf(home, path).href} 取不到：${fetchFailure(error)}。`,
          );
        },
      );
      return status === 200 ? body : null;
    };
    return report(options, read, (manifest) => verifyAddress(home, manifest));
  }
  const entry = statSync(place, { throwIfNoEntry: false });
  if (entry === undefined) throw new ReleaseRefused(`没有 ${place}。`);
  if (entry.isFile()) {
    return withCarriedZip(place, (source) => checkSource(options, source));
  }
  return checkSource(options, {
    ...siteFiles(place),
    read: (path) => readFileSync(join(place, path)),
  });
}

function checkSource(options: VerifyOptions, source: FileSource): Promise<VerifyReport> {
  return report(
    options,
    async (path) => (source.files.includes(path) ? source.read(path) : null),
    async (manifest, older) => verifyFiles(source, manifest, { older, mayLackTwins: true }),
  );
}

async function report(
  { place, manifest: own, key, older = [] }: VerifyOptions,
  read: Read,
  check: (
    manifest: ReleaseManifest,
    older: readonly ReleaseManifest[],
  ) => Promise<readonly Finding[]>,
): Promise<VerifyReport> {
  const there = await read(releaseManifestFile);
  const trusted = own === undefined ? there : readFileSync(own);
  if (trusted === null) {
    const inside = join(place, 'current');
    if (existsSync(join(inside, releaseManifestFile)))
      throw new ReleaseRefused(`这是发布到的地方，网站在它里面：请核对 ${inside}。`);
    throw new ReleaseRefused(
      `${place} 里没有 ${releaseManifestFile}。用 --manifest 给出发布时的清单（releases/<版本>/site/${releaseManifestFile}）。`,
    );
  }
  const manifest = parseManifest(trusted.toString('utf8'), own ?? releaseManifestFile);
  const findings: Finding[] = [];
  if (there === null) {
    findings.push({ kind: 'missing', path: releaseManifestFile, detail: '' });
  } else if (!there.equals(trusted)) {
    findings.push({ kind: 'changed', path: releaseManifestFile, detail: '和给出的清单不同' });
  }
  let signature: VerifyReport['signature'] = 'unchecked';
  if (key !== undefined) {
    const name = signatureFileFor(key);
    const beside = own === undefined ? null : join(own, '..', name);
    const signed = beside !== null && existsSync(beside) ? readFileSync(beside) : await read(name);
    if (signed === null) signature = 'missing';
    else signature = isSignedBy(key, trusted, signed) ? 'valid' : 'invalid';
    if (signature !== 'valid') {
      const detail = signature === 'missing' ? '清单没有签名' : '不是这把公钥对应的私钥签的';
      findings.push({ kind: 'signature', path: name, detail });
    }
  }
  const before = older.map((file) => parseManifest(readFileSync(file, 'utf8'), file));
  findings.push(...(await check(manifest, before)));
  return {
    place,
    release: manifest.release,
    manifest: createHash('sha256').update(trusted).digest('hex'),
    ownManifest: own !== undefined,
    signature,
    files: manifest.files.length,
    findings: sortedFindings(findings),
  };
}

/** The address of the home page, whichever way it was typed. */
export function homeOf(place: string): URL {
  const url = URL.canParse(place) ? new URL(place) : undefined;
  if (url === undefined) throw new ReleaseRefused(`“${place}”不是网址。`);
  return new URL(`${url.origin}${url.pathname.replace(/\/*$/, '/')}`);
}
