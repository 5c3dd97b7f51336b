import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { currentArchive } from '../../archive/current-archive.ts';
import {
  homeAddress,
  reportAddress,
  socialImageAddress,
  traditionalAddress,
} from '../../model/address.ts';
import type { Archive } from '../../model/archive.ts';
import { siteConverters, variantSettings } from '../../variant/site-converters.ts';
import { stage } from '../stage.ts';
import { GlyphBitmaps } from './glyph-bitmaps.ts';
import { cardDesign, cardRuns, drawCard, type SocialCard } from './social-card.ts';

/** While one card is drawn here, others are packed and written on Node's threads. */
const atOnce = 6;

interface PlacedCard {
  /** Of the picture, without the base. */
  readonly address: string;
  readonly card: SocialCard;
}

/** Draws the picture that stands for the site and for each report when a link is shared, in both scripts. */
export function socialImages(): AstroIntegration {
  let cacheDir = '';
  return {
    name: 'social-images',
    hooks: {
      'astro:config:done': ({ config }) => {
        cacheDir = fileURLToPath(new URL('social/', config.cacheDir));
      },
      'astro:build:done': async ({ dir, logger }) => {
        const cards = placedCards(await currentArchive());
        const { missing } = await stage('绘制分享图片', () =>
          drawCards(cards, fileURLToPath(dir), cacheDir),
        );
        if (missing.length > 0) {
          logger.warn(`分享图片的字体缺这些字，画作〓：${missing.join('')}`);
        }
      },
    },
  };
}

/** The cards of both scripts: the site's, then the reports' in the order of the archive. */
export function placedCards(archive: Archive): readonly PlacedCard[] {
  const { site, reports } = archive;
  const siteTitle = site.title ?? site.name;
  const simplified: PlacedCard[] = [
    {
      address: homeAddress,
      card: {
        heading: site.region ?? '',
        title: siteTitle,
        left: site.trail.join(' · '),
        right: '',
      },
    },
    ...reports.map((report) => ({
      address: reportAddress(report),
      card: {
        heading: siteTitle,
        title: report.title,
        left: report.issuer.name,
        right: `${report.year}年度`,
      },
    })),
  ];
  const converterOf = siteConverters(variantSettings(archive));
  return simplified.flatMap(({ address, card }) => {
    const converter = converterOf(address);
    const convert = (text: string) => converter.convertWholly(text);
    const traditional = {
      heading: convert(card.heading),
      title: convert(card.title),
      left: convert(card.left),
      right: convert(card.right),
    };
    return [
      { address: socialImageAddress(address), card },
      { address: traditionalAddress(socialImageAddress(address)), card: traditional },
    ];
  });
}

/** Draws what the cache does not hold, and puts every card at its address below `out`. */
export async function drawCards(
  cards: readonly PlacedCard[],
  out: string,
  cacheDir: string,
): Promise<{ drawn: number; missing: readonly string[] }> {
  const glyphs = new GlyphBitmaps();
  const cached = cards.map((placed) => ({
    ...placed,
    file: join(cacheDir, cacheName(placed.card)),
  }));
  const fresh = cached
    .filter(({ file }) => !existsSync(file))
    .map(({ card, file }) => ({ file, runs: cardRuns(card, glyphs) }));
  const characters = new Map<number, Set<string>>();
  for (const { text, size } of fresh.flatMap(({ runs }) => runs)) {
    const ofSize = characters.get(size) ?? new Set();
    for (const character of text) ofSize.add(character);
    characters.set(size, ofSize);
  }
  for (const [size, ofSize] of characters) await glyphs.prepare(ofSize, size);
  const waiting = fresh.values();
  const drawNext = async () => {
    for (const { file, runs } of waiting) {
      // A build that is stopped must not leave half a picture under a name that promises a whole one.
      const part = `${file}.${process.pid}`;
      const png = await drawCard(runs, glyphs);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(part, png);
      await rename(part, file);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, drawNext));
  for (const { address, file } of cached) {
    const target = join(out, address);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(file, target);
  }
  return { drawn: fresh.length, missing: glyphs.missing };
}

function cacheName(card: SocialCard): string {
  const key = JSON.stringify([cardDesign, card.heading, card.title, card.left, card.right]);
  const name = createHash('sha256').update(key).digest('hex');
  return `${name.slice(0, 2)}/${name.slice(2, 40)}.png`;
}
