import { createHash } from 'node:crypto';
import { constants, gzipSync } from 'node:zlib';

/** What a web server answered, as it is kept: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/ */
export interface KeptAnswer {
  readonly url: string;
  /** `Content-Type`. */
  readonly type: string;
  readonly body: Buffer;
}

/** One record: a gzip member by itself, so that it can be read alone. */
export interface WarcRecord {
  readonly bytes: Buffer;
  /** `sha256:` and hex, of what the server sent after the headers. */
  readonly payloadDigest: string;
}

const lineEnd = '\r\n';

/**
 * @param date W3C date with time, of every record.
 * @param seed with it the ids of records are made: the same answers give the same file.
 */
export function answerRecord(
  { url, type, body }: KeptAnswer,
  date: string,
  seed: string,
): WarcRecord {
  const block = Buffer.concat([httpHead(type, body), body]);
  const payloadDigest = sha256(body);
  const bytes = record(block, [
    ['WARC-Type', 'response'],
    ['WARC-Record-ID', recordId(`${seed} ${url}`)],
    ['WARC-Date', date],
    ['WARC-Target-URI', url],
    ['WARC-Payload-Digest', payloadDigest],
    ['WARC-Block-Digest', sha256(block)],
    ['Content-Type', 'application/http; msgtype=response'],
  ]);
  return { bytes, payloadDigest };
}

/**
 * Says that another address is answered with the very payload of {@link answerRecord}, without holding it again.
 * Source: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/#revisit
 */
export function sameAnswerRecord(
  { url, type, body }: KeptAnswer,
  asked: string,
  date: string,
  seed: string,
): WarcRecord {
  const block = httpHead(type, body);
  const payloadDigest = sha256(body);
  const bytes = record(block, [
    ['WARC-Type', 'revisit'],
    ['WARC-Record-ID', recordId(`${seed} ${asked}`)],
    ['WARC-Date', date],
    ['WARC-Target-URI', asked],
    ['WARC-Profile', 'http://netpreserve.org/warc/1.1/revisit/identical-payload-digest'],
    ['WARC-Refers-To', recordId(`${seed} ${url}`)],
    ['WARC-Refers-To-Target-URI', url],
    ['WARC-Refers-To-Date', date],
    ['WARC-Payload-Digest', payloadDigest],
    ['WARC-Block-Digest', sha256(block)],
    ['Content-Type', 'application/http; msgtype=response'],
  ]);
  return { bytes, payloadDigest };
}

/** What stands first in a file and says what it is. */
export function infoRecord(
  file: string,
  fields: Readonly<Record<string, string>>,
  date: string,
  seed: string,
): Buffer {
  const text = Object.entries(fields).map(([name, value]) => `${name}: ${value}${lineEnd}`);
  return record(Buffer.from(text.join('')), [
    ['WARC-Type', 'warcinfo'],
    ['WARC-Record-ID', recordId(`${seed} ${file}`)],
    ['WARC-Date', date],
    ['WARC-Filename', file],
    ['Content-Type', 'application/warc-fields'],
  ]);
}

function httpHead(type: string, body: Buffer): Buffer {
  return Buffer.from(
    ['HTTP/1.1 200 OK', `Content-Type: ${type}`, `Content-Length: ${body.length}`, '', ''].join(
      lineEnd,
    ),
  );
}

function record(block: Buffer, headers: readonly (readonly [string, string])[]): Buffer {
  const lines = [
    'WARC/1.1',
    ...headers.map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${block.length}`,
    '',
    '',
  ];
  return gzipMember(
    Buffer.concat([Buffer.from(lines.join(lineEnd)), block, Buffer.from(lineEnd + lineEnd)]),
  );
}

/** The same bytes on every system: a gzip header names the one that it was made on. */
export function gzipMember(bytes: Buffer): Buffer {
  const member = gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION });
  const unknownSystem = 255;
  member[9] = unknownSystem;
  // What zlib gives is the start of a larger block: held by the thousand, those would be most of the memory.
  const own = Buffer.allocUnsafeSlow(member.length);
  member.copy(own);
  return own;
}

/** A UUID of version 8 (RFC 9562) whose digits come from a hash. */
function recordId(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `<urn:uuid:${parts.join('-')}>`;
}

function sha256(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
