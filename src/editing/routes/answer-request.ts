import { PathRefused } from '../content/content-folder.ts';
import { FormSubmission } from '../form/form-submission.ts';
import { type Answer, refusal } from './answer.ts';
import type { Editor } from './editor.ts';
import { routeTable } from './route-table.ts';

/** Answers who only looks; `path` is what stands after the editor's base. */
export async function answerGet(
  editor: Editor,
  path: string,
  query: URLSearchParams,
): Promise<Answer> {
  try {
    const get = routeTable.get(path)?.get;
    if (get === undefined) throw noSuchPage();
    return await get(editor, query);
  } catch (error) {
    return refusal(editor.base, error);
  }
}

/** Answers who sends a form. */
export async function answerPost(
  editor: Editor,
  path: string,
  read: () => Promise<FormData>,
): Promise<Answer> {
  try {
    const form = new FormSubmission(await read());
    const post = routeTable.get(path)?.post;
    if (post === undefined) throw noSuchPage();
    return await post(editor, form);
  } catch (error) {
    return refusal(editor.base, error);
  }
}

function noSuchPage(): PathRefused {
  return new PathRefused('没有这一页。');
}
