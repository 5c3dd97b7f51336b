import { join, relative } from 'node:path';
import { readSiteSettings } from '../src/archive/site-settings.ts';
import { filesBelow } from '../src/integrations/build/inputs-digest.ts';
import { traditionalSegment } from '../src/model/address.ts';
import { type PageType, pageTypeOf, pageTypes } from './page-types.ts';
import { type PageWeight, weighPage } from './page-weight.ts';

/** The heaviest page of every kind in a finished build, Simplified tree. */
export function heaviestPages(outDir: string, base: string): ReadonlyMap<PageType, PageWeight> {
  const heaviest = new Map<PageType, PageWeight>();
  for (const file of filesBelow(outDir)) {
    const path = relative(outDir, file).replaceAll('\\', '/');
    if (!path.endsWith('.html') || path.startsWith(`${traditionalSegment}/`)) continue;
    const address = `/${path.replace(/(^|\/)index\.html$/, '$1')}`;
    const type = pageTypeOf(address);
    if (!type) throw new Error(`${address} is of no known kind: see scripts/page-types.ts`);
    const weight = weighPage(outDir, base, address);
    if (totalOf(weight) > totalOf(heaviest.get(type))) heaviest.set(type, weight);
  }
  return heaviest;
}

/** HTML, CSS and JS together, in bytes. */
export function totalOf(weight: PageWeight | undefined): number {
  return weight ? weight.html + weight.css + weight.js : 0;
}

if (import.meta.main) {
  const { outDir, base } = readSiteSettings();
  const heaviest = heaviestPages(join(outDir), base);
  const rows = (Object.keys(pageTypes) as PageType[]).flatMap((type) => {
    const weight = heaviest.get(type);
    return weight ? [{ type, total: totalOf(weight), ...weight }] : [];
  });
  console.log('Heaviest page of every kind; bytes after brotli 11; inlineJs is part of html.');
  console.table(rows);
}
