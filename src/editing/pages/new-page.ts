import type { FieldTexts } from '../form/field-values.ts';
import { reportFields } from '../form/report-fields.ts';
import { type FieldContext, fieldControl } from './field-controls.ts';
import { html, type Markup } from './markup.ts';

export interface NewPage {
  readonly base: string;
  readonly context: FieldContext;
  readonly texts: ReadonlyMap<string, FieldTexts>;
  readonly slug: string;
  /** Why it could not be made, in Chinese. */
  readonly fault?: string | undefined;
}

/** What a report cannot be without; the rest is written in its own form. */
export const newReportFields = reportFields.filter(({ isRequired }) => isRequired);

export function newPage({ base, context, texts, slug, fault }: NewPage): Markup {
  return html`
<p>先写这几项，建好以后再写正文。有 Word 或网页原件的，用<a href="${base}import">导入</a>。</p>
${fault === undefined ? undefined : html`<p class="failed" role="alert">${fault}</p>`}
<form method="post" action="${base}new" enctype="multipart/form-data" class="report">
${newReportFields.map((field) =>
  fieldControl(
    field,
    texts.get(field.key) ??
      (field.kind === 'words' ? { kind: 'words', words: [] } : { kind: 'one', text: '' }),
    [],
    context,
  ),
)}
<div class="field"><label for="slug">网址里的名字</label>
<p class="hint" id="slug-told">小写字母、数字和连字符，如 government-annual-2019；公开以后不要再改。留空就用标题的拼音。</p>
<input id="slug" name="slug" value="${slug}" aria-describedby="slug-told"></div>
<p><button class="main">新建</button></p>
</form>`;
}
