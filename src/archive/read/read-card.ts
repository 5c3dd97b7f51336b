import { join } from 'node:path';
import { pngText } from '../../model/png-text.ts';
import type { ArchiveImage } from '../../model/report.ts';
import {
  cardFiles,
  cardSize,
  cardText,
  isSameCardText,
  readCardRecord,
  type ShareCard,
} from '../../model/share-card.ts';
import type { Site } from '../../model/site.ts';
import type { ProblemList } from '../check/problem-list.ts';
import { readRegularFile } from './regular-file.ts';

/** As far as its pixels were decoded already. */
const largestImage = 100_000_000;

/**
 * Reads the share card that the content folder keeps and says where it is not the site's; undefined where there
 * is none that can be used.
 *
 * @param present which of {@link cardFiles} are there.
 * @param images what was found of those that could be decoded; the others' faults are stated already.
 */
export function readCard(
  contentDir: string,
  present: readonly string[],
  images: ReadonlyMap<string, ArchiveImage>,
  site: Site | undefined,
  problems: ProblemList,
): ShareCard | undefined {
  if (present.length === 0) return undefined;
  const { simplified, traditional } = cardFiles;
  const files = [simplified, traditional];
  const missing = files.find((file) => !present.includes(file));
  if (missing !== undefined) {
    const [file = simplified] = present;
    const message = `分享图片少了一张：没有 ${missing}。简体、繁体各要一张，只有一张的不用。`;
    problems.add('card-mismatch', { file, message });
    return undefined;
  }
  const usable = files.filter((file) => isCard(file, images.get(file), problems));
  if (usable.length < files.length) return undefined;
  const recordOf = (file: string) =>
    readCardRecord(pngText(readRegularFile(join(contentDir, file), largestImage)));
  const card = { simplified: recordOf(simplified), traditional: recordOf(traditional) };
  if (site === undefined || card.simplified === undefined) return card;
  const { heading, title, foot } = cardText(site);
  if (!isSameCardText(card.simplified, { heading, title, foot })) {
    const shown = [heading, title, foot].filter((text) => text !== '').map((text) => `“${text}”`);
    const message = `site.yaml 现在是${shown.join('、')}，分享图片上画的不是这些字。`;
    problems.add('card-mismatch', { file: simplified, message });
  }
  return card;
}

function isCard(file: string, image: ArchiveImage | undefined, problems: ProblemList): boolean {
  if (image === undefined) return false;
  const { format, width, height } = image;
  if (format === 'png' && width === cardSize.width && height === cardSize.height) return true;
  const message = `分享图片要是 ${cardSize.width}×${cardSize.height} 的 PNG；这一张是 ${width}×${height} 的 ${format.toUpperCase()}，没有用上。`;
  problems.add('card-mismatch', { file, message });
  return false;
}
