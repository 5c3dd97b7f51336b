import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { homeAddress, socialImageAddress, traditionalAddress } from '../../model/address.ts';
import type { Archive } from '../../model/archive.ts';
import { cardFiles, cardText, isSameCardText } from '../../model/share-card.ts';
import type { DeriveContext, Step } from '../step.ts';
import { traditionalCard } from './traditional-card.ts';

const command = 'npm run card';

/**
 * Hands on the picture that stands for the site when a link to any of its pages is shared, in both scripts. It is
 * drawn once, by a command, and kept in the content folder: machines have different fonts, and a build must give
 * the same bytes on all of them.
 */
export const card: Step = {
  name: 'card',
  title: '分享图片',
  needs: ['archive'],
  writes: /^\/(?:zh-hant\/)?social\.png$/,
  async run(context) {
    const { archive, out, warn } = context;
    if (archive.card === undefined) {
      warn(`还没有分享图片，转发网页时没有图：运行一次 ${command}，画好的图片放在内容文件夹里。`);
      return;
    }
    if (isOutdatedInTraditional(context)) {
      warn(
        `分享图片的繁体那一张不是现在的：繁体的转换改了，或者上次画到一半停了。运行 ${command} 重画。`,
      );
    }
    for (const [address, file] of cards) {
      const target = join(out, address);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, await published(archive, file));
    }
  },
  async answer(address, { archive }) {
    const file = cards.get(address);
    if (file === undefined || archive.card === undefined) return undefined;
    return { type: 'image/png', body: await published(archive, file) };
  },
};

/** The file of each script by its address without the base. */
const address = socialImageAddress(homeAddress);
const cards: ReadonlyMap<string, keyof typeof cardFiles> = new Map([
  [address, 'simplified'],
  [traditionalAddress(address), 'traditional'],
]);

/** A card of ours is handed on byte by byte; of any other picture the pixels alone, without what its camera noted. */
async function published(
  { contentDir, card }: Pick<Archive, 'contentDir' | 'card'>,
  script: keyof typeof cardFiles,
): Promise<Uint8Array> {
  const bytes = readFileSync(join(contentDir, cardFiles[script]));
  return card?.[script] === undefined ? sharp(bytes).png().toBuffer() : bytes;
}

/** Where the Simplified one is outdated too, the check of the content says so. */
function isOutdatedInTraditional({ archive, converterOf }: DeriveContext): boolean {
  const { card, site } = archive;
  if (card?.simplified === undefined || card.traditional === undefined) return false;
  const now = cardText(site);
  return (
    isSameCardText(card.simplified, now) &&
    !isSameCardText(card.traditional, traditionalCard(now, converterOf))
  );
}
