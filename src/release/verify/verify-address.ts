import { get as getInsecurely } from 'node:http';
import { get as getSecurely } from 'node:https';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { missingAddress, pageFileAddress, withBase } from '../../model/address.ts';
import { isCompressible } from '../../model/content-type.ts';
import type { ReleasedFile, ReleaseManifest } from '../release-manifest.ts';
import { isAcceptableType } from './acceptable-type.ts';
import { FileComparison } from './compare-file.ts';
import { type Finding, sortedFindings } from './finding.ts';

/** What a server answered; the body as it came over the wire is already expanded. */
export interface Fetched {
  readonly status: number;
  readonly type: string;
  /** Of a redirect. */
  readonly location: string;
  readonly body: Buffer;
}

/** How many requests are under way at once: enough for a far server, little for a small one. */
const atOnce = 8;
const patience = 30_000;
/** No file of a site is larger, packed or not, in bytes: a host may answer without end. */
const largestAnswer = 200_000_000;
/** By so much a file may be larger than it should be and is still looked at. */
const leeway = 10_000_000;

/**
 * Asks a live site for every file of a manifest, in every form in which a browser would get it: a page
 * that was changed in its compressed twin alone would be changed for almost every reader. What a server
 * has beyond the manifest cannot be seen from outside.
 *
 * @param home address of the home page, with a slash at its end.
 */
export async function verifyAddress(
  home: URL,
  manifest: ReleaseManifest,
): Promise<readonly Finding[]> {
  const comparison = new FileComparison(manifest);
  const findings: Finding[] = [];
  const waiting = manifest.files.filter(({ encoding }) => encoding === undefined);
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const found = await checkFile(home, file, comparison);
      if (found !== undefined) findings.push(found);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return sortedFindings(findings);
}

async function checkFile(
  home: URL,
  file: ReleasedFile,
  comparison: FileComparison,
): Promise<Finding | undefined> {
  const { path, type } = file;
  const address = addressOf(home, path);
  for (const encoding of ['identity', ...(isCompressible(type) ? ['gzip', 'br'] : [])]) {
    let answer: Fetched;
    try {
      answer = await fetchExpanded(address, encoding, file.bytes + leeway);
    } catch (error) {
      return { kind: 'missing', path, detail: `取不到：${fetchFailure(error)}` };
    }
    if (file.movedTo !== undefined && answer.status === 301) {
      if (new URL(answer.location, address).href === new URL(file.movedTo, address).href)
        return undefined;
      return { kind: 'changed', path, detail: `转到了 ${answer.location}，应是 ${file.movedTo}` };
    }
    const expected = `/${path}`.endsWith(missingAddress) ? [200, 404] : [200];
    if (!expected.includes(answer.status)) {
      return { kind: 'missing', path, detail: `服务器回答 ${answer.status}` };
    }
    const where = encoding === 'identity' ? '' : `以 ${encoding} 压缩取得的`;
    const finding = comparison.finding(file, answer.body, where);
    if (finding !== undefined) return finding;
    if (!isAcceptableType(answer.type, type)) {
      return { kind: 'type', path, detail: `应是 ${type}，实为 ${answer.type || '没有写'}` };
    }
  }
  return undefined;
}

/** Where a file of the site is found: a page by the address that readers use. */
export function addressOf(home: URL, path: string): URL {
  const address = pageFileAddress(path).split('/').map(encodeURIComponent).join('/');
  return new URL(withBase(home.pathname, address), home);
}

/**
 * Fetches without following redirects, and expands what came compressed.
 *
 * @param most bytes, packed and expanded; what has more is given up.
 */
export function fetchExpanded(
  address: URL,
  encoding: string,
  most = largestAnswer,
): Promise<Fetched> {
  const get = address.protocol === 'https:' ? getSecurely : getInsecurely;
  return new Promise((resolve, reject) => {
    const headers = { 'Accept-Encoding': encoding, 'Cache-Control': 'no-cache' };
    const request = get(address, { headers, timeout: patience }, (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > most) request.destroy(tooMuch(most));
        else chunks.push(chunk);
      });
      response.on('error', reject);
      response.on('end', () => {
        try {
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            location: response.headers.location ?? '',
            body: expand(Buffer.concat(chunks), response.headers['content-encoding'] ?? '', most),
          });
        } catch (error) {
          reject(error);
        }
      });
    });
    request.on('timeout', () => request.destroy(new Error(`${patience / 1000} 秒没有回答`)));
    request.on('error', reject);
  });
}

function expand(body: Buffer, encoding: string, most: number): Buffer {
  const limit = { maxOutputLength: most };
  try {
    if (encoding === 'gzip') return gunzipSync(body, limit);
    if (encoding === 'br') return brotliDecompressSync(body, limit);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooMuch(most) : error;
  }
  if (encoding === '' || encoding === 'identity') return body;
  throw new Error(`没有要过的压缩方式 ${encoding}`);
}

function tooMuch(most: number): Error {
  return new Error(`回答超过 ${Math.ceil(most / 1_000_000)} MB，没有读完`);
}

/** What a connection or a body failed of, by Node's codes. */
const failures: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: '证书过期了',
  CERT_NOT_YET_VALID: '证书还没有生效，或者这台电脑的时间不对',
  DEPTH_ZERO_SELF_SIGNED_CERT: '证书是自己签的，浏览器不会认',
  EAI_AGAIN: '找不到这个域名',
  ECONNREFUSED: '服务器没有开',
  ECONNRESET: '连接断了',
  EHOSTUNREACH: '连不上服务器',
  ENETUNREACH: '没有联网',
  ENOTFOUND: '找不到这个域名',
  EPROTO: '服务器说的不是 HTTPS',
  ERR_TLS_CERT_ALTNAME_INVALID: '证书是别的域名的',
  ETIMEDOUT: '服务器没有回答',
  SELF_SIGNED_CERT_IN_CHAIN: '证书的签发者浏览器不会认',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: '证书的签发者浏览器不会认',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: '服务器没有给全证书',
};

/** Why nothing came from an address, in Chinese. */
export function fetchFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  if (/^(?:ERR_(?!TLS)|Z_)/.test(code)) return `内容解不开（${code}）`;
  if (code.startsWith('HPE_')) return `服务器的回答不是 HTTP（${code}）`;
  return failures[code] ?? (code === '' ? error.message : `连接出错（${code}）`);
}
