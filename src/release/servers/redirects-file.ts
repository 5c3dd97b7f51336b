import { askedFor, statusOf } from '../moved/site-redirects.ts';
import type { ServerRules } from './server-rules.ts';

/**
 * For hosts that read `_redirects` beside `_headers` (Cloudflare Pages, Netlify). They have no word for what is
 * gone: their 404 page answers.
 */
export function redirectsFile({ redirects }: ServerRules): string {
  return redirects
    .flatMap((redirect) =>
      redirect.to === undefined
        ? []
        : askedFor(redirect).map(
            (from) => `${encodeURI(from)} ${redirect.to} ${statusOf(redirect)}\n`,
          ),
    )
    .join('');
}
