import { test as bare } from 'playwright/test';
import { pageTypes } from '../a11y/page-types.ts';
import { expect, isPolicyViolation, test } from '../policed-test.ts';
import { at } from './scripts.ts';

test('every kind of page, in both scripts, opens under its policy', async ({ page }) => {
  for (const { address } of pageTypes) {
    for (const prefix of ['', 'zh-hant/']) {
      await page.goto(at('county', prefix + address.slice(1)), { waitUntil: 'load' });
      const policy = await page
        .locator('meta[http-equiv=Content-Security-Policy]')
        .getAttribute('content');
      expect(policy, address).toContain("default-src 'none'");
      expect(policy, address).not.toContain('unsafe');
    }
  }
});

// The others count on it: a violation is seen, whatever it is of.
bare('text that becomes markup or script is refused, and said on the console', async ({ page }) => {
  const attempts: Readonly<Record<string, string>> = {
    markup: 'document.body.innerHTML = "<p>text</p>"',
    policy: 'trustedTypes.createPolicy("another", {})',
    'inline script': `{
      const script = document.createElement('script');
      script.append('document.title = "ran"');
      document.body.append(script);
    }`,
    style: `document.body.setAttribute('style', 'color: red')`,
    picture: 'new Image().src = "https://elsewhere.example/a.png"',
    camera: 'navigator.mediaDevices?.getUserMedia({ video: true }) ?? navigator.usb.getDevices()',
  };
  for (const [name, attempt] of Object.entries(attempts)) {
    await page.goto(at('county', 'about/'));
    const title = await page.title();
    const said = page.waitForEvent('console', { predicate: isPolicyViolation });
    // Whether it throws or only has no effect is the browser's matter.
    await page.evaluate(attempt).catch(() => undefined);
    expect((await said).text(), name).not.toBe('');
    expect(await page.title(), name).toBe(title);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
});
