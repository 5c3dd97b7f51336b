import assert from 'node:assert/strict';
import { test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { findFirefox } from '../browser.ts';
import { canaryName, plantCanary } from './canary.ts';
import { brought, pageAddresses, policies, serve } from './served-site.ts';

/** A sample of the hostile pages in Firefox, over WebDriver BiDi as in tests/a11y/firefox.ts. */
const sampled = 40;
const executablePath = findFirefox();
if (executablePath === undefined) {
  console.log('skipped: there is no Firefox on this machine, so no hostile page was opened in it');
} else {
  for (const [name, folder] of Object.entries(policies)) {
    test(`in Firefox nothing of a page runs, asks or leads elsewhere ${name}`, async () => {
      const server = await serve(folder);
      const browser = await puppeteer.launch({
        browser: 'firefox',
        executablePath,
        headless: true,
        protocolTimeout: 180_000,
      });
      try {
        const alarms: string[] = [];
        const page = await browser.newPage();
        await page.evaluateOnNewDocument(plantCanary, canaryName);
        page.on('dialog', (dialog) => {
          alarms.push(`dialog: ${dialog.message()}`);
          dialog.dismiss().catch(() => undefined);
        });
        page.on('pageerror', (error) => alarms.push(`error: ${String(error)}`));
        page.on('console', (message) => {
          if (/canary:|Content.Security.Policy/i.test(message.text())) alarms.push(message.text());
        });
        const origin = new URL(server.url).origin;
        page.on('request', (request) => {
          const url = new URL(request.url());
          // Firefox's own pages bring their fonts along.
          if (url.origin !== origin && url.protocol !== 'data:') alarms.push(`request: ${url}`);
        });
        const all = pageAddresses(folder);
        const step = Math.ceil(all.length / sampled);
        const addresses = [...all.filter((_, index) => index % step === 0), ...brought];
        for (const address of addresses) {
          const wanted = new URL(address, server.url);
          await page.goto(wanted.href);
          // What is left half-way fails, and nothing else should.
          if (wanted.search !== '') await page.waitForNetworkIdle({ idleTime: 1000 });
          assert.equal(new URL(page.url()).pathname, wanted.pathname);
        }
        assert.deepEqual(alarms, []);
        // Not as markup: that the policy refuses before anything is asked.
        await page.evaluate(() => {
          const image = document.createElement('img');
          image.src = 'https://evil.example/x';
          document.body.append(image);
        });
        await page.waitForNetworkIdle();
        assert.ok(alarms.length > 0, 'the canary hears nothing');
      } finally {
        await browser.close();
        await server.close();
      }
    });
  }
}
