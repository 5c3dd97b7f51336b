import { unplacedReports } from '../desk/imported-reports.ts';
import { listPage } from '../pages/list-page.ts';
import { type Answer, type Message, page } from './answer.ts';
import type { Editor } from './editor.ts';

export function showList(editor: Editor, query: URLSearchParams): Promise<Answer> {
  const isMended = query.get('done') === 'mended';
  return listAnswer(editor, query, {
    message: isMended ? { kind: 'done', text: '修补写入了。' } : undefined,
  });
}

/**
 * The list of all reports.
 *
 * @param query which of them are wanted
 * @param more.refusedYear what was typed as an imported report's year, which has no place yet
 */
export async function listAnswer(
  { desk, base }: Editor,
  query: URLSearchParams,
  more: {
    readonly status?: number;
    readonly message?: Message;
    readonly refusedYear?: { readonly file: string; readonly year: string };
  },
): Promise<Answer> {
  const { content, problems } = await desk.look();
  const reports = content?.reports ?? [];
  const unread = (content?.files.reports ?? []).filter(
    (file) => !reports.some((report) => report.file === file),
  );
  const files = [...reports.map(({ file }) => file), ...unread];
  return page({
    base,
    title: '报告',
    here: '',
    status: more.status,
    message: more.message,
    content: listPage({
      base,
      reports,
      unread,
      unplaced: unplacedReports(desk.folder),
      refusedYear: more.refusedYear,
      issuers: content?.issuers.value ?? [],
      problems,
      isUnready:
        content?.site === undefined ||
        (content.issuers.value ?? []).length === 0 ||
        content.editions.length === 0,
      drafts: new Set(files.filter((file) => desk.drafts.find(file) !== undefined)),
      wanted: {
        year: query.get('year') ?? '',
        issuer: query.get('issuer') ?? '',
        words: (query.get('words') ?? '').trim(),
      },
    }),
  });
}
