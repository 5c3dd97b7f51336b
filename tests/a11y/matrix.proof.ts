import { expect, test } from 'playwright/test';
import { axeFindings, type Finding, ibmFindings, injectEngines } from './engines.ts';
import { withoutExceptions } from './exceptions.ts';
import { furtherModes, modes, showMode } from './modes.ts';
import { inScript, pageTypes, scripts } from './page-types.ts';

/** CSS pixels; 1280 at 200 % and at 400 % zoom are 640 and 320 wide, and as much lower. */
const windows = [
  { name: '1280', width: 1280, height: 900 },
  { name: '320', width: 320, height: 640 },
  { name: '200 %', width: 640, height: 450 },
  { name: '400 %', width: 320, height: 225 },
] as const;

for (const type of pageTypes) {
  for (const script of scripts) {
    test(`${type.name} in ${script} gives axe and IBM Equal Access nothing to find in any mode at any width`, async ({
      page,
    }) => {
      test.setTimeout(300_000);
      await page.goto(inScript(type, script));
      await injectEngines(page);
      const found: (Finding & { where: string })[] = [];
      for (const window of windows) {
        await page.setViewportSize(window);
        const zoomed = window.name.endsWith('%');
        for (const mode of zoomed ? modes.slice(0, 2) : [...modes, ...furtherModes]) {
          await showMode(page, mode);
          const where = `${mode.name} ${window.name}`;
          const findings = [...(await axeFindings(page))];
          // IBM's engine takes three times as long and looks at structure and colours: the five modes, once.
          if (window.name === (mode.name === 'elder' ? '320' : '1280') && modes.includes(mode)) {
            findings.push(...(await ibmFindings(page)));
          }
          for (const finding of findings) found.push({ ...finding, where });
        }
      }
      expect(summary(withoutExceptions(found, type.name))).toEqual([]);
    });
  }
}

/** Each fault once, with all the places where it was found. */
function summary(found: readonly (Finding & { where: string })[]): string[] {
  const places = new Map<string, string[]>();
  for (const { engine, rule, message, element, where } of found) {
    const fault = `${engine} ${rule}: ${message} — ${element}`;
    places.set(fault, [...(places.get(fault) ?? []), where]);
  }
  return [...places].map(([fault, where]) => `${fault} (${where.join(', ')})`);
}
