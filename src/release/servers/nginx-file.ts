import { searchEntryFile, searchFolder, traditionalSegment } from '../../model/address.ts';
import { type Header, hashedFolder, picturesFolder } from '../../model/response-headers.ts';
import { askedFor, statusOf } from '../moved/site-redirects.ts';
import { extensionsByType, type ServerRules } from './server-rules.ts';

/** For `include` inside a `server` block, whose `root` has the site at its path prefix. */
export function nginxFile(rules: ServerRules): string {
  const { base, headers, immutable, revalidate, redirects } = rules;
  const add = ([name, value]: Header) => `add_header ${name} "${value}" always;`;
  // add_header of an inner block replaces those of the outer one, so each block that has one has all of them.
  const sent = (cache: string) => [...headers.map(add), add(['Cache-Control', cache])];
  const block = (location: string, lines: readonly string[]): readonly string[] => [
    `location ${location} {`,
    ...lines.map((line) => `    ${line}`),
    '}',
  ];
  // What nginx forbids is the list of a folder's files: there is no such page either.
  const missing = (below: string) => `error_page 403 404 =404 ${base}${below}404.html;`;
  // An absolute name is taken without looking for the file first, and without a regular expression.
  const page = 'index "${uri}index.html";';
  const twins = (state: 'on' | 'off') => [`gzip_static ${state};`, `# brotli_static ${state};`];
  const types = [...extensionsByType(rules)].map(
    ([type, extensions]) => `    "${type}" ${extensions.join(' ')};`,
  );
  return [
    '# 放进 server { … } 里：include 这个文件。root 指向的文件夹下面，网站应在它的路径前缀处。',
    ...block(`^~ ${base}`, [
      ...sent(revalidate),
      '# 页面的地址以斜杠结尾。不要写 try_files：每次访问都要多看几遍磁盘；',
      '# 也不要写 open_file_cache：换了版本，读者还会有一阵子拿到旧的。',
      page,
      missing(''),
      'log_not_found off;',
      '# 转到带斜杠的地址时不写域名和端口：前面可能还有 CDN。',
      'absolute_redirect off;',
      '# 用发布时压好的 .gz；装了 ngx_brotli 模块的，把这个文件里每一处 brotli_static 前面的 # 去掉。',
      ...twins('on'),
      'gzip_vary on;',
      'charset off;',
      'default_type application/octet-stream;',
      'types {',
      ...types,
      '}',
      ...block(`^~ ${base}${traditionalSegment}/`, [
        ...sent(revalidate),
        page,
        missing(`${traditionalSegment}/`),
      ]),
      ...block(`^~ ${base}${hashedFolder}/`, [
        ...sent(immutable),
        '# 图片压不小，没有 .gz，不去找。',
        ...block(`^~ ${base}${picturesFolder}/`, twins('off')),
      ]),
      // The entry alone is replaced; all else is in folders named by a hash, and packed already.
      ...block(`= ${base}${searchFolder}/${searchEntryFile}`, sent(revalidate)),
      ...block(`^~ ${base}${searchFolder}/`, [...sent(immutable), ...twins('off')]),
    ]),
    ...(redirects.length > 0 ? ['# 旧网址。'] : []),
    ...redirects.flatMap((redirect) => {
      const { to, lang } = redirect;
      const gone = lang === 'zh-Hant' ? `${traditionalSegment}/404.html` : '404.html';
      const answer =
        to === undefined
          ? [`error_page 410 ${base}${gone};`, 'return 410;']
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
