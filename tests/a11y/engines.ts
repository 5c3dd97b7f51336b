import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright/test';

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const aceSource = readFileSync(require.resolve('accessibility-checker-engine/ace.js'), 'utf8');

/** One finding of an engine, on one element. */
export interface Finding {
  readonly engine: 'axe' | 'IBM';
  readonly rule: string;
  readonly element: string;
  readonly message: string;
}

/** Every rule of WCAG A, AA and AAA that axe has, and its best practices. */
const axeTags = [
  'wcag2a',
  'wcag2aa',
  'wcag2aaa',
  'wcag21a',
  'wcag21aa',
  'wcag22aa',
  'best-practice',
];

/** Puts both engines into a page, past its content security policy. */
export async function injectEngines(page: Page): Promise<void> {
  await page.evaluate(`${axeSource}\n;undefined`);
  await page.evaluate(`${aceSource}\n;window.ace = ace; undefined`);
}

/** Rules of axe whose outcome hangs on how the page is drawn, not only on its elements. */
const presentationRules = [
  'aria-hidden-focus',
  'color-contrast',
  'color-contrast-enhanced',
  'link-in-text-block',
  'scrollable-region-focusable',
  'skip-link',
  'target-size',
];

/** Every rule of axe. */
export function axeFindings(page: Page): Promise<Finding[]> {
  return runAxe(page, {
    runOnly: { type: 'tag', values: axeTags },
    rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } },
  });
}

/** The rules of axe that may find something new when nothing but the presentation has changed. */
export function presentationFindings(page: Page): Promise<Finding[]> {
  return runAxe(page, { runOnly: { type: 'rule', values: presentationRules } });
}

function runAxe(page: Page, options: object): Promise<Finding[]> {
  return page.evaluate(async (chosen) => {
    const { axe } = window as unknown as {
      axe: {
        run(
          context: Document,
          options: object,
        ): Promise<{
          violations: { id: string; help: string; nodes: { target: string[]; html: string }[] }[];
        }>;
      };
    };
    const { violations } = await axe.run(document, { ...chosen, resultTypes: ['violations'] });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, html }) => ({
        engine: 'axe' as const,
        rule: id,
        element: `${target.join(' ')} ${html.slice(0, 160)}`,
        message: help,
      })),
    );
  }, options);
}

/** IBM Equal Access: what it calls a violation or a failed recommendation; not what it asks a person to look at. */
export async function ibmFindings(page: Page): Promise<Finding[]> {
  return page.evaluate(async () => {
    const { ace } = window as unknown as {
      ace: {
        Checker: new () => {
          check(
            node: Document,
            rulesets: string[],
          ): Promise<{
            results: {
              ruleId: string;
              message: string;
              snippet: string;
              value: [string, string];
              path: { dom: string };
            }[];
          }>;
        };
      };
    };
    const { results } = await new ace.Checker().check(document, ['WCAG_2_2', 'IBM_Accessibility']);
    return results
      .filter(({ value }) => value[1] === 'FAIL')
      .map(({ ruleId, message, snippet, path }) => ({
        engine: 'IBM' as const,
        rule: ruleId,
        element: `${path.dom} ${snippet.slice(0, 160)}`,
        message,
      }));
  });
}
