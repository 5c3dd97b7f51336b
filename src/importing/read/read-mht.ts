import { type SourceDocument, SourceRefused } from '../source-document.ts';
import { decodeText } from './decode-text.ts';
import { readHtml } from './read-html.ts';

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly bytes: Buffer;
}

/**
 * Reads a page saved as one file (RFC 2557).
 *
 * @throws {SourceRefused} when it holds no page
 */
export function readMht(bytes: Buffer): SourceDocument {
  const whole = splitHead(bytes.toString('latin1'));
  const boundary = /boundary="?([^";\r\n]+)"?/i.exec(whole.headers.get('content-type') ?? '')?.[1];
  const parts =
    boundary === undefined
      ? [decodedPart(whole)]
      : whole.body
          .split(`--${boundary}`)
          .slice(1)
          .filter((part) => !part.startsWith('--'))
          .map((part) => decodedPart(splitHead(part.replace(/^\r?\n/, ''))));
  const page = parts.find(({ headers }) => /^text\/html/i.test(headers.get('content-type') ?? ''));
  if (page === undefined) throw new SourceRefused('里面没有网页，可能没有保存完整。');
  const charset = /charset="?([\w-]+)/i.exec(page.headers.get('content-type') ?? '')?.[1];
  const byAddress = new Map<string, Buffer>();
  for (const { headers, bytes: data } of parts) {
    const location = headers.get('content-location');
    const id = /<([^>]+)>/.exec(headers.get('content-id') ?? '')?.[1];
    if (location !== undefined) byAddress.set(location, data);
    if (id !== undefined) byAddress.set(`cid:${id}`, data);
  }
  const base =
    page.headers.get('content-location') ?? whole.headers.get('snapshot-content-location');
  const read = readHtml(
    decodeText(page.bytes, charset ?? charsetIn(page.bytes)).text,
    (address) => {
      const url =
        base !== undefined && URL.canParse(address, base) ? new URL(address, base).href : address;
      return byAddress.get(address) ?? byAddress.get(url);
    },
  );
  if (base === undefined || !/^https?:/.test(base)) return read;
  return {
    ...read,
    facts: [...read.facts, { name: 'saved-from', value: base, where: '浏览器保存时的记录' }],
  };
}

/** The encoding that an HTML page declares; undefined when it does not. */
export function charsetIn(bytes: Buffer): string | undefined {
  return /<meta[^>]+charset=["']?\s*([\w-]+)/i.exec(bytes.toString('latin1', 0, 4096))?.[1];
}

function splitHead(text: string): { headers: ReadonlyMap<string, string>; body: string } {
  const end = /\r?\n\r?\n/.exec(text);
  const head = end === null ? text : text.slice(0, end.index);
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0)
      headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: end === null ? '' : text.slice(end.index + end[0].length) };
}

function decodedPart({ headers, body }: ReturnType<typeof splitHead>): Part {
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase();
  if (encoding === 'base64') return { headers, bytes: Buffer.from(body, 'base64') };
  if (encoding !== 'quoted-printable') return { headers, bytes: Buffer.from(body, 'latin1') };
  const text = body
    .replace(/=\r?\n/g, '')
    .replace(/=([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return { headers, bytes: Buffer.from(text, 'latin1') };
}
