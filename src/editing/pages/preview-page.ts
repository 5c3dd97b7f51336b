import type { GlossaryEntry } from '../../model/glossary.ts';
import type { ChangedPlace, GlossaryEffect } from '../shown/glossary-effect.ts';
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
    : html`<p>一个简体字对应几个繁体字的地方，共 ${doubts.length} 处。按一下，先看会改动哪里，再定只在这一篇里用，还是全站都用。</p>
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
<p><label for="traditional">繁体（字数相同）</label> <input id="traditional" name="traditional" required></p></div><p><button>看会改动哪里</button></p></form></details></aside>`
    : undefined
}`,
  );
}

export interface DecisionPage {
  readonly base: string;
  readonly file: string;
  readonly entry: GlossaryEntry;
  readonly effect: GlossaryEffect;
}

/** Texts of an effect that are shown one by one, and places of each. */
const mostTexts = 20;
const mostPlaces = 5;

/** What an entry would change, before anybody decides where it is to hold. */
export function decisionPage({ base, file, entry, effect }: DecisionPage): Markup {
  const { simplified, traditional } = entry;
  const { here, elsewhere } = effect;
  const others = elsewhere.reduce((sum, { places }) => sum + places.length, 0);
  const sent = html`<input type="hidden" name="file" value="${file}"><input type="hidden" name="simplified" value="${simplified}"><input type="hidden" name="traditional" value="${traditional}">`;
  return previewFrame(
    base,
    'zh-Hans',
    html`<main class="column"><h1>${simplified} → <span lang="zh-Hant">${traditional}</span></h1>
<p role="status">这一篇里会改动 ${here.length} 处，别处会改动 ${others} 处。还没有写入。</p>
${changedPlaces(here)}
<form method="post" action="${base}report/glossary/own" target="_parent" data-own><p>${sent}<button>只在这一篇里用</button></p></form>
<form method="post" action="${base}report/glossary/site"><p>${sent}<button>全站都用${others === 0 ? '' : `，别处的 ${others} 处也改`}</button></p></form>
<p><a class="button" href="${base}report/preview?file=${encodeURIComponent(file)}">不写，回到预览</a></p>
${
  others === 0
    ? undefined
    : html`<h2>全站都用，别处会改动的</h2>${elsewhere
        .slice(0, mostTexts)
        .map(
          ({ name, places }) =>
            html`<h3>${name}（${places.length} 处）</h3>${changedPlaces(places)}`,
        )}${elsewhere.length > mostTexts ? html`<p>还有 ${elsewhere.length - mostTexts} 篇，没有列出。</p>` : undefined}`
}</main>`,
  );
}

function changedPlaces(places: readonly ChangedPlace[]): Markup | undefined {
  if (places.length === 0) return undefined;
  return html`<ul>${places
    .slice(0, mostPlaces)
    .map(
      ({ before, was, becomes, after }) =>
        html`<li lang="zh-Hant">${before}<del>${was}</del><ins>${becomes}</ins>${after}</li>`,
    )}${places.length > mostPlaces ? html`<li>还有 ${places.length - mostPlaces} 处</li>` : undefined}</ul>`;
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
