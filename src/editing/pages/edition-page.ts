import { html, type Markup } from './markup.ts';

export interface EditionRow {
  /** From 1. */
  readonly level: number;
  /** Empty where none is known. */
  readonly code: string;
  readonly title: string;
  /** Where it stands in the table, in Chinese. */
  readonly place: string | undefined;
  /** It has no code of its own yet. */
  readonly isAsked: boolean;
}

export interface EditionPage {
  readonly base: string;
  readonly edition: string;
  readonly title: string;
  /** In printed order, parents before children. */
  readonly rows: readonly EditionRow[];
  /** The tree to send back, as JSON. */
  readonly tree: string;
  /** What was left out, in Chinese. */
  readonly left: readonly string[];
  /** What is otherwise than in the edition before; undefined where there is none. */
  readonly differences: string | undefined;
  /** One of this name is there. */
  readonly isThere: boolean;
}

/** The tree that a table holds, to be looked at before it is written; codes that it lacks are asked for. */
export function editionPage(page: EditionPage): Markup {
  const { base, edition, title, rows, tree, left, differences, isThere } = page;
  const asked = rows.filter(({ isAsked }) => isAsked).length;
  return html`
<p role="status">读到 ${rows.length} 条指标${asked === 0 ? '' : `，其中 ${asked} 条没有编号，或者编号重复，要写代码`}。请对照原件看一遍，再写入。</p>
${left.length === 0 ? undefined : html`<ul class="notes">${left.map((line) => html`<li>注意：${line}。</li>`)}</ul>`}
<form method="post" action="${base}setup/edition" enctype="multipart/form-data">
<textarea name="tree" hidden>
${tree}</textarea>
<div class="row"><p><label for="edition">版本</label> <input id="edition" name="edition" value="${edition}" required></p>
<p><label for="title">这一版的名称</label> <input id="title" name="title" value="${title}" required></p></div>
<ul class="indicators">${rows.map(
    ({ level, code, title: words, place, isAsked }, at) =>
      html`<li class="level-${Math.min(level, 4)}">${
        isAsked
          ? html`<label for="code-${at}">${words}${place === undefined ? '' : `（${place}）`}，代码写</label> <input id="code-${at}" name="code.${at}" size="8" value="${code}" required>`
          : html`<b>${code}</b> ${words}`
      }</li>`,
  )}</ul>
${differences === undefined ? undefined : html`<h2>和前一版比</h2><pre class="difference">${differences}</pre>`}
${isThere ? html`<p><label class="choice"><input type="checkbox" name="replace" value="yes"> <span>换掉现有的 ${edition} 版</span></label></p>` : undefined}
<p><button class="main">写入指标表</button> <a href="${base}setup">不写，回到网站资料</a></p>
</form>`;
}
