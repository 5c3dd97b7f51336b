import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, test } from '../policed-test.ts';
import { giveSpeech } from './speech-engine.ts';

const folder = join(import.meta.dirname, 'transcripts');
const report = 'reports/2019/government-annual-2019/';

/**
 * A journey, as a screen reader tells it: what is announced at every Tab, and the tree of what was reached.
 * `TRANSCRIPTS=write` writes the golden files anew; a reviewer reads the difference.
 */
class Transcript {
  readonly #page: Page;
  readonly #lines: string[] = [];

  constructor(page: Page) {
    this.#page = page;
  }

  async goto(address: string): Promise<void> {
    await this.#page.goto(address);
    this.#lines.push(`== ${await this.#page.title()} ==`);
  }

  /** What is announced when the focus arrives: role, name, state. */
  async focus(): Promise<void> {
    const client = await this.#page.context().newCDPSession(this.#page);
    const { result } = await client.send('Runtime.evaluate', {
      expression: 'document.activeElement',
    });
    const { nodes } = await client.send('Accessibility.getPartialAXTree', {
      objectId: result.objectId as string,
      fetchRelatives: false,
    });
    const node = nodes[0];
    const states = (node?.properties ?? [])
      .filter(({ name }) => /^(checked|expanded|pressed|disabled|invalid|required)$/.test(name))
      .map(({ name, value }) => `${name} ${value.value}`)
      .filter((state) => !/^(disabled|invalid|required) (false|undefined)$/.test(state));
    this.#lines.push(
      [node?.role?.value, `“${node?.name?.value ?? ''}”`, node?.description?.value, ...states]
        .filter(Boolean)
        .join(', '),
    );
    await client.detach();
  }

  async tab(times = 1): Promise<void> {
    for (let press = 0; press < times; press++) {
      await this.#page.keyboard.press('Tab');
      // The first focus fetches the suggestions; what is heard from then on is written down.
      if (await this.#page.evaluate(() => document.activeElement?.getAttribute('name') === 'q'))
        await this.#page.locator('input[name=q][role=combobox]').waitFor();
      await this.focus();
    }
  }

  async press(key: string): Promise<void> {
    this.#lines.push(`[${key}]`);
    await this.#page.keyboard.press(key);
  }

  say(line: string): void {
    this.#lines.push(line);
  }

  /** The accessibility tree of a part, as text. */
  async tree(selector: string): Promise<void> {
    // Playwright's own reckoning puts a space at a mark that is not displayed; the browser's tree has none.
    await this.#page.evaluate(() => {
      for (const mark of document.querySelectorAll('wbr[aria-hidden="true"]')) mark.remove();
      document.body.normalize();
    });
    this.#lines.push(await this.#page.locator(selector).first().ariaSnapshot());
  }

  check(name: string): void {
    const file = join(folder, `${name}.txt`);
    const text = `${this.#lines.join('\n')}\n`;
    if (process.env.TRANSCRIPTS === 'write') {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, text);
    }
    expect(existsSync(file), `${file} is missing: TRANSCRIPTS=write`).toBe(true);
    expect(text).toBe(readFileSync(file, 'utf8'));
  }
}

const journeys: Readonly<Record<string, (page: Page, told: Transcript) => Promise<void>>> = {
  'home-by-tab': async (_page, told) => {
    await told.goto('');
    await told.tab(14);
  },
  'home-tree': async (_page, told) => {
    await told.goto('');
    await told.tree('body');
  },
  'skip-to-report': async (_page, told) => {
    await told.goto(report);
    await told.tab();
    await told.press('Enter');
    await told.focus();
    await told.tree('main');
  },
  'report-trail-and-header': async (_page, told) => {
    await told.goto(report);
    await told.tree('header');
    await told.tree('nav[aria-label="面包屑"]');
  },
  'report-on-a-phone': async (page, told) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await told.goto(report);
    await told.tab(13);
    for (const fold of ['.site-menu-fold', '.trail-fold', '.record-fold']) {
      await page.locator(`${fold} > summary`).focus();
      await told.press('Enter');
      await told.focus();
    }
    await told.tree('header');
    await told.tree('nav[aria-label="面包屑"]');
    await told.tree('main header');
    await told.tree('main nav');
  },
  'coverage-table': async (_page, told) => {
    await told.goto('coverage/');
    await told.tree('main section');
  },
  'indicator-tree': async (_page, told) => {
    await told.goto('indicators/');
    await told.tree('main');
  },
  'indicator-with-gaps': async (_page, told) => {
    await told.goto('indicators/2019/8.2/');
    await told.tree('main');
  },
  'elder-mode-in-and-out': async (page, told) => {
    await told.goto('years/');
    await page.locator('[data-elder-toggle]').focus();
    await told.focus();
    await told.press('Enter');
    await told.focus();
    await told.tree('header');
    await told.tree('nav[aria-label="面包屑"]');
    await told.press('Enter');
    await told.focus();
  },
  'reading-tools': async (page, told) => {
    await giveSpeech(page, { voices: ['zh-CN'], speed: 2 });
    await told.goto(report);
    await page.locator('[data-reading-tools]').focus();
    await told.focus();
    await told.press('Enter');
    await expect(page.locator('[data-part=tools]')).toBeFocused();
    await told.focus();
    await told.tab(7);
    await told.press('ArrowDown');
    await told.focus();
    await told.tree('[data-part=tools]');
    await page.locator('[data-part=tools] [data-command=close]').focus();
    await told.press('Enter');
    await told.focus();
  },
  'reading-aloud': async (page, told) => {
    await giveSpeech(page, { voices: ['zh-CN'], speed: 2 });
    await told.goto(report);
    await page.locator('[data-read-aloud]').focus();
    await told.focus();
    await told.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('data-reading', 'playing');
    await told.focus();
    await told.tree('[data-part=aloud]');
  },
  'traditional-report': async (_page, told) => {
    await told.goto(`zh-hant/${report}`);
    await told.tab(6);
    await told.tree('main h1');
    await told.tree('footer');
  },
  'not-found': async (_page, told) => {
    await told.goto('404.html');
    await told.tree('main');
  },
};

for (const [name, journey] of Object.entries(journeys)) {
  test(`what a screen reader says on the journey ${name} is what is written down`, async ({
    page,
  }) => {
    const told = new Transcript(page);
    await journey(page, told);
    told.check(name);
  });
}
