import type { Page } from 'playwright/test';

/** What the browser says has moved without the reader's doing: the sum, and what it was. */
export interface Shifts {
  readonly sum: number;
  readonly what: readonly string[];
}

/** Before the page is opened. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    interface Shift extends PerformanceEntry {
      readonly value: number;
      readonly hadRecentInput: boolean;
      readonly sources: readonly { readonly node?: Node | null }[];
    }
    const shifts = { sum: 0, what: [] as string[] };
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Shift[]) {
        if (entry.hadRecentInput) continue;
        shifts.sum += entry.value;
        for (const { node } of entry.sources) {
          const element = node instanceof Element ? node : node?.parentElement;
          shifts.what.push(`${element?.localName}.${element?.className}`);
        }
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

export async function shifts(page: Page): Promise<Shifts> {
  // Entries are handed over after the frame that they were seen in.
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))),
  );
  return page.evaluate(() => (window as unknown as { shifts: Shifts }).shifts);
}
