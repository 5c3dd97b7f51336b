import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
import { EditDesk } from '../desk/edit-desk.ts';
import { SetupDesk } from '../desk/setup-desk.ts';
import { type BuildOptions, SiteBuild } from '../desk/site-build.ts';
import { readForm } from '../form/read-form.ts';
import type { Answer } from '../routes/answer.ts';
import { answerGet, answerPost } from '../routes/answer-request.ts';
import type { Editor } from '../routes/editor.ts';
import { browserFiles } from './browser-files.ts';
import { editorHeaders, loopback, RequestGuard } from './request-guard.ts';

export interface EditServerOptions extends BuildOptions, Pick<Editor, 'importEntry'> {
  /** Absolute; drafts and what was opened are kept there. */
  readonly cacheDir: string;
  /** The first port to try, then the next ones; 0 takes any. */
  readonly port: number;
}

export interface EditServer {
  /** With the token: what a person opens. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the editor for one content folder, for this machine alone. */
export async function startEditServer(options: EditServerOptions): Promise<EditServer> {
  const files = await browserFiles();
  const desk = new EditDesk(options.contentDir, options.cacheDir);
  const siteBuild = new SiteBuild(options);
  const server = createServer();
  const port = await listen(server, options.port);
  const guard = new RequestGuard(port);
  const editor: Editor = {
    desk,
    setupDesk: new SetupDesk(desk.folder),
    siteBuild,
    base: guard.base,
    importEntry: options.importEntry,
  };
  server.on('request', (request, response) => {
    respond(request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  // What trickles in does not hold a place for ever.
  server.requestTimeout = 300_000;

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const verdict = guard.judge(request);
    if (verdict.kind === 'refused') {
      send(request, response, {
        status: verdict.status,
        type: 'text',
        body: `${verdict.reason}\n`,
      });
      return;
    }
    if (verdict.kind === 'entering') {
      response.setHeader('Set-Cookie', verdict.cookie);
      send(request, response, { status: 303, to: guard.base });
      return;
    }
    const url = new URL(request.url ?? '/', guard.origin);
    const path = url.pathname.slice(guard.base.length);
    if (path === 'style.css') {
      send(request, response, { status: 200, type: 'css', body: files.style });
    } else if (path === 'edit-page.js') {
      send(request, response, { status: 200, type: 'js', body: files.script });
    } else if (path === 'favicon.svg') {
      send(request, response, { status: 200, type: 'image/svg+xml', body: files.icon });
    } else if (request.method === 'POST') {
      send(request, response, await answerPost(editor, path, () => readForm(request)));
    } else send(request, response, await answerGet(editor, path, url.searchParams));
  }

  return {
    url: guard.entrance,
    async close() {
      await siteBuild.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

const contentTypes = {
  html: 'text/html; charset=utf-8',
  frame: 'text/html; charset=utf-8',
  text: 'text/plain; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const;

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const isFramed = 'type' in answer && answer.type === 'frame';
  for (const [name, value] of editorHeaders(isFramed)) response.setHeader(name, value);
  if ('to' in answer) {
    response.writeHead(answer.status, { Location: answer.to }).end();
    return;
  }
  if ('download' in answer) {
    sendFile(request, response, answer.download);
    return;
  }
  const type =
    answer.type in contentTypes
      ? contentTypes[answer.type as keyof typeof contentTypes]
      : answer.type;
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  // A request that was not read to its end leaves nothing to go on with.
  if (answer.status >= 400) response.setHeader('Connection', 'close');
  response.writeHead(answer.status, { 'Content-Type': type, 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** As a file to keep; its name is plain. */
function sendFile(request: IncomingMessage, response: ServerResponse, path: string): void {
  response.writeHead(200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': statSync(path).size,
    'Content-Disposition': `attachment; filename="${basename(path)}"`,
  });
  if (request.method === 'HEAD') response.end();
  else pipeline(createReadStream(path), response, () => undefined);
}

async function listen(server: Server, port: number): Promise<number> {
  const last = port === 0 ? 0 : port + 20;
  for (let candidate = port; ; candidate += 1) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(candidate, loopback, () => {
          server.off('error', reject);
          resolve();
        });
      });
      const address = server.address();
      return typeof address === 'object' && address !== null ? address.port : candidate;
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!taken || candidate >= last) throw error;
    }
  }
}
