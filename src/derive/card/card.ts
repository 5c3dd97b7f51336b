import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { homeAddress, socialImageAddress, traditionalAddress } from '../../model/address.ts';
import type { DeriveContext, Step } from '../step.ts';
import { drawCard, hasChineseFont, type SiteCard } from './site-card.ts';

/** Draws the picture that stands for the site when a link to any of its pages is shared, in both scripts. */
export const card: Step = {
  name: 'card',
  title: '绘制分享图片',
  needs: ['archive'],
  writes: /^\/(?:zh-hant\/)?social\.png$/,
  async run(context) {
    const withText = await hasChineseFont();
    if (!withText) {
      context.warn('这台机器没有中文字体，分享图片上没有文字。装一种中文字体再生成即可。');
    }
    for (const [address, content] of cards(context)) {
      const target = join(context.out, address);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, await drawCard(content, withText));
    }
  },
  async answer(address, context) {
    const content = cards(context).get(address);
    if (content === undefined) return undefined;
    return { type: 'image/png', body: await drawCard(content, await hasChineseFont()) };
  },
};

/** The card of each script by its address without the base. */
function cards({
  archive: { site },
  converterOf,
}: Pick<DeriveContext, 'archive' | 'converterOf'>): ReadonlyMap<string, SiteCard> {
  const title = site.title ?? site.name;
  const simplified: SiteCard = {
    lang: 'zh-Hans',
    heading: site.region ?? '',
    title,
    foot: site.trail.join(' · '),
  };
  const convert = (text: string) => converterOf(homeAddress).convertWholly(text);
  const traditional: SiteCard = {
    lang: 'zh-Hant',
    heading: convert(simplified.heading),
    title: convert(title),
    foot: convert(simplified.foot),
  };
  const address = socialImageAddress(homeAddress);
  return new Map([
    [address, simplified],
    [traditionalAddress(address), traditional],
  ]);
}
