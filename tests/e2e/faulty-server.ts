import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/** What can befall a file between a host's disk and a reader's browser. */
export const faults = [
  'lost',
  'broken-off',
  'missing',
  'page-instead',
  'empty',
  'cut',
  'altered',
  'swapped',
  'of another release',
  'packed twice',
  'unpacked',
  'in part',
] as const;
export type Fault = (typeof faults)[number] | 'delayed' | 'stalled' | ((body: Buffer) => Buffer);

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Serves a site as a host with far-reaching caches does, but for the files that a fault is set for. */
export class FaultyServer {
  #url = '';
  #close: () => void = () => undefined;
  /** Folders looked through for a file, in this order. */
  folders: readonly string[];
  /** Which addresses the fault befalls; none when undefined. A part of a file is `/path@first byte` beside its path. */
  befalls: { test(path: string): boolean } | undefined;
  fault: Fault = 'lost';
  /** How often the fault has befallen a file. */
  befallen = 0;
  /** Milliseconds of a delay. */
  delay = 2500;
  /** Folder of a site whose index is another one. */
  otherRelease: string | undefined;
  /** Addresses that are gone, whatever the folders have. */
  gone: RegExp | undefined;
  /** How parts of files are answered: as asked for, whole, or wrongly with everything said to be right. */
  ranges: 'kept' | 'ignored' | 'unsaid' | 'called whole' | 'shifted' | 'short' = 'kept';
  /** Addresses asked for since this was last emptied. */
  readonly asked: string[] = [];
  /** Parts of files asked for since this was last emptied, as {@link befalls} knows them. */
  readonly askedParts: string[] = [];

  private constructor(folders: readonly string[]) {
    this.folders = folders;
  }

  static async start(...folders: string[]): Promise<FaultyServer> {
    const faulty = new FaultyServer(folders);
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://x');
      faulty.#answer(pathname, response, request.headers.range);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    faulty.#url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    faulty.#close = () => {
      server.close();
      server.closeAllConnections();
    };
    return faulty;
  }

  get url(): string {
    return this.#url;
  }

  close(): void {
    this.#close();
  }

  #read(path: string): Buffer | undefined {
    for (const folder of this.folders) {
      try {
        return readFileSync(join(folder, path.endsWith('/') ? `${path}index.html` : path));
      } catch {
        // The next folder may have it.
      }
    }
    return undefined;
  }

  #answer(path: string, response: ServerResponse, range: string | undefined): void {
    this.asked.push(path);
    const file = this.gone?.test(path) ? undefined : this.#read(path);
    const part = this.#part(file, range);
    const body = part?.body ?? file;
    const type = types[extname(path) || '.html'] ?? 'application/octet-stream';
    const kept = /^\/(_assets|pagefind\/[^/]+)\//.test(path) ? 'max-age=31536000, immutable' : '';
    const headers = { 'Cache-Control': kept || 'max-age=60', ...part?.headers };
    const send = (status: number, content: Buffer, as = type) =>
      response
        .writeHead(status === 200 && part && this.ranges !== 'called whole' ? 206 : status, {
          'Content-Type': as,
          ...headers,
        })
        .end(content);
    const notFound = this.#read('404.html') ?? Buffer.from('404');
    if (!body) {
      send(404, notFound, types['.html']);
      return;
    }
    const from = /^bytes=(\d+)-/.exec(range ?? '')?.[1];
    if (from !== undefined) this.askedParts.push(`${path}@${from}`);
    if (!this.befalls?.test(path) && !this.befalls?.test(`${path}@${from}`)) {
      send(200, body);
      return;
    }
    this.befallen++;
    if (typeof this.fault === 'function') {
      send(200, this.fault(body));
      return;
    }
    const half = body.subarray(0, Math.floor(body.length / 2));
    switch (this.fault) {
      case 'lost':
        response.destroy();
        break;
      case 'broken-off':
        response.writeHead(200, { 'Content-Type': type, 'Content-Length': body.length });
        response.write(half, () => setTimeout(() => response.destroy(), 50));
        break;
      case 'missing':
        send(404, notFound, types['.html']);
        break;
      case 'page-instead':
        send(200, notFound, types['.html']);
        break;
      case 'empty':
        send(200, Buffer.alloc(0));
        break;
      case 'cut':
        send(200, half);
        break;
      case 'altered': {
        const altered = Buffer.from(body);
        // In the middle of the content, beyond the header of a packed file.
        const at = half.length;
        altered[at] = (altered[at] as number) ^ 1;
        send(200, altered);
        break;
      }
      case 'swapped':
        send(200, this.#neighbour(path));
        break;
      case 'of another release':
        send(200, this.#ofOtherRelease(path));
        break;
      case 'packed twice':
        send(200, gzipSync(body));
        break;
      case 'unpacked':
        send(200, unpacked(body));
        break;
      case 'in part':
        response
          .writeHead(206, {
            'Content-Type': type,
            ...headers,
            'Content-Range': `bytes 0-${half.length - 1}/${body.length}`,
          })
          .end(half);
        break;
      case 'delayed':
        setTimeout(() => send(200, body), this.delay);
        break;
      case 'stalled':
        break;
    }
  }

  #part(file: Buffer | undefined, range: string | undefined) {
    const asked = /^bytes=(\d+)-(\d+)$/.exec(range ?? '');
    if (!file || !asked || this.ranges === 'ignored') return undefined;
    const [from, to] = [Number(asked[1]), Number(asked[2])];
    const said = { 'Content-Range': `bytes ${from}-${to}/${file.length}` };
    const moved = this.ranges === 'shifted' ? 7 : 0;
    const end = this.ranges === 'short' ? to - 3 : to + 1;
    return {
      body: file.subarray(from + moved, end + moved),
      headers: /unsaid|called whole/.test(this.ranges) ? {} : said,
    };
  }

  /** Another file of the same kind, sound in itself; where there is none, any file. */
  #neighbour(path: string): Buffer {
    const kind = (name: string) => name.replace(/\d+/g, '#');
    const name = path.slice(path.lastIndexOf('/') + 1);
    for (const folder of this.folders) {
      try {
        const others = readdirSync(join(folder, dirname(path))).filter((each) => each !== name);
        const other =
          others.find((each) => kind(each) === kind(name)) ??
          others.find((each) => extname(each) === extname(name));
        if (other) return readFileSync(join(folder, dirname(path), other));
      } catch {
        // The next folder may have it.
      }
    }
    return this.#read('/feed.xml') ?? Buffer.from('other');
  }

  /** What stands under the same name in another release. */
  #ofOtherRelease(path: string): Buffer {
    const pagefind = join(this.otherRelease ?? '', 'pagefind');
    try {
      const hash = readdirSync(pagefind).find((name) => /^[0-9a-f]{10}$/.test(name)) ?? '';
      return readFileSync(
        join(
          pagefind,
          path.replace(/^\/pagefind\/(?:[0-9a-f]{10}(?=\/))?/, (found) =>
            found.endsWith('/') ? '' : hash,
          ),
        ),
      );
    } catch {
      return Buffer.from('of another release');
    }
  }
}

/** What a server sends that takes a packed file for one that is only packed for the way. */
function unpacked(body: Buffer): Buffer {
  try {
    return gunzipSync(body);
  } catch {
    return Buffer.concat([body, body]);
  }
}
