import { searchFolder, traditionalSegment } from '../../model/address.ts';
import { hashedFolder } from '../../model/response-headers.ts';
import { askedFor, statusOf } from '../moved/site-redirects.ts';
import { extensionsByType, type ServerRules } from './server-rules.ts';

/** For `import` inside a site block of a Caddyfile, whose `root` has the site at its path prefix. */
export function caddyFile(rules: ServerRules): string {
  const { base, headers, immutable, revalidate, redirects } = rules;
  const indented = (lines: readonly string[]) => lines.map((line) => `\t${line}`);
  const sent = headers.map(([name, value]) => `\t${name} "${value}"`);
  const again = `\tCache-Control "${revalidate}"`;
  const types = [...extensionsByType(rules)].flatMap(([type, extensions], index) => [
    `@type${index} path ${extensions.map((extension) => `*.${extension}`).join(' ')}`,
    `header @type${index} Content-Type "${type}"`,
  ]);
  const at = `^${base.replace(/\W/g, '\\$&')}`;
  const kept = `path_regexp ${at}(?:${hashedFolder}|${searchFolder}/[^/]+)/`;
  const traditional = `${base}${traditionalSegment}`;
  return [
    '# 放进站点块 域名 { … } 里：import 这个文件。root 指向的文件夹下面，网站应在它的路径前缀处。',
    `handle ${base}* {`,
    ...indented([
      'header {',
      ...sent,
      // What nothing else gave a type.
      '\t?Content-Type "application/octet-stream"',
      '}',
      // Caddy puts what has a condition first, so the two exclude each other.
      `@kept ${kept}`,
      `@other not ${kept}`,
      `header @kept Cache-Control "${immutable}"`,
      `header @other Cache-Control "${revalidate}"`,
      ...types,
      ...redirects.flatMap((redirect, index) => [
        `@old${index} path ${askedFor(redirect)
          .map((from) => `"${from}"`)
          .join(' ')}`,
        redirect.to === undefined
          ? `error @old${index} 410`
          : `redir @old${index} "${redirect.to}" ${statusOf(redirect)}`,
      ]),
      'file_server {',
      '\tprecompressed br gzip',
      '}',
    ]),
    '}',
    'handle_errors {',
    ...indented([
      'header {',
      ...sent,
      again,
      '}',
      `@traditional path ${traditional}/*`,
      `@simplified not path ${traditional}/*`,
      `rewrite @traditional ${traditional}/404.html`,
      `rewrite @simplified ${base}404.html`,
      'header Content-Type "text/html; charset=utf-8"',
      'file_server',
    ]),
    '}',
    '',
  ].join('\n');
}
