import { reportSlug } from '../../importing/write/report-slug.ts';
import { FileChanged, PathRefused } from '../content/content-folder.ts';
import { InputRefused } from '../content/input-refused.ts';
import { createReport } from '../desk/create-report.ts';
import { sentForm } from '../form/edit-form.ts';
import type { FieldTexts } from '../form/field-values.ts';
import type { FormSubmission } from '../form/form-submission.ts';
import { newPage, newReportFields } from '../pages/new-page.ts';
import { type Answer, goTo, page, reportFormAddress } from './answer.ts';
import type { Editor } from './editor.ts';
import { fieldContext } from './report-form.ts';

type NewFields = ReadonlyMap<string, FieldTexts>;

export function showNew(editor: Editor): Promise<Answer> {
  return newAnswer(editor, new Map(), '');
}

/** Makes a report of the fields that it cannot be without. */
export async function createNew(editor: Editor, sent: FormSubmission): Promise<Answer> {
  const { record } = sentForm(sent.entries);
  const texts: NewFields = record.kind === 'fields' ? record.texts : new Map();
  const wanted = sent.word('slug');
  const fields = new Map<string, unknown>();
  for (const { key, kind } of newReportFields) {
    const own = texts.get(key);
    if (own?.kind === 'words') fields.set(key, own.words);
    else if (own?.kind === 'one' && own.text.trim() !== '')
      fields.set(key, kind === 'integer' ? Number(own.text) : own.text.trim());
  }
  const year = String(fields.get('year') ?? '');
  const title = fields.get('title');
  const slug = wanted !== '' ? wanted : reportSlug('', typeof title === 'string' ? title : '');
  const missing = newReportFields.filter(({ key }) => {
    const value = fields.get(key);
    return value === undefined || (Array.isArray(value) && value.length === 0);
  });
  if (missing.length > 0) {
    const fault = `还没有写：${missing.map(({ label }) => label).join('、')}。`;
    return newAnswer(editor, texts, wanted, fault);
  }
  try {
    const file = createReport(editor.desk.folder, year, slug, fields);
    return goTo(reportFormAddress(editor.base, file, 'made'));
  } catch (error) {
    if (error instanceof FileChanged)
      return newAnswer(editor, texts, slug, `${year} 年已经有一篇叫 ${slug}，请换一个名字。`);
    if (error instanceof InputRefused || error instanceof PathRefused)
      return newAnswer(editor, texts, slug, error.message);
    throw error;
  }
}

async function newAnswer(
  { desk, base }: Editor,
  texts: NewFields,
  slug: string,
  fault?: string,
): Promise<Answer> {
  const context = fieldContext(await desk.look());
  return page({
    base,
    title: '新建报告',
    here: 'new',
    status: fault === undefined ? 200 : 400,
    content: newPage({ base, context, texts, slug, fault }),
  });
}
