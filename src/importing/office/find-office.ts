import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where installers put LibreOffice when they leave the search path alone. */
const usualPlaces = [
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
  'C:\\Program Files\\LibreOffice\\program\\soffice.com',
  'C:\\Program Files (x86)\\LibreOffice\\program\\soffice.com',
];

/** What a clerk is told where a file needs it. */
export const officeMissing =
  '这台机器没有装 LibreOffice，这种文件读不出来：装上 LibreOffice（免费，安装包可以拷到内网）再导入一次，或者在 WPS、Word 里另存为 .docx 再导入。';

/** The path of LibreOffice's program; undefined where it is not installed. `ARCHIVE_OFFICE` names it, or is `none`. */
export function findOffice(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const stated = environment.ARCHIVE_OFFICE;
  if (stated === 'none') return undefined;
  if (stated !== undefined && stated !== '') return isProgram(stated) ? stated : undefined;
  const names = process.platform === 'win32' ? ['soffice.com'] : ['soffice', 'libreoffice'];
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...usualPlaces]
    .filter(isProgram)
    .at(0);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
