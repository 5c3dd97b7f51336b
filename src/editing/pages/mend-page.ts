import type { FileMend } from '../../archive/mend/mend-content.ts';
import { html, type Markup } from './markup.ts';

/** What has one right answer, as a diff; written only when somebody has seen it. */
export function mendPage(base: string, mends: readonly FileMend[]): Markup {
  if (mends.length === 0) return html`<p>没有可以自动修补的。</p>`;
  return html`<p>下面这些只有一种正确的改法。减号是现在的，加号是改后的。看过没有问题，再写入。</p>
${mends.map(
  ({ file, whole, diff }) => html`<section><h2>${file}</h2>
${whole.length === 0 ? undefined : html`<ul>${whole.map((what) => html`<li>全文：${what}</li>`)}</ul>`}
<pre class="difference">${diff.map((line) => html`<span class="${/^\d+ \+/.test(line) ? 'come' : 'gone'}">${line}</span>\n`)}</pre></section>`,
)}
<form method="post" action="${base}mend" enctype="multipart/form-data"><p><button class="main">写入这 ${mends.length} 个文件</button></p></form>`;
}
