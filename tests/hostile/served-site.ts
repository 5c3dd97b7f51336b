import { existsSync } from 'node:fs';
import { type RunningServer, startStaticServer } from '../../src/building/preview/static-server.ts';
import { filesBelow } from '../../src/derive/kept/files-below.ts';
import { hostileSite } from './hostile-site.ts';

/** How pages are served: as they were built, or with nothing but themselves against what they hold. */
export const policies = {
  'with the policy': hostileSite.outDir,
  'without the policy': hostileSite.openDir,
} as const;

export function serve(folder: string): Promise<RunningServer> {
  if (!existsSync(folder)) throw new Error('Nothing was built: node tests/hostile/build.ts');
  return startStaticServer({ folder, base: '/', port: 0, host: '127.0.0.1' });
}

/** The addresses of all pages, in order. */
export function pageAddresses(folder: string): readonly string[] {
  return filesBelow(folder)
    .map((path) => path.slice(folder.length).replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.html'))
    .map((path) => path.replace(/index\.html$/, ''))
    .sort();
}

/** Where what a reader brings along meets the scripts of a page. */
export const brought: readonly string[] = [
  '/search/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E',
  '/search/?q=alert',
  '/search/?q=%E6%AD%A3%E6%96%87&year=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E',
  '/zh-hant/search/?q=script&issuer=__proto__&sort=constructor',
  '/reports/2023/text-0/?highlight=%3Cscript%3Ealert(1)%3C%2Fscript%3E#%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E',
  '/reports/2023/text-1/?highlight=alert%20script%20%E6%AD%A3%E6%96%87#%E0%A4%A',
  '/zh-hant/reports/2023/text-2/?highlight=%E6%AD%A3%E6%96%87&mode=%22%3E%3Cscript%3E',
  '/reports/2023/text-3/#javascript:alert(1)',
];
