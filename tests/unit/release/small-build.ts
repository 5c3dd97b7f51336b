import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checksumFile, checksums } from '../../../src/derive/manifest/file-manifest.ts';
import { siteFiles } from '../../../src/release/site-files.ts';

const short = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8);

/**
 * Writes what stands for a finished build: pages that name an asset of their own, a search index whose
 * folder bears its hash, data and an attachment. Another edition has other assets, chunks and pages.
 *
 * @param reports how many pages more, so that writing them takes a while.
 */
export function writeSmallBuild(folder: string, edition: string, reports = 0): void {
  const style = `/* ${edition} */${'p{margin:0}'.repeat(80)}`;
  const chunk = `chunk of ${edition}`;
  const page = (name: string) =>
    `<!doctype html><link href="/_assets/style.${short(style)}.css"><p>${name} ${edition} ${'依法行政。'.repeat(60)}`;
  const files: Record<string, string | Buffer> = {
    [`_assets/style.${short(style)}.css`]: style,
    '_assets/same.12345678.js': 'export {};',
    [`pagefind/${short(chunk)}/index/${short(chunk)}.pf_index`]: chunk,
    'pagefind/1.6.0/names.json.packed': 'names, packed',
    'pagefind/archive.json': JSON.stringify({ index: short(chunk) }),
    'data/reports.json': JSON.stringify({ edition, reports: [] }),
    'feed.xml': `<feed>${edition}</feed>`,
    'reports/2019/a/附件 1.pdf': Buffer.from('%PDF-1.4\0unchanged'),
    'index.html': page('home'),
    'search/index.html': page('search'),
    [`reports/2019/${edition}/index.html`]: page('report'),
    'zh-hant/index.html': page('traditional'),
    '404.html': page('missing'),
    'zh-hant/404.html': page('traditional missing'),
    'about/index.html': '<!doctype html><p>the same in every edition',
    'sitemap-1.xml': `<urlset>${edition}</urlset>`,
  };
  for (let index = 0; index < reports; index += 1) {
    files[`reports/2020/r${index}/index.html`] = page(`report ${index}`);
  }
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const entries = siteFiles(folder).files.map((path) => ({
    path,
    sha256: createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex'),
  }));
  writeFileSync(join(folder, checksumFile), checksums(entries));
}

/** What a reader would miss at a published place: pages whose asset, or search whose chunk, is not there. */
export function missingParts(root: string): readonly string[] {
  if (!existsSync(root)) return [];
  const faults: string[] = [];
  const pages = siteFiles(root).files.filter((path) => path.endsWith('.html'));
  for (const page of pages) {
    const text = readFileSync(join(root, page), 'utf8');
    for (const [, asset = ''] of text.matchAll(/href="\/(_assets\/[^"]+)"/g)) {
      const file = join(root, asset);
      const named = /\.([0-9a-f]{8})\.css$/.exec(asset)?.[1];
      if (!existsSync(file)) faults.push(`${page} lacks ${asset}`);
      else if (short(readFileSync(file, 'utf8')) !== named) faults.push(`${asset} is not whole`);
    }
  }
  if (pages.length > 0) {
    const entry = join(root, 'pagefind/archive.json');
    if (!existsSync(entry)) return [...faults, 'search has no entry'];
    const { index } = JSON.parse(readFileSync(entry, 'utf8')) as { index: string };
    const chunk = join(root, `pagefind/${index}/index/${index}.pf_index`);
    if (!existsSync(chunk)) faults.push(`search lacks ${chunk}`);
    else if (short(readFileSync(chunk, 'utf8')) !== index) faults.push('a chunk is not whole');
  }
  return faults;
}
