import type { ImportOutcome } from '../../importing/run-import.ts';
import { countOutcomes, stateNames } from '../../importing/write/outcome-page.ts';
import { labelledField } from '../../model/field-labels.ts';
import type { Issuer } from '../../model/issuer.ts';
import { html, type Markup } from './markup.ts';

export interface ImportPage {
  readonly base: string;
  readonly issuers: readonly Issuer[];
  /** What was stated and refused, to be mended. */
  readonly typed?: { readonly year: string; readonly issuer: string } | undefined;
  /** Of the import that was just made. */
  readonly outcomes?: readonly ImportOutcome[] | undefined;
}

/** Of the box that has what was taken away imported once more. */
export const againLabel = '以前导入过、报告后来删掉了的，也重新导入';

export function importPage({ base, issuers, typed, outcomes }: ImportPage): Markup {
  return html`
${outcomes === undefined ? undefined : results(base, outcomes)}
<form method="post" action="${base}import" enctype="multipart/form-data">
<h2>${outcomes === undefined ? '选文件' : '再导入一些'}</h2>
<p class="hint" id="files-told">Word（.docx、.doc）、保存下来的网页（.html、.mht）、纯文字（.txt）、有文字层的 .pdf，装了 LibreOffice 的机器上还有 .wps、.rtf、.odt，以及装着它们的 .zip，可以一次选很多个。原件不会改动，以前导入过的会跳过，已经编辑过的绝不覆盖。</p>
<p><label for="files">文件</label> <input id="files" type="file" name="files" multiple required aria-describedby="files-told"></p>
<fieldset><legend>原件里没有写时才用（可以不填）</legend>
<div class="row"><p><label for="year">年度</label> <input id="year" name="year" value="${typed?.year ?? ''}" inputmode="numeric" pattern="[0-9]{4}" size="6"></p>
<p><label for="issuer">发布机构</label> <select id="issuer" name="issuer"><option value="">不填</option>${issuers.map(
    ({ id, name }) =>
      html`<option value="${id}"${id === typed?.issuer ? html` selected` : undefined}>${name}</option>`,
  )}</select></p></div></fieldset>
<p><label class="choice"><input type="checkbox" name="again" value="yes"> <span>${againLabel}</span></label></p>
<p><button class="main">导入</button></p>
</form>`;
}

function results(base: string, outcomes: readonly ImportOutcome[]): Markup {
  const order = Object.keys(stateNames);
  const sorted = [...outcomes].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return html`<section aria-labelledby="outcome"><h2 id="outcome">导入的结果</h2><p role="status">${countOutcomes(outcomes)}。</p>
${sorted.map(({ state, source, report, reason, found, open, review, dropped, frame }) => {
  return html`<section class="outcome ${state}"><h3>${stateNames[state]}：${source}</h3>
${reason === undefined ? undefined : html`<p>${reason}</p>`}
${report === undefined ? undefined : report.startsWith('.imported/') ? html`<p>它还没有年度：到<a href="${base}">报告</a>那一页，写上年度。</p>` : html`<p><a class="button" href="${base}report?file=${encodeURIComponent(report)}">打开编辑：${report}</a></p>`}
${list('要做的', [...open, ...review])}
${list(
  '找到的',
  found.map(({ field, value, words }) => `${labelledField(field)}：${value}，见 ${words}`),
)}
${list('没有导入的部分', dropped)}
${frame.length === 0 ? undefined : html`<details><summary>当作页面的框架没有导入的文字（${frame.length} 块）</summary>${list('逐块列出', frame)}</details>`}</section>`;
})}</section>`;
}

function list(heading: string, items: readonly string[]): Markup | undefined {
  return items.length === 0
    ? undefined
    : html`<p><b>${heading}</b></p><ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}
