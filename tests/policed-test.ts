import { type BrowserContext, test as base, type ConsoleMessage, expect } from 'playwright/test';

/**
 * Chromium says every violation of a policy on the console, of whichever directive: `… violates the following
 * Content Security Policy directive …`, and for Trusted Types `This document requires 'TrustedHTML' assignment`.
 */
export function isPolicyViolation(message: Pick<ConsoleMessage, 'text'>): boolean {
  return /Content Security Policy|Permissions policy violation|requires 'Trusted/i.test(
    message.text(),
  );
}

/**
 * `test` as in Playwright, with a promise on top: whatever contexts a journey opened, none of their pages
 * violated the policy that the page and the server's headers set.
 */
export const test = base.extend<{ policy: undefined }>({
  policy: [
    async ({ browser }, use) => {
      const violations: string[] = [];
      const watch = (context: BrowserContext) => {
        context.on('console', (message) => {
          if (isPolicyViolation(message)) violations.push(message.text());
        });
      };
      browser.on('context', watch);
      await use(undefined);
      browser.off('context', watch);
      expect(violations, 'no policy was violated').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
