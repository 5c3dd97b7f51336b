import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOffice } from '../../importing/office/find-office.ts';
import { type ImportOutcome, runImport } from '../../importing/run-import.ts';
import { PathRefused } from '../content/content-folder.ts';
import { InputRefused } from '../content/input-refused.ts';
import { placeReport, unplacedReports } from '../desk/imported-reports.ts';
import type { FormSubmission } from '../form/form-submission.ts';
import { safeFileName } from '../form/read-form.ts';
import { againLabel, importPage } from '../pages/import-page.ts';
import { html } from '../pages/markup.ts';
import { type Answer, goTo, page, reportFormAddress } from './answer.ts';
import type { Editor } from './editor.ts';
import { listAnswer } from './list.ts';

export function showImport(editor: Editor): Promise<Answer> {
  return importAnswer(editor, {});
}

/** Imports documents as `npm run import` does, with what was stated of all of them. */
export async function importFiles(editor: Editor, sent: FormSubmission): Promise<Answer> {
  const year = sent.word('year');
  const issuer = sent.text('issuer');
  if (year !== '' && !/^\d{4}$/.test(year))
    return importAnswer(editor, {
      typed: { year, issuer },
      refused: new InputRefused('年度要写成四位数字；写好以后，请再选一次文件。'),
    });
  const scratch = mkdtempSync(join(tmpdir(), 'archive-uploads-'));
  try {
    const outcomes = await runImport({
      sources: await placeUploads(scratch, sent.files('files')),
      contentDir: editor.desk.folder.root,
      stated: {
        year: year === '' ? undefined : Number(year),
        issuer: issuer === '' ? undefined : issuer,
        indicators: [],
      },
      isDryRun: false,
      isAgain: sent.has('again'),
      howAgain: `选上“${againLabel}”，再选一次文件`,
      childEntry: editor.importEntry,
      office: findOffice(),
    });
    return await importAnswer(editor, { outcomes });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Gives an imported report the year that its original does not state. */
export async function placeImported(editor: Editor, sent: FormSubmission): Promise<Answer> {
  const file = sent.text('file');
  const year = sent.word('year');
  try {
    return goTo(reportFormAddress(editor.base, placeReport(editor.desk.folder, file, year)));
  } catch (error) {
    if (!(error instanceof InputRefused)) throw error;
    return listAnswer(editor, new URLSearchParams(), {
      status: error.status,
      message: { kind: 'failed', text: error.message },
      refusedYear: { file, year },
    });
  }
}

/** What an imported report without a year says, to be looked at. */
export function showUnplaced({ desk, base }: Editor, query: URLSearchParams): Answer {
  const file = query.get('file') ?? '';
  if (!unplacedReports(desk.folder).includes(file))
    throw new PathRefused('没有这个待定年度的文件。');
  return page({
    base,
    title: file.replace('.imported/', ''),
    content: html`<p>还没有年度，所以还不能编辑。看过以后，回到<a href="${base}">报告</a>那一页写上年度。</p>
<p><label for="content">全文</label></p><textarea id="content" rows="24" readonly class="code">
${desk.savedText(file)}</textarea>`,
  });
}

async function importAnswer(
  { desk, base }: Editor,
  {
    outcomes,
    typed,
    refused,
  }: {
    readonly outcomes?: readonly ImportOutcome[];
    readonly typed?: { readonly year: string; readonly issuer: string };
    readonly refused?: InputRefused;
  },
): Promise<Answer> {
  const { content } = await desk.look();
  return page({
    base,
    title: '导入',
    here: 'import',
    refused,
    content: importPage({ base, issuers: content?.issuers.value ?? [], typed, outcomes }),
  });
}

/** @returns the paths of what was sent, absolute, in its order */
async function placeUploads(scratch: string, files: readonly File[]): Promise<readonly string[]> {
  const sources: string[] = [];
  for (const [index, file] of files.entries()) {
    // Each in a folder of its own, so that two of one name are two.
    const folder = join(scratch, String(index));
    mkdirSync(folder);
    const path = join(folder, safeFileName(file.name));
    writeFileSync(path, new Uint8Array(await file.arrayBuffer()), { flag: 'wx' });
    sources.push(path);
  }
  return sources;
}
