import { readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Browser } from 'playwright';
import { pageFileAddress, traditionalSegment } from '../src/model/address.ts';
import { preferencesKey } from '../src/model/preferences.ts';
import { type PageType, pageTypeOf, pageTypes } from './page-types.ts';

/** One way of looking at a page. */
export interface Look {
  /** As labels and file names have it. */
  readonly name: string;
  /** Beside which others it stands. */
  readonly row: string;
  readonly width: number;
  /** What is seen of the page, in CSS pixels. */
  readonly height: number;
  /** How wide it stands on a sheet. */
  readonly shown: number;
  readonly traditional: boolean;
  readonly elder: boolean;
  readonly dark: boolean;
  readonly paper: boolean;
}

const screens = [
  { width: 360, height: 1200, shown: 360 },
  { width: 1280, height: 1600, shown: 640 },
] as const;
/** A4 at 96 pixels an inch. */
const paper = { width: 794, height: 1123, shown: 500 } as const;

/** Every look, row by row as a sheet shows them. */
export const looks: readonly Look[] = [
  ...['normal', 'elder', 'dark'].flatMap((mode) =>
    screens.flatMap((screen) =>
      ['zh-Hans', 'zh-Hant'].map((script) => look(mode, script, screen, false)),
    ),
  ),
  ...['normal', 'elder'].flatMap((mode) =>
    ['zh-Hans', 'zh-Hant'].map((script) => look(mode, script, paper, true)),
  ),
];

function look(
  mode: string,
  script: string,
  size: Pick<Look, 'width' | 'height' | 'shown'>,
  isPaper: boolean,
): Look {
  return {
    ...size,
    name: `${isPaper ? 'paper' : size.width} ${mode} ${script}`,
    row: isPaper ? 'paper' : mode,
    traditional: script === 'zh-Hant',
    elder: mode === 'elder',
    dark: mode === 'dark',
    paper: isPaper,
  };
}

/**
 * The page of each kind that has the most on it, by its address in the Simplified tree.
 *
 * @param folder of a finished build without a path prefix.
 * @param wanted addresses that are taken where the build has them, so that two builds show the same pages.
 */
export function fullestPages(
  folder: string,
  wanted: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<PageType, string> {
  const fullest = new Map<PageType, { address: string; bytes: number }>();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.endsWith('.html') && !file.startsWith(`${traditionalSegment}/`))
    .sort();
  for (const file of files) {
    const address = pageFileAddress(file);
    const type = pageTypeOf(address);
    if (type === undefined) continue;
    const bytes =
      wanted.get(type) === address ? Number.POSITIVE_INFINITY : statSync(join(folder, file)).size;
    if (bytes > (fullest.get(type)?.bytes ?? 0)) fullest.set(type, { address, bytes });
  }
  const types = Object.keys(pageTypes) as PageType[];
  return new Map(
    types.flatMap((type) => {
      const page = fullest.get(type);
      return page ? [[type, page.address] as const] : [];
    }),
  );
}

/** Takes one picture, as PNG. @param site with a slash at its end. */
export async function takeShot(
  browser: Browser,
  site: string,
  address: string,
  { width, height, traditional, elder, dark, paper: onPaper }: Look,
): Promise<Buffer> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  try {
    const page = await context.newPage();
    await page.addInitScript(
      ([key, text]) => {
        try {
          localStorage.setItem(key, text);
        } catch {
          // about:blank has no storage.
        }
      },
      [preferencesKey, JSON.stringify(elder ? { mode: 'elder' } : {})] as const,
    );
    const tree = traditional ? `${traditionalSegment}/` : '';
    await page.goto(`${site}${tree}${address.slice(1)}`);
    if (onPaper) await page.emulateMedia({ media: 'print' });
    return await page.screenshot({ animations: 'disabled', caret: 'hide' });
  } finally {
    await context.close();
  }
}
