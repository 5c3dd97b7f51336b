import { html, type Markup } from './markup.ts';

export interface ConflictPage {
  readonly base: string;
  readonly file: string;
  /** Hash of what stands there now; undefined when the file is gone. */
  readonly current: string | undefined;
  /** What was written here, as the whole file. */
  readonly mine: { readonly frontMatter: string; readonly body: string };
  /** Lines `12 - 旧`, `12 + 新`: from what stands there to what was written here. */
  readonly difference: readonly string[];
  readonly theirs: string;
}

/** Nothing was saved: the file is not the one that was opened. Both are shown. */
export function conflictPage(page: ConflictPage): Markup {
  const { base, file, current, mine, difference, theirs } = page;
  return html`
<p>您打开 <code>${file}</code> 以后，它${current === undefined ? '被删去或改名了' : '被另一个窗口或别的程序改过'}。<b>没有保存</b>，两边的内容都还在。</p>
<h2>差别</h2>
<p>减号是现在文件里的，加号是您写的。</p>
<pre class="difference">${difference.map((line) => html`<span class="${/^\d+ \+/.test(line) ? 'come' : 'gone'}">${line}</span>\n`)}</pre>
<form method="post" enctype="multipart/form-data" action="${base}report/save">
<input type="hidden" name="file" value="${file}">
<input type="hidden" name="opened" value="${current ?? ''}">
<input type="hidden" name="origin" value="${current ?? ''}">
<input type="hidden" name="mode" value="text">
<textarea name="yaml" hidden>
${mine.frontMatter}</textarea>
<textarea name="body" hidden>
${mine.body}</textarea>
<p>${
    current === undefined
      ? html`请把您写的内容复制出来，新建一篇再粘贴进去。`
      : html`<button formaction="${base}report/mode" name="to" value="fields">拿着我写的，接着改</button>
<button>用我写的代替文件里的</button>`
  }
<a href="${base}report?file=${encodeURIComponent(file)}&amp;draft=drop">不要我写的，看文件里的</a></p>
</form>
<h2>您写的</h2>
<p><label for="mine">您写的全文</label></p>
<textarea id="mine" rows="12" readonly class="code">
---
${mine.frontMatter}---
${mine.body}</textarea>
<h2>文件里的</h2>
<p><label for="theirs">文件里的全文</label></p>
<textarea id="theirs" rows="12" readonly class="code">
${theirs}</textarea>`;
}
