import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Archive } from '../../model/archive.ts';
import { pngText, withPngText } from '../../model/png-text.ts';
import { Refusal } from '../../model/refusal.ts';
import { cardFiles, cardRecord, cardText, readCardRecord } from '../../model/share-card.ts';
import type { DeriveContext } from '../step.ts';
import { drawCard, hasChineseFont } from './site-card.ts';
import { traditionalCard } from './traditional-card.ts';

export interface KeepCardOptions {
  /** Pictures that were not drawn here may go. */
  readonly overwrite: boolean;
}

/**
 * Draws the share card in both scripts with this machine's fonts and keeps it in the content folder, with what it
 * says recorded in the files.
 *
 * @returns absolute paths of the files.
 * @throws {Refusal} without a Chinese font, or where pictures of somebody else's stand.
 */
export async function keepCard(
  { contentDir, site }: Pick<Archive, 'contentDir' | 'site'>,
  converterOf: DeriveContext['converterOf'],
  { overwrite }: KeepCardOptions,
): Promise<readonly string[]> {
  const targets = {
    simplified: join(contentDir, cardFiles.simplified),
    traditional: join(contentDir, cardFiles.traditional),
  };
  for (const target of Object.values(targets)) {
    if (!overwrite && existsSync(target) && !isDrawnHere(target)) {
      throw new Refusal(`${target} 不是这个命令画的，不覆盖。确实要换掉，加上 --overwrite。`);
    }
  }
  if (!(await hasChineseFont())) {
    throw new Refusal(
      '这台机器没有中文字体，画不出字：装一种（如 Noto Serif CJK、宋体）再运行，或者在别的机器上画好，把两张图片放进内容文件夹。',
    );
  }
  const text = cardText(site);
  const drawn = [
    [targets.simplified, 'zh-Hans', text],
    [targets.traditional, 'zh-Hant', traditionalCard(text, converterOf)],
  ] as const;
  for (const [target, lang, content] of drawn) {
    const png = await drawCard({ lang, ...content });
    // Begins with a dot, so that nothing takes it for content should the machine stop here.
    const next = join(contentDir, `.${basename(target)}.${process.pid}.saving`);
    try {
      writeFileSync(next, withPngText(png, cardRecord(content)));
      renameSync(next, target);
    } finally {
      rmSync(next, { force: true });
    }
  }
  return Object.values(targets);
}

function isDrawnHere(file: string): boolean {
  return readCardRecord(pngText(readFileSync(file))) !== undefined;
}
