import { searchFolder } from '../../model/address.ts';
import { hashedFolder } from '../../model/response-headers.ts';
import type { ServerRules } from './server-rules.ts';

/** For hosts that read `_headers` at the root of what they are given (Cloudflare Pages, Netlify). */
export function headersFile({ base, headers, immutable, revalidate }: ServerRules): string {
  const lines = [...headers, ['Cache-Control', revalidate] as const].map(
    ([name, value]) => `  ${name}: ${value}`,
  );
  return [
    `${base}*`,
    ...lines,
    '',
    ...[`${base}${hashedFolder}/*`, `${base}${searchFolder}/:index/*`].flatMap((path) => [
      path,
      '  ! Cache-Control',
      `  Cache-Control: ${immutable}`,
      '',
    ]),
  ].join('\n');
}
