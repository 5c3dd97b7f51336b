import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EditServer, startEditServer } from '../../../src/editing/server/edit-server.ts';
import { root } from '../../sites.ts';

// LibreOffice has tests of its own; here its start would only cost seconds.
process.env.ARCHIVE_OFFICE = 'none';

/** An answer as it came, redirects not followed. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** An editor over a copy of a content folder, and somebody who has opened it. */
export class Editor {
  readonly contentDir: string;
  readonly #scratch: string;
  #server: EditServer | undefined;
  cookie = '';
  /** `http://127.0.0.1:<port>` */
  origin = '';
  /** `/…/` */
  base = '';

  /** @param content null for a folder with nothing in it */
  constructor(content: string | null = 'tests/fixtures/county') {
    this.#scratch = mkdtempSync(join(tmpdir(), 'archive-editor-'));
    this.contentDir = join(this.#scratch, 'content');
    if (content === null) mkdirSync(this.contentDir);
    else cpSync(join(root, content), this.contentDir, { recursive: true });
  }

  get entrance(): string {
    return this.#server?.url ?? '';
  }

  async start(): Promise<this> {
    this.#server = await startEditServer({
      root,
      contentDir: this.contentDir,
      outDir: join(this.#scratch, 'out'),
      cacheDir: join(this.#scratch, 'cache'),
      importEntry: join(root, 'scripts/import-one.ts'),
      buildEntry: join(root, 'scripts/build.ts'),
      releaseEntry: join(root, 'scripts/release.ts'),
      releasesDir: join(this.#scratch, 'releases'),
      port: 0,
    });
    const { origin, pathname, search } = new URL(this.#server.url);
    this.origin = origin;
    this.base = pathname;
    const entered = await this.ask('GET', search);
    this.cookie = String(entered.headers['set-cookie']).split(';')[0] ?? '';
    return this;
  }

  get(path: string): Promise<Answered> {
    return this.ask('GET', path);
  }

  async post(path: string, data: FormData): Promise<Answered> {
    const sent = new Response(data);
    const body = Buffer.from(await sent.arrayBuffer());
    const type = sent.headers.get('content-type') ?? '';
    return this.ask('POST', path, { 'Content-Type': type, Origin: this.origin }, body);
  }

  /** With headers that a browser would not let a page set; `fetch` would refuse some of them too. */
  ask(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body?: Buffer,
  ): Promise<Answered> {
    const { hostname, port } = new URL(this.origin);
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: hostname,
          port,
          method,
          path: path.startsWith('/') ? path : this.base + path,
          headers: { ...(this.cookie === '' ? {} : { Cookie: this.cookie }), ...headers },
        },
        (answer) => {
          const pieces: Buffer[] = [];
          answer.on('data', (piece: Buffer) => pieces.push(piece));
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              text: Buffer.concat(pieces).toString('utf8'),
            }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  /** As after a crash: what was in memory is gone. */
  async restart(): Promise<this> {
    await this.#server?.close();
    this.cookie = '';
    return this.start();
  }

  async close(): Promise<void> {
    await this.#server?.close();
    rmSync(this.#scratch, { recursive: true, force: true });
  }
}
