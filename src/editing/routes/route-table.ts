import type { FormSubmission } from '../form/form-submission.ts';
import type { Answer } from './answer.ts';
import { addAttachments } from './attachments.ts';
import { buildProgress, releasedZip, showBuild, startRelease, startSiteBuild } from './build.ts';
import type { Editor } from './editor.ts';
import { addOwnEntry, addSiteEntry, weighEntry } from './glossary.ts';
import { importFiles, placeImported, showImport, showUnplaced } from './import.ts';
import { readTable, writeEdition } from './indicator-table.ts';
import { showList } from './list.ts';
import { showMends, writeFoundMends } from './mend.ts';
import { moveOn, showMove, withdraw } from './move.ts';
import { createNew, showNew } from './new-report.ts';
import { addPictures, pasteText, placePicture, showPicture } from './pictures.ts';
import { previewKept, previewSent, showNoPreview } from './preview.ts';
import { checkReport, openReport, turnReport } from './report.ts';
import { saveReport } from './save.ts';
import { addIssuers, saveSite, showSetup } from './setup.ts';

/** What one address answers, by method; HEAD is asked as GET. */
export interface Route {
  readonly get?: (editor: Editor, query: URLSearchParams) => Answer | Promise<Answer>;
  readonly post?: (editor: Editor, form: FormSubmission) => Answer | Promise<Answer>;
}

/** Every address of the editor, below its base. */
export const routeTable: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['', { get: showList }],

  ['report', { get: openReport }],
  ['report/check', { post: checkReport }],
  ['report/save', { post: saveReport }],
  ['report/mode', { post: turnReport }],

  ['report/preview', { get: previewKept, post: previewSent }],
  ['preview-empty', { get: showNoPreview }],
  ['report/glossary', { post: weighEntry }],
  ['report/glossary/site', { post: addSiteEntry }],
  ['report/glossary/own', { post: addOwnEntry }],

  ['report/picture', { post: addPictures }],
  ['report/picture-file', { post: placePicture }],
  ['report/paste', { post: pasteText }],
  ['file', { get: showPicture }],
  ['report/attachment', { post: addAttachments }],

  ['report/move', { get: showMove }],
  ['report/rename', { post: moveOn }],
  ['report/withdraw', { post: withdraw }],

  ['new', { get: showNew, post: createNew }],
  ['import', { get: showImport, post: importFiles }],
  ['import/place', { post: placeImported }],
  ['unplaced', { get: showUnplaced }],
  ['mend', { get: showMends, post: writeFoundMends }],

  ['setup', { get: showSetup }],
  ['setup/site', { post: saveSite }],
  ['setup/issuers', { post: addIssuers }],
  ['setup/table', { post: readTable }],
  ['setup/edition', { post: writeEdition }],

  ['build', { get: showBuild, post: startSiteBuild }],
  ['build/release', { post: startRelease }],
  ['build/state', { get: buildProgress }],
  ['build/zip', { get: releasedZip }],
]);
