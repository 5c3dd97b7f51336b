import { searchFolder, traditionalSegment } from '../../model/address.ts';
import { contentTypeOf } from '../../model/content-type.ts';
import { hashedFolder } from '../../model/response-headers.ts';
import { askedFor, statusOf } from '../moved/site-redirects.ts';
import { extensionsByType, type ServerRules } from './server-rules.ts';

/** For `Include` inside a `VirtualHost`, whose `DocumentRoot` has the site at its path prefix. */
export function apacheFile(rules: ServerRules): string {
  const { base, headers, immutable, revalidate, redirects } = rules;
  const at = `^${base.replace(/\W/g, '\\$&')}`;
  const types = [...extensionsByType(rules)].flatMap(([type, extensions]) => [
    `<LocationMatch "${at}.*\\.(?i:${extensions.join('|')})(?:\\.br|\\.gz)?$">`,
    `    ForceType "${type}"`,
    '</LocationMatch>',
  ]);
  const twin = (encoding: string, ending: string) => [
    `RewriteCond "%{HTTP:Accept-Encoding}" "\\b${encoding}\\b"`,
    `RewriteCond "%{DOCUMENT_ROOT}$1${ending}" -f`,
    `RewriteRule "(${at}.*)$" "$1${ending}" [L,E=archive_encoding:${encoding},E=no-gzip:1,E=no-brotli:1]`,
  ];
  return [
    '# 放进 <VirtualHost> 里：Include 这个文件；要有 headers、rewrite、dir、mime 模块。',
    '# DocumentRoot 下面，网站应在它的路径前缀处。',
    'RewriteEngine On',
    ...(redirects.length > 0 ? ['# 旧网址。'] : []),
    ...redirects.flatMap((redirect) =>
      askedFor(redirect).map((from) => {
        const pattern = from.replace(/[^\p{L}\p{N}/]/gu, '\\$&');
        return redirect.to === undefined
          ? `RewriteRule "^${pattern}$" - [G]`
          : // A sign of percent and a digit would be what a condition found.
            `RewriteRule "^${pattern}$" "${redirect.to.replaceAll('%', '\\%')}" [R=${statusOf(redirect)},L,NE]`;
      }),
    ),
    '# 页面的地址以斜杠结尾。',
    `RewriteRule "(${at}(?:.*/)?)$" "$1index.html"`,
    '# 用发布时压好的 .br 和 .gz。',
    ...twin('br', '.br'),
    ...twin('gzip', '.gz'),
    `<LocationMatch "${at}">`,
    ...[
      'Options -Indexes -MultiViews +FollowSymLinks',
      'AcceptPathInfo Off',
      'ForceType application/octet-stream',
      `ErrorDocument 404 ${base}404.html`,
      `ErrorDocument 410 ${base}404.html`,
      ...headers.map(([name, value]) => `Header always set ${name} "${value}"`),
      `Header always set Cache-Control "${revalidate}"`,
      'Header always merge Vary "Accept-Encoding"',
      'Header set Content-Encoding "%{archive_encoding}e" env=archive_encoding',
    ].map((line) => `    ${line}`),
    '</LocationMatch>',
    ...types,
    `<LocationMatch "${at}(?:.*/)?$">`,
    `    ForceType "${contentTypeOf('index.html')}"`,
    '</LocationMatch>',
    `<LocationMatch "${at}(?:${hashedFolder}|${searchFolder}/[^/]+)/">`,
    `    Header always set Cache-Control "${immutable}" "expr=%{REQUEST_STATUS} < 400"`,
    '</LocationMatch>',
    `<LocationMatch "${at}${traditionalSegment}/">`,
    `    ErrorDocument 404 ${base}${traditionalSegment}/404.html`,
    `    ErrorDocument 410 ${base}${traditionalSegment}/404.html`,
    '</LocationMatch>',
    '',
  ].join('\n');
}
