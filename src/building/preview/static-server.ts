import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { traditionalSegment } from '../../model/address.ts';
import { contentTypeOf, isCompressible } from '../../model/content-type.ts';
import { cacheControl, securityHeaders } from '../../model/response-headers.ts';

export interface StaticServerOptions {
  /** Folder of a finished build. */
  readonly folder: string;
  /** Path prefix under which the build expects to stand: `/` or `/fz/`. */
  readonly base: string;
  /** The first port to try; when it is taken the next ones are, up to twenty. 0 takes any. */
  readonly port: number;
  /** Address to listen on. */
  readonly host: string;
}

export interface RunningServer {
  readonly port: number;
  /** Where the home page is. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a build as a good web server would: clean addresses, 404 pages, headers, compression. */
export async function startStaticServer(options: StaticServerOptions): Promise<RunningServer> {
  const folder = await realpath(options.folder);
  const site = { folder, prefix: options.base.replace(/\/$/, '') };
  const server = createServer((request, response) => {
    answer(site, request, response).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const port = await listen(server, options);
  const host = options.host === '::' || options.host === '0.0.0.0' ? 'localhost' : options.host;
  return {
    port,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}${options.base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Server, { port, host }: StaticServerOptions): Promise<number> {
  const last = port === 0 ? 0 : port + 20;
  for (let candidate = port; ; candidate += 1) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(candidate, host, () => {
          server.off('error', reject);
          resolve();
        });
      });
      const address = server.address();
      return typeof address === 'object' && address !== null ? address.port : candidate;
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || candidate >= last) throw error;
    }
  }
}

interface ServedSite {
  readonly folder: string;
  /** The base without its last slash. */
  readonly prefix: string;
}

async function answer(
  { folder, prefix }: ServedSite,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  for (const [name, value] of securityHeaders) response.setHeader(name, value);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const target = targetOf(request.url ?? '/');
  if (target === null) {
    response.writeHead(400, { 'Content-Type': 'text/plain' }).end('400\n');
    return;
  }
  const { pathname, search } = target;
  if (prefix !== '' && (pathname === '/' || pathname === prefix)) {
    response.writeHead(302, { Location: `${prefix}/${search}` }).end();
    return;
  }
  const address = pathname.startsWith(`${prefix}/`) ? decode(pathname.slice(prefix.length)) : null;
  const file = address === null ? null : await fileAt(folder, address);
  if (address !== null && file === null && !address.endsWith('/')) {
    if (await fileAt(folder, `${address}/`)) {
      response.writeHead(301, { Location: `${pathname}/${search}` }).end();
      return;
    }
  }
  if (address !== null && file !== null) {
    response.setHeader('Cache-Control', cacheControl(address));
    await send(file, 200, request, response);
    return;
  }
  const missing = address?.startsWith(`/${traditionalSegment}/`)
    ? `/${traditionalSegment}/404.html`
    : '/404.html';
  const page = (await fileAt(folder, missing)) ?? (await fileAt(folder, '/404.html'));
  if (page) await send(page, 404, request, response);
  else response.writeHead(404, { 'Content-Type': 'text/plain' }).end('404\n');
}

/** What a request asks for: a path, or a whole URL as proxies are sent. Null when it is neither. */
function targetOf(asked: string): URL | null {
  const whole = asked.startsWith('/') ? `http://localhost${asked}` : asked;
  return URL.canParse(whole) && /^https?:/i.test(whole) ? new URL(whole) : null;
}

/**
 * The decoded address, or null when its escapes are not UTF-8, hide a zero byte or make steps of their own,
 * or when it begins as a host does: a redirect to `//host/…` leads to that host.
 */
function decode(pathname: string): string | null {
  try {
    if (/^\/\/|%2f|%5c/i.test(pathname)) return null;
    const decoded = decodeURIComponent(pathname);
    return decoded.includes('\0') ? null : decoded;
  } catch {
    return null;
  }
}

/** The file that answers to an address; nothing outside the folder ever does, symbolic links included. */
async function fileAt(folder: string, address: string): Promise<string | null> {
  const path = join(folder, address, address.endsWith('/') ? 'index.html' : '');
  try {
    const real = await realpath(path);
    return real.startsWith(folder + sep) && (await stat(real)).isFile() ? real : null;
  } catch {
    return null;
  }
}

async function send(
  file: string,
  status: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const bytes = await readFile(file);
  const type = contentTypeOf(file);
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
  response.setHeader('Content-Type', type);
  if (status === 200) {
    response.setHeader('ETag', etag);
    if (matches(request.headers['if-none-match'] ?? '', etag)) {
      response.writeHead(304).end();
      return;
    }
  }
  const range = status === 200 ? rangeOf(request, etag, bytes.length) : undefined;
  if (range) {
    const [from, to] = range;
    response.setHeader('Content-Range', `bytes ${from}-${to}/${bytes.length}`);
    response.writeHead(206, { 'Content-Length': to - from + 1 });
    response.end(request.method === 'HEAD' ? undefined : bytes.subarray(from, to + 1));
    return;
  }
  const body = compress(bytes, type, request, response);
  response.writeHead(status, { 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/**
 * First and last byte of the one range that a request asks for. Any other `Range` is passed over, as it may be:
 * https://www.rfc-editor.org/rfc/rfc9110#section-14.2
 */
function rangeOf(
  { method, headers }: IncomingMessage,
  etag: string,
  length: number,
): [from: number, to: number] | undefined {
  const asked = /^bytes=(\d{1,12})-(\d{1,12})$/.exec(headers.range ?? '');
  if (!asked || method !== 'GET') return undefined;
  if (headers['if-range'] !== undefined && headers['if-range'] !== etag) return undefined;
  const [from, to] = [Number(asked[1]), Math.min(Number(asked[2]), length - 1)];
  return from <= to ? [from, to] : undefined;
}

/** The weak comparison of https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match. */
function matches(ifNoneMatch: string, etag: string): boolean {
  const held: readonly string[] = ifNoneMatch.match(/"[^"]*"/g) ?? [];
  return held.includes(etag) || ifNoneMatch.trim() === '*';
}

function compress(
  bytes: Buffer,
  type: string,
  request: IncomingMessage,
  response: ServerResponse,
): Buffer {
  if (!isCompressible(type) || bytes.length < 512) return bytes;
  response.setHeader('Vary', 'Accept-Encoding');
  const accepted = String(request.headers['accept-encoding'] ?? '');
  if (/\bbr\b/.test(accepted)) {
    response.setHeader('Content-Encoding', 'br');
    return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  }
  if (/\bgzip\b/.test(accepted)) {
    response.setHeader('Content-Encoding', 'gzip');
    return gzipSync(bytes);
  }
  return bytes;
}
