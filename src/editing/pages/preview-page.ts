import type { PreviewText, Script } from '../shown/preview.ts';
import { html, type Markup } from './markup.ts';

export interface PreviewPage {
  readonly base: string;
  readonly file: string;
  readonly script: Script;
  readonly text: PreviewText;
  readonly message?: string | undefined;
}

/** What the frame below a form shows: the report as its page will, and in Traditional what is in doubt. */
export function previewPage({ base, file, script, text, message }: PreviewPage): Markup {
  const { title, record, body, doubts } = text;
  const isTraditional = script === 'hant';
  return previewFrame(
    base,
    isTraditional ? 'zh-Hant' : 'zh-Hans',
    html`<main class="column preview" tabindex="-1"><h1>${title}</h1>
<dl>${record.map(({ name, value }) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<article class="report-text">${body}</article></main>
${
  isTraditional
    ? html`<aside class="column" lang="zh-Hans" aria-labelledby="doubts"><h2 id="doubts">存疑的转换</h2>
<div role="status">${message === undefined ? undefined : html`<p class="done">${message}</p>`}</div>
${
  doubts.length === 0
    ? html`<p>没有存疑的字。</p>`
    : html`<p>一个简体字对应几个繁体字的地方，共 ${doubts.length} 处。按一下写进全站的繁简对照表（glossary.yaml）。</p>
<ol class="doubts">${doubts.map(
        (doubt, index) => html`<li id="doubt-${index + 1}">
<p>${doubt.before}<b>${doubt.simplified}</b>${doubt.after}${doubt.count > 1 ? `（共 ${doubt.count} 处）` : ''}，现在是 <b lang="zh-Hant">${doubt.traditional}</b></p>
<form method="post" action="${base}report/glossary">
<input type="hidden" name="file" value="${file}">
<input type="hidden" name="simplified" value="${doubt.simplified}">
<p>${doubt.others.map(
          (other) =>
            html`<button name="traditional" value="${other}">改为 <span lang="zh-Hant">${other}</span></button> `,
        )}<button name="traditional" value="${doubt.traditional}">没有错，就是 <span lang="zh-Hant">${doubt.traditional}</span></button></p>
</form></li>`,
      )}</ol>`
}
<details><summary>自己写一条</summary><form method="post" action="${base}report/glossary"><input type="hidden" name="file" value="${file}">
<div class="row"><p><label for="simplified">简体</label> <input id="simplified" name="simplified" required></p>
<p><label for="traditional">繁体（字数相同）</label> <input id="traditional" name="traditional" required></p></div><p><button>写入对照表</button></p></form></details></aside>`
    : undefined
}`,
  );
}

/** Before anything was asked for, or where nothing can be shown. */
export function previewNotice(base: string, text: string): Markup {
  return previewFrame(
    base,
    'zh-Hans',
    html`<main class="column"><h1 class="unseen">预览</h1><p>${text}</p></main>`,
  );
}

function previewFrame(base: string, lang: string, content: Markup): Markup {
  return html`<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>预览</title><link rel="stylesheet" href="${base}style.css"></head>
<body class="page">${content}</body></html>`;
}
