import { readSettings } from '../src/building/settings.ts';
import { searchFolder, traditionalSegment } from '../src/model/address.ts';
import { Refusal } from '../src/model/refusal.ts';
import {
  cacheControl,
  type Header,
  hashedFolder,
  securityHeaders,
  strictTransportSecurity,
} from '../src/model/response-headers.ts';
import { runCommand } from './command.ts';

/**
 * `npm run headers -- nginx|_headers`: what a web server should send, for nginx or for the hosts that
 * read a `_headers` file (Cloudflare Pages, Netlify).
 */
export function headersFor(format: string, base: string): string {
  const all: readonly Header[] = [...securityHeaders, strictTransportSecurity];
  const hashed = `${base}${hashedFolder}/`;
  const kept = cacheControl(`/${hashedFolder}/`);
  const other = cacheControl('/');
  if (format === '_headers') {
    const lines = [...all, ['Cache-Control', other] as const].map(
      ([name, value]) => `  ${name}: ${value}`,
    );
    return [
      `${base}*`,
      ...lines,
      '',
      ...[`${hashed}*`, `${base}${searchFolder}/:index/*`].flatMap((path) => [
        path,
        '  ! Cache-Control',
        `  Cache-Control: ${kept}`,
        '',
      ]),
    ].join('\n');
  }
  if (format === 'nginx') {
    const add = ([name, value]: Header) => `    add_header ${name} "${value}" always;`;
    // add_header of an inner block replaces those of the outer one, so each block has all of them.
    const block = (location: string, cache: string, rest: readonly string[]) => [
      `location ${location} {`,
      ...all.map(add),
      add(['Cache-Control', cache]),
      ...rest,
      '}',
    ];
    const find = '    try_files $uri $uri/ =404;';
    return [
      `error_page 404 ${base}404.html;`,
      ...block(base, other, [find]),
      ...block(`^~ ${base}${traditionalSegment}/`, other, [
        `    error_page 404 ${base}${traditionalSegment}/404.html;`,
        find,
      ]),
      ...block(`^~ ${hashed}`, kept, [find]),
      ...block(`~ ^${base.replace(/\W/g, '\\$&')}${searchFolder}/[^/]+/`, kept, [find]),
      '',
    ].join('\n');
  }
  throw new Refusal(`不认识“${format}”：可以是 nginx 或 _headers。`);
}

if (import.meta.main) {
  await runCommand(() => {
    process.stdout.write(headersFor(process.argv[2] ?? 'nginx', readSettings(process.cwd()).base));
    return 0;
  });
}
