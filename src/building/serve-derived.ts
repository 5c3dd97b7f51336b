import type { IncomingMessage, ServerResponse } from 'node:http';
import { currentArchive } from '../archive/current-archive.ts';
import type { Answer, Step } from '../derive/step.ts';
import { withBase } from '../model/address.ts';
import { deriveContext } from './derive-context.ts';
import type { Settings } from './settings.ts';

type Middleware = (
  request: IncomingMessage & { originalUrl?: string | undefined },
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/** In development, answers for the files that the steps would write, each step for its own. */
export function serveDerived(settings: Settings, steps: readonly Step[]): Middleware {
  const root = withBase(settings.base, '/');
  return (request, response, next) => {
    const [path = '/'] = (request.originalUrl ?? request.url ?? '/').split(/[?#]/);
    const address = path.startsWith(root) ? decoded(path.slice(root.length - 1)) : undefined;
    if (address === undefined) {
      next();
      return;
    }
    const simplified = (wanted: string): Promise<Response> =>
      fetch(`${ownOrigin(request)}${withBase(settings.base, encodeURI(wanted))}`, {
        headers: { accept: request.headers.accept ?? '*/*' },
      });
    const answer = async (): Promise<Answer | undefined> => {
      for (const step of steps) {
        if (step.answer === undefined) continue;
        const archive = await currentArchive();
        const context = deriveContext(settings, archive, step.name, console.warn);
        const found = await step.answer(address, { ...context, simplified });
        if (found !== undefined) return found;
      }
      return undefined;
    };
    answer().then((found) => {
      if (found === undefined) {
        next();
        return;
      }
      response.statusCode = found.status ?? 200;
      response.setHeader('content-type', found.type);
      response.end(found.body);
    }, next);
  };
}

function decoded(path: string): string | undefined {
  try {
    return decodeURI(path);
  } catch {
    return undefined;
  }
}

/** This server as the request reached it: the Host header is the asker's and may name any other. */
function ownOrigin({ socket: { localAddress = '127.0.0.1', localPort } }: IncomingMessage): string {
  return `http://${localAddress.includes(':') ? `[${localAddress}]` : localAddress}:${localPort}`;
}
