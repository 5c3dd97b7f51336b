import type { Page } from 'playwright/test';
import { preferencesKey } from '../../src/model/preferences.ts';

/** A way of looking at a page: what a reader has set, here or in the system. */
export interface Mode {
  readonly name: string;
  readonly preferences: Readonly<Record<string, string>>;
  readonly forcedColors?: 'active';
  readonly colorScheme?: 'dark';
}

export const modes: readonly Mode[] = [
  { name: 'normal', preferences: {} },
  { name: 'elder', preferences: { mode: 'elder' } },
  { name: 'high contrast dark', preferences: { scheme: 'contrast-dark' } },
  { name: 'high contrast light', preferences: { scheme: 'contrast-light' } },
  { name: 'forced colours', preferences: {}, forcedColors: 'active' },
];

/** Beyond the five: the other schemes, and the largest type there is. */
export const furtherModes: readonly Mode[] = [
  { name: 'dark', preferences: {}, colorScheme: 'dark' },
  { name: 'sepia', preferences: { scheme: 'sepia' } },
  { name: 'night', preferences: { scheme: 'night' } },
  { name: 'largest elder', preferences: { mode: 'elder', size: '3' } },
];

/** Sets a mode as a reader's stored preferences do, before the page is opened. */
export async function storeMode(page: Page, { preferences }: Mode): Promise<void> {
  await page.addInitScript(
    ([key, text]) => {
      try {
        localStorage.setItem(key, text);
      } catch {
        // about:blank has no storage.
      }
    },
    [preferencesKey, JSON.stringify(preferences)] as const,
  );
}

/** Sets a mode on an open page, as the toolbar would: quicker than loading it again. */
export async function showMode(page: Page, mode: Mode): Promise<void> {
  await page.emulateMedia({
    forcedColors: mode.forcedColors ?? 'none',
    colorScheme: mode.colorScheme ?? 'light',
  });
  await page.evaluate((preferences) => {
    const root = document.documentElement;
    for (const name of ['mode', 'size', 'scheme', 'spacing']) {
      const value = preferences[name];
      if (value) root.setAttribute(`data-${name}`, value);
      else root.removeAttribute(`data-${name}`);
    }
  }, mode.preferences);
}
