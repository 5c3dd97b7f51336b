import { createHash } from 'node:crypto';
import type { Page } from 'playwright/test';
import { expect, test } from '../policed-test.ts';
import {
  axeFindings,
  type Finding,
  ibmFindings,
  injectEngines,
  presentationFindings,
} from './engines.ts';
import { withoutExceptions } from './exceptions.ts';
import { modes, showMode } from './modes.ts';
import { inScript, pageTypes, scripts } from './page-types.ts';

/** CSS pixels; 1280 at 200 % and at 400 % zoom are 640 and 320 wide, and as much lower. */
const windows = [
  { name: '1280', width: 1280, height: 900 },
  { name: '320', width: 320, height: 640 },
  { name: '200 %', width: 640, height: 450 },
  { name: '400 %', width: 320, height: 225 },
] as const;

/*
 * What is run where. A page is opened once per script, and its modes are switched in it as the toolbar
 * switches them: attributes of <html>, and the system's settings (that a load in a mode gives the same is
 * tested in elder.spec.ts and reading-tools.spec.ts).
 * - Every rule of both engines: wherever what assistive technology gets (the elements of the page and the
 *   accessibility tree) differs from all that was examined before on this page; so always in the first place.
 * - Elsewhere that is the same, to the letter, and only the rules of axe that look at the presentation can
 *   find anything new: those are run in every mode at every width and zoom.
 * - IBM's engine has no such choice and takes thrice as long: beside the new trees it is run whole in each
 *   of the five modes at 1280 px in Simplified. Traditional has the same colours and sizes.
 * - Traditional is zoomed in normal and elder mode: the other three differ from normal in colours alone.
 * The further modes (dark, sepia, night, the largest type) are measured at both widths in measures.spec.ts.
 */
for (const type of pageTypes) {
  for (const script of scripts) {
    test(`${type.name} in ${script} gives axe and IBM Equal Access nothing to find in any mode at any width`, async ({
      page,
    }) => {
      test.setTimeout(600_000);
      await page.goto(inScript(type, script));
      await injectEngines(page);
      const found: (Finding & { where: string })[] = [];
      const examined = new Set<string>();
      for (const window of windows) {
        await page.setViewportSize(window);
        const traditional = script === 'zh-Hant';
        const zoomed = window.name.endsWith('%');
        for (const mode of traditional && zoomed ? modes.slice(0, 2) : modes) {
          await showMode(page, mode);
          const heard = await whatIsHeard(page);
          const isNew = !examined.has(heard);
          examined.add(heard);
          const findings = await (isNew ? axeFindings(page) : presentationFindings(page));
          if (isNew || (window.name === '1280' && !traditional)) {
            findings.push(...(await ibmFindings(page)));
          }
          const where = `${mode.name} ${window.name}`;
          for (const finding of findings) found.push({ ...finding, where });
        }
      }
      expect(summary(withoutExceptions(found, type.name))).toEqual([]);
    });
  }
}

/** A digest of the page's elements with their attributes, and of the accessibility tree made of them. */
async function whatIsHeard(page: Page): Promise<string> {
  const elements = await page.evaluate(
    () => `${document.title} ${document.documentElement.lang} ${document.body.outerHTML}`,
  );
  const tree = await page.locator('body').ariaSnapshot();
  return createHash('sha256').update(elements).update(tree).digest('hex');
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
