import { expect, test } from '../policed-test.ts';
import { shifts, watchShifts } from './shifts.ts';

/** Which of the files a search needs come late. */
const lines = {
  'as they are': undefined,
  'with late scripts': /\/_assets\/.*\.js$/,
  'with scripts so late that their absence is said': /\/_assets\/.*\.js$/,
  'with a late index': /\/pagefind\//,
  'with late excerpts': /\/(reports\/.*\/|excerpts.*)$/,
} as const;
const lateness = (name: string) => (name.includes('so late') ? 5000 : 900);

const asked = [
  '法治',
  '法治&year=2019',
  '行政 复议',
  '行政复议飞船',
  '法治&year=2019&issuer=nobody',
  '',
];

for (const [line, late] of Object.entries(lines)) {
  for (const width of [360, 1280]) {
    test(`nothing moves while a search comes, ${line}, at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 740 });
      await watchShifts(page);
      if (late)
        await page.route(late, async (route) => {
          await new Promise((wait) => setTimeout(wait, lateness(line)));
          await route.continue();
        });
      const moved: string[] = [];
      for (const tree of ['search/', 'zh-hant/search/'])
        for (const mode of ['normal', 'elder']) {
          // The lines differ in when something comes, scripts and modes in how large it is.
          if (late && (tree === 'search/') !== (mode === 'normal')) continue;
          for (const q of late ? ['法治', ''] : asked) {
            await page.goto(`${tree}?mode=${mode}${q && `&q=${q}`}`);
            await page.waitForFunction(
              () =>
                customElements.get('search-page') &&
                !document.querySelector('.is-searching, [aria-busy=true]'),
            );
            const { sum, what } = await shifts(page);
            if (sum > 0)
              moved.push(`${sum.toFixed(3)} of ${what.join(', ')}: ${tree} ${mode} ${q}`);
          }
        }
      expect(moved).toEqual([]);
    });
  }
}
