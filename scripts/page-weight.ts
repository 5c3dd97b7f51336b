import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { Parser } from 'htmlparser2';

/** Compressed bytes (brotli 11) that a browser fetches to show a page before anyone touches it. */
export interface PageWeight {
  /** Without the base: `/years/2019/`. */
  readonly address: string;
  readonly html: number;
  readonly css: number;
  /** Script files, with everything that they import at once. */
  readonly js: number;
  /** Inline script, compressed by itself; it is part of `html` too. */
  readonly inlineJs: number;
  readonly fonts: number;
  /** Document, styles, scripts and fonts; images are counted apart. */
  readonly requests: number;
  /** Images that are not marked `loading="lazy"`. */
  readonly images: number;
}

/** Weighs one page of a finished build. */
export function weighPage(outDir: string, base: string, address: string): PageWeight {
  const html = readFileSync(join(outDir, address, address.endsWith('/') ? 'index.html' : ''));
  const styles = new Set<string>();
  const scripts = new Set<string>();
  let images = 0;
  let inline = '';
  let isInline = false;
  const local = (url: string) => {
    const { pathname } = new URL(url, `http://site${base.replace(/\/$/, '')}${address}`);
    return pathname.slice(base.length);
  };
  new Parser({
    onopentag(name, { rel = '', href, src, type, loading }) {
      if (name === 'link' && href && /\bstylesheet\b/.test(rel)) styles.add(local(href));
      if (name === 'link' && href && /\bmodulepreload\b/.test(rel)) scripts.add(local(href));
      if (name === 'script' && src) scripts.add(local(src));
      if (name === 'img' && loading !== 'lazy') images += 1;
      isInline = name === 'script' && !src && (type === undefined || type === 'module');
    },
    ontext(text) {
      if (isInline) inline += text;
    },
    onclosetag() {
      isInline = false;
    },
  }).end(html.toString('utf8'));

  const fonts = new Set<string>();
  for (const style of styles) {
    const css = readFileSync(join(outDir, style), 'utf8');
    for (const [, url = ''] of css.matchAll(/url\(["']?([^"')]+\.(?:woff2?|ttf|otf))/g))
      fonts.add(url);
  }
  for (const script of scripts) {
    for (const imported of importsOf(outDir, script)) scripts.add(imported);
  }
  const weightOf = (paths: Iterable<string>) =>
    [...paths].reduce((sum, path) => sum + compressedSize(readFileSync(join(outDir, path))), 0);
  return {
    address,
    html: compressedSize(html),
    css: weightOf(styles),
    js: weightOf(scripts),
    inlineJs: inline === '' ? 0 : compressedSize(Buffer.from(inline)),
    fonts: fonts.size,
    requests: 1 + styles.size + scripts.size + fonts.size,
    images,
  };
}

/** Static imports of a built script, as paths from the output folder. */
function importsOf(outDir: string, script: string): string[] {
  const file = join(outDir, script);
  if (!existsSync(file)) return [];
  const code = readFileSync(file, 'utf8');
  return [...code.matchAll(/(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+\.js)["']/g)].map(
    ([, path = '']) => new URL(path, `http://site/${script}`).pathname.slice(1),
  );
}

function compressedSize(bytes: Buffer): number {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}
