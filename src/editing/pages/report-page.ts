import type { Author } from '../content/commit.ts';
import type { EditForm } from '../form/edit-form.ts';
import type { PlacedProblem } from '../form/problems-by-field.ts';
import { reportFields } from '../form/report-fields.ts';
import { type FieldContext, fieldControls } from './field-controls.ts';
import { html, type Markup } from './markup.ts';
import { problemCount, problemItems } from './problem-list.ts';

export interface ReportPage {
  readonly base: string;
  readonly form: EditForm;
  readonly problems: readonly PlacedProblem[];
  readonly context: FieldContext;
  /** Undefined where the content is in no repository. */
  readonly author?: Author | undefined;
  /** When what is on the disk and not saved was typed; undefined when there is none. */
  readonly draftTime?: number | undefined;
  /** What an action did. */
  readonly notes?: readonly string[] | undefined;
  /** Something in the form is not saved. */
  readonly isUnsaved: boolean;
}

/** The form of one report. */
export function reportPage(page: ReportPage): Markup {
  const { base, form, problems, context, author, draftTime, notes, isUnsaved } = page;
  const of = (field: string) => problems.filter((placed) => placed.field === field);
  const isText = form.record.kind === 'text';
  const address = `${base}report?file=${encodeURIComponent(form.file)}`;
  return html`
<p class="quiet">文件：<code>${form.file}</code> <a href="${base}report/move?file=${encodeURIComponent(form.file)}">改名或撤下</a></p>
${
  draftTime === undefined
    ? undefined
    : html`<section class="draft" aria-labelledby="draft"><h2 id="draft">上次写的还没有保存</h2>
<p>${new Date(draftTime).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })} 写的内容还在。</p>
<p><a class="button" href="${address}&amp;draft=open">接着写</a> <a href="${address}&amp;draft=drop">不要了，看保存着的</a></p></section>`
}
${notes === undefined || notes.length === 0 ? undefined : html`<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`}
<edit-page data-check="${base}report/check" data-paste="${base}report/paste" data-picture="${base}report/picture-file"${isUnsaved ? html` data-unsaved` : undefined}>
<form method="post" action="${base}report/save" enctype="multipart/form-data" class="report">
<input type="hidden" name="file" value="${form.file}">
<input type="hidden" name="opened" value="${form.opened}">
<input type="hidden" name="origin" value="${form.origin}">
<input type="hidden" name="mode" value="${form.record.kind}">
<input type="hidden" name="caret" value="">
<p class="count"><button>保存</button> <span role="status" data-count>${problemCount(problems)}</span>。<span data-state aria-live="polite"></span></p>
<div data-problems="file">${problemItems(of('file'))}</div>
<section aria-labelledby="record"><h2 id="record">信息栏</h2>
<div data-problems="record">${problemItems(of('record'))}</div>
${
  form.record.kind === 'text'
    ? html`<p><label for="yaml">信息栏原文</label></p>
<textarea id="yaml" name="yaml" rows="14" spellcheck="false" class="code">
${form.record.text}</textarea>${problems.filter(({ field }) => !['file', 'record', 'body'].includes(field)).length === 0 ? undefined : problemItems(problems.filter(({ field }) => !['file', 'record', 'body'].includes(field)))}
<p><button name="to" value="fields" formaction="${base}report/mode">改用表格填写</button></p>`
    : html`${fieldControls(reportFields, form.record.texts, problems, context)}
<p><button name="to" value="text" formaction="${base}report/mode">改信息栏原文</button></p>`
}
</section>
<section aria-labelledby="text"><h2 id="text">正文</h2>
<p><label for="body">正文（Markdown）</label></p>
<p class="hint" id="body-hint">从 Word、WPS 复制的文字和表格可以直接粘贴，会变成这里的写法；图片可以粘贴，也可以拖进来。小标题前写两个井号，如 <code>## 一、基本情况</code>；段落之间空一行。</p>
<div data-problems="body" id="body-problems">${problemItems(of('body'))}</div>
<textarea id="body" name="body" rows="24" class="code" aria-describedby="body-hint body-problems">
${form.body}</textarea>
</section>
<section aria-labelledby="beside"><h2 id="beside">图片和附件</h2>
<div class="row"><p><label for="picture">图片文件</label> <input id="picture" type="file" name="picture" accept="image/*"></p>
<p><label for="alt">图上的内容（读屏的人听到的）</label> <input id="alt" name="alt"></p>
<p><button formaction="${base}report/picture">添加图片</button></p></div>
<div class="row"><p><label for="attachment">附件文件</label> <input id="attachment" type="file" name="attachment"></p>
<p><label for="attachment-title">附件的名称</label> <input id="attachment-title" name="attachment-title"></p>
<p><button formaction="${base}report/attachment"${isText ? html` disabled` : undefined}>添加附件</button></p></div>
</section>
<section aria-labelledby="save"><h2 id="save">保存</h2>
${
  author === undefined
    ? undefined
    : html`<fieldset><legend>记入 Git</legend><p><label class="choice"><input type="checkbox" name="commit" value="yes"> <span>保存的同时提交（只提交这一篇和它的图片、附件，不会推送）</span></label></p>
<div class="row"><p><label for="author-name">您的姓名</label> <input id="author-name" name="author-name" autocomplete="name" value="${author.name}"></p>
<p><label for="author-email">电子邮箱</label> <input id="author-email" name="author-email" autocomplete="email" value="${author.email}"></p></div></fieldset>`
}
<p><button class="main" formaction="${base}report/save">保存</button></p>
</section>
<section aria-labelledby="look"><h2 id="look">预览</h2>
<p><button formaction="${base}report/preview" formtarget="preview" name="script" value="hans">简体</button>
<button formaction="${base}report/preview" formtarget="preview" name="script" value="hant">繁体，标出存疑的字</button></p>
<iframe name="preview" title="预览" sandbox="allow-same-origin allow-forms allow-top-navigation-by-user-activation" src="${base}preview-empty"></iframe>
</section>
</form>
</edit-page>`;
}
