import { searchFolder, traditionalSegment } from '../../model/address.ts';
import { type Header, hashedFolder } from '../../model/response-headers.ts';
import { askedFor, statusOf } from '../moved/site-redirects.ts';
import { extensionsByType, type ServerRules } from './server-rules.ts';

/** For `include` inside a `server` block, whose `root` has the site at its path prefix. */
export function nginxFile(rules: ServerRules): string {
  const { base, headers, immutable, revalidate, redirects } = rules;
  const add = ([name, value]: Header) => `add_header ${name} "${value}" always;`;
  // add_header of an inner block replaces those of the outer one, so each block has all of them.
  const sent = (cache: string) => [...headers.map(add), add(['Cache-Control', cache])];
  const find = 'try_files $uri $uri/ =404;';
  const inner = (location: string, lines: readonly string[]) => [
    `    location ${location} {`,
    ...lines.map((line) => `        ${line}`),
    '    }',
  ];
  const types = [...extensionsByType(rules)].map(
    ([type, extensions]) => `        "${type}" ${extensions.join(' ')};`,
  );
  return [
    '# 放进 server { … } 里：include 这个文件。root 指向的文件夹下面，网站应在它的路径前缀处。',
    `location ^~ ${base} {`,
    ...[
      ...sent(revalidate),
      find,
      'index index.html;',
      `error_page 404 ${base}404.html;`,
      '# 转到带斜杠的地址时不写域名和端口：前面可能还有 CDN。',
      'absolute_redirect off;',
      '# 用发布时压好的 .gz；装了 ngx_brotli 模块的，去掉下面第二行开头的 #。',
      'gzip_static on;',
      '# brotli_static on;',
      'gzip_vary on;',
      'charset off;',
      'default_type application/octet-stream;',
      'types {',
    ].map((line) => `    ${line}`),
    ...types,
    '    }',
    ...inner(`${base}${traditionalSegment}/`, [
      ...sent(revalidate),
      find,
      `error_page 404 ${base}${traditionalSegment}/404.html;`,
    ]),
    ...inner(`${base}${hashedFolder}/`, [...sent(immutable), find]),
    ...inner(`~ ^${base.replace(/\W/g, '\\$&')}${searchFolder}/[^/]+/`, [...sent(immutable), find]),
    '}',
    ...(redirects.length > 0 ? ['# 旧网址。'] : []),
    ...redirects.flatMap((redirect) => {
      const { to, lang } = redirect;
      const missing = lang === 'zh-Hant' ? `${traditionalSegment}/404.html` : '404.html';
      const answer =
        to === undefined
          ? [`error_page 410 ${base}${missing};`, 'return 410;']
          : ['absolute_redirect off;', `return ${statusOf(redirect)} "${to}";`];
      return askedFor(redirect).flatMap((from) => [
        `location = "${from}" {`,
        ...[...sent(revalidate), ...answer].map((line) => `    ${line}`),
        '}',
      ]);
    }),
    '',
  ].join('\n');
}
