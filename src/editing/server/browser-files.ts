import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** What the editor's pages load. */
export interface BrowserFiles {
  readonly script: string;
  readonly style: string;
  /** SVG. */
  readonly icon: string;
}

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Bundles the browser half; the style is the site's own, so that the preview looks as a page does. */
export async function browserFiles(): Promise<BrowserFiles> {
  const { outputFiles } = await build({
    entryPoints: [source('../browser/edit-page.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'chrome92',
    charset: 'utf8',
    logLevel: 'silent',
  });
  const read = (path: string) => readFileSync(source(path), 'utf8');
  return {
    icon: read('../../../public/favicon.svg'),
    script: outputFiles[0]?.text ?? '',
    style: [
      read('../../styles/tokens.css'),
      read('../../styles/base.css'),
      read('../../styles/tables.css'),
      read('../../styles/report.css'),
      read('../browser/editor.css'),
    ].join('\n'),
  };
}
