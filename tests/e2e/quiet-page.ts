import { test as base, expect } from '../policed-test.ts';

/**
 * `page` as in Playwright, with a promise on top: after every test its console was empty, nothing
 * failed to load, nothing came from another host and no policy was violated.
 */
export const test = base.extend<{ expectedFailures: RegExp | undefined }>({
  /** Addresses that a test asks for although nothing is there. */
  expectedFailures: [undefined, { option: true }],

  page: async ({ page, expectedFailures }, use) => {
    const faults: string[] = [];
    let origin: string | undefined;
    page.on('console', (message) => {
      const isExpected = expectedFailures?.test(message.location().url);
      if (!isExpected) faults.push(`console.${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => faults.push(`error: ${error.stack ?? error.message}`));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (!/^https?:$/.test(url.protocol)) return;
      origin ??= url.origin;
      if (url.origin !== origin) faults.push(`third-party request: ${url}`);
    });
    page.on('response', (response) => {
      const isExpected = expectedFailures?.test(response.url());
      if (response.status() >= 400 && !isExpected) {
        faults.push(`${response.status()}: ${response.url()}`);
      }
    });
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
        console.error(`policy violated: ${violatedDirective} ${blockedURI}`);
      });
    });
    await use(page);
    expect(faults, 'the console is empty and nothing failed').toEqual([]);
  },
});

export { expect };
