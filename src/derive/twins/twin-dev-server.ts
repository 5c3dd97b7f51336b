import type { IncomingMessage, ServerResponse } from 'node:http';
import { feedAddress, traditionalSegment } from '../../model/address.ts';
import { isPageAddress } from '../../variant/page-addresses.ts';
import { convertSiteFeed, type TreeSettings, treeConversion } from './twin-page.ts';

type Middleware = (
  request: IncomingMessage & { originalUrl?: string | undefined },
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/**
 * Answers `<base>zh-hant/…` in development: asks the same server for the Simplified page and
 * converts it as the build does.
 */
export function serveTraditional(
  base: string,
  treeSettings: () => Promise<TreeSettings>,
): Middleware {
  const prefix = `${base}${traditionalSegment}/`;
  return (request, response, next) => {
    const url = request.originalUrl ?? request.url ?? '';
    const address = `/${url.slice(prefix.length)}`;
    const [path = '/'] = address.split(/[?#]/);
    const isOtherFile = path !== feedAddress && /\.[a-z0-9]+$/i.test(path) && !isPageAddress(path);
    if (!url.startsWith(prefix) || isOtherFile) {
      // The records have a Traditional twin of their own making.
      next();
      return;
    }
    const answer = async (): Promise<void> => {
      const { localPort } = request.socket;
      const simplified = await fetch(
        `http://${request.headers.host ?? `localhost:${localPort}`}${base}${address.slice(1)}`,
        { headers: { accept: request.headers.accept ?? '*/*' } },
      );
      const type = simplified.headers.get('content-type') ?? '';
      response.statusCode = simplified.status;
      response.setHeader('content-type', type);
      if (type.startsWith('application/atom+xml')) {
        response.end(convertSiteFeed(await treeSettings(), await simplified.text()));
        return;
      }
      if (!type.startsWith('text/html')) {
        response.end(Buffer.from(await simplified.arrayBuffer()));
        return;
      }
      const page = decodeURI(path).slice(1);
      const file = /(?:^|\/)$/.test(page) ? `${page}index.html` : page;
      const { html } = treeConversion(await treeSettings())({
        file,
        html: await simplified.text(),
      });
      response.end(html);
    };
    answer().catch(next);
  };
}
