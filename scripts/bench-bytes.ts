import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { readSettings } from '../src/building/settings.ts';
import { filesBelow } from '../src/derive/kept/files-below.ts';
import { pageFileAddress, traditionalSegment } from '../src/model/address.ts';
import { scriptArguments } from './command.ts';
import { type PageType, pageTypeOf, pageTypes } from './page-types.ts';
import { type PageWeight, weighPage } from './page-weight.ts';

/** The page of every kind with the most HTML, weighed; Simplified tree of a finished build. */
export function heaviestPages(outDir: string, base: string): ReadonlyMap<PageType, PageWeight> {
  const longest = new Map<PageType, { address: string; bytes: number }>();
  for (const file of filesBelow(outDir)) {
    const path = relative(outDir, file).replaceAll('\\', '/');
    if (!path.endsWith('.html') || path.startsWith(`${traditionalSegment}/`)) continue;
    const address = pageFileAddress(path);
    const type = pageTypeOf(address);
    if (!type) throw new Error(`${address} is of no known kind: see scripts/page-types.ts`);
    const bytes = statSync(file).size;
    if (bytes > (longest.get(type)?.bytes ?? 0)) longest.set(type, { address, bytes });
  }
  return new Map(
    [...longest].map(([type, { address }]) => [type, weighPage(outDir, base, address)]),
  );
}

/** HTML, CSS and JS together, in bytes. */
export function totalOf(weight: PageWeight): number {
  return weight.html + weight.css + weight.js;
}

if (import.meta.main) {
  scriptArguments({ usage: '用法：npm run bench:bytes' });
  const { outDir, base } = readSettings(process.cwd());
  const heaviest = heaviestPages(outDir, base);
  const rows = (Object.keys(pageTypes) as PageType[]).flatMap((type) => {
    const weight = heaviest.get(type);
    return weight ? [{ type, total: totalOf(weight), ...weight }] : [];
  });
  console.log('Heaviest page of every kind; bytes after brotli 11; inlineJs is part of html.');
  console.table(rows);
}
