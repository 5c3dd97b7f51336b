import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportAddress } from '../../model/address.ts';
import type { Step } from '../step.ts';
import { articleOf, pagePinyin } from './page-pinyin.ts';

/** Writes `pinyin.json` beside every report's page: readings of its characters, for readers who turn pinyin on. */
export const pinyin: Step = {
  name: 'pinyin',
  title: '标注拼音',
  needs: ['archive', 'pages'],
  writes: /^\/reports\/\d{4}\/[^/]+\/pinyin\.json$/,
  async run(context) {
    const cache = context.cache(new URL('./page-pinyin.ts', import.meta.url).href);
    for (const report of context.archive.reports) {
      const folder = join(context.out, reportAddress(report));
      const article = articleOf(readFileSync(join(folder, 'index.html'), 'utf8'));
      if (article === null) throw new Error(`${folder}/index.html has no <article>`);
      await cache.provide(cache.key(article), join(folder, 'pinyin.json'), () =>
        pagePinyin(article),
      );
    }
    cache.sweep();
  },
};
