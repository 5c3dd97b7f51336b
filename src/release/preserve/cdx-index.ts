import { createHash } from 'node:crypto';
import { gzipMember } from './warc-file.ts';

/** Where an answer stands. */
export interface IndexedAnswer {
  readonly url: string;
  readonly mime: string;
  readonly payloadDigest: string;
  /** Of the WARC file, without its folder. */
  readonly filename: string;
  readonly offset: number;
  readonly length: number;
}

/** An index and the index of that index. */
export interface CdxIndex {
  readonly cdx: Buffer;
  readonly idx: string;
}

/** Lines that are compressed together: a reader fetches one such block for an address. */
const linesOfBlock = 1024;

/**
 * CDXJ in compressed blocks (ZipNum), sorted by address.
 * Source: https://pywb.readthedocs.io/en/latest/manual/indexing.html
 *
 * @param timestamp 14 digits.
 */
export function cdxIndex(answers: readonly IndexedAnswer[], timestamp: string): CdxIndex {
  const lines = answers
    .map((answer) => cdxLine(answer, timestamp))
    // By code units, which for these lines of ASCII is by bytes.
    .sort((a, b) => (a < b ? -1 : Number(a > b)));
  const blocks: Buffer[] = [];
  const idx = ['!meta 0 {"format":"cdxj-gzip-1.0","filename":"index.cdx.gz"}\n'];
  let offset = 0;
  for (let at = 0; at < lines.length; at += linesOfBlock) {
    const block = gzipMember(Buffer.from(lines.slice(at, at + linesOfBlock).join('')));
    const digest = `sha256:${createHash('sha256').update(block).digest('hex')}`;
    const key = (lines[at] ?? '').split(' ').slice(0, 2).join(' ');
    idx.push(`${key} ${JSON.stringify({ offset, length: block.length, digest })}\n`);
    blocks.push(block);
    offset += block.length;
  }
  return { cdx: Buffer.concat(blocks), idx: idx.join('') };
}

function cdxLine(answer: IndexedAnswer, timestamp: string): string {
  const { url, mime, payloadDigest, filename, offset, length } = answer;
  const fields = { url, mime, status: 200, digest: payloadDigest, length, offset, filename };
  return `${sortableAddress(url)} ${timestamp} ${JSON.stringify(fields)}\n`;
}

/** `https://www.a.gov.cn/x/` → `cn,gov,a)/x/`: what belongs together stands together. */
function sortableAddress(url: string): string {
  const { hostname, port, pathname, search } = new URL(url.replace(/^(https?:\/\/)www\d*\./, '$1'));
  const host = hostname.split('.').reverse().join(',');
  return `${host}${port && `:${port}`})${pathname}${search}`.toLowerCase();
}
