import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
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
  const pictures: Picture[] = [];
  for (const [target, lang, content] of drawn) {
    const png = await drawCard({ lang, ...content });
    pictures.push({ target, bytes: withPngText(png, cardRecord(content)) });
  }
  putTogether(pictures);
  return Object.values(targets);
}

interface Picture {
  /** Absolute. */
  readonly target: string;
  readonly bytes: Uint8Array;
}

/**
 * All of them, or none where one cannot be written. Should the machine stop between the two, the build says that they
 * do not belong together (`card.ts`).
 */
function putTogether(pictures: readonly Picture[]): void {
  const before: Picture[] = [];
  const added: string[] = [];
  try {
    for (const { target, bytes } of pictures) writeFileSync(besideOf(target), bytes);
    for (const { target } of pictures) {
      const old = existsSync(target) ? { target, bytes: readFileSync(target) } : undefined;
      renameSync(besideOf(target), target);
      if (old === undefined) added.push(target);
      else before.push(old);
    }
  } catch (error) {
    for (const target of added) rmSync(target);
    for (const { target, bytes } of before) {
      writeFileSync(besideOf(target), bytes);
      renameSync(besideOf(target), target);
    }
    throw error;
  } finally {
    for (const { target } of pictures) rmSync(besideOf(target), { force: true });
  }
}

/** Begins with a dot, so that nothing takes it for content should the machine stop here. */
function besideOf(target: string): string {
  return join(dirname(target), `.${basename(target)}.${process.pid}.saving`);
}

function isDrawnHere(file: string): boolean {
  return readCardRecord(pngText(readFileSync(file))) !== undefined;
}
