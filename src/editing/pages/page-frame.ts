import { html, type Markup } from './markup.ts';

export interface PageFrame {
  readonly title: string;
  /** Path of the editor, `/…/`. */
  readonly base: string;
  readonly content: Markup;
  /** Which entry of the menu this is; '' for none. */
  readonly here?: string | undefined;
  /** Said at the top of the page, and read out. */
  readonly message?: { readonly kind: 'done' | 'failed'; readonly text: string } | undefined;
}

const menu = [
  ['', '报告'],
  ['new', '新建'],
  ['import', '导入'],
  ['mend', '自动修补'],
  ['setup', '网站资料'],
  ['build', '生成网站'],
] as const;

/** A whole page of the editor. */
export function pageFrame(frame: PageFrame): Markup {
  const { title, base, content, here, message } = frame;
  return html`<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · 编辑</title>
<link rel="stylesheet" href="${base}style.css">
<link rel="icon" href="${base}favicon.svg" type="image/svg+xml">
<script type="module" src="${base}edit-page.js"></script>
</head>
<body class="page">
<a class="skip" href="#main">跳到正文</a>
<header class="column bar">
<p class="name">法治档案 · 编辑</p>
<nav aria-label="编辑"><ul>${menu.map(
    ([path, name]) =>
      html`<li><a href="${base}${path}"${path === here ? html` aria-current="page"` : undefined}>${name}</a></li>`,
  )}</ul></nav>
</header>
<main id="main" class="column" tabindex="-1">
<h1>${title}</h1>
<div role="status" class="message">${message === undefined ? undefined : html`<p class="${message.kind}">${message.text}</p>`}</div>
${content}
</main>
</body>
</html>`;
}
