import { copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { articleOf, pagePinyin } from './page-pinyin.ts';

/** A side file to make; plain data. */
export interface PinyinJob {
  /** Folder of the report's page, where `pinyin.json` goes. */
  readonly folder: string;
  /** Where a copy is kept for the next build. */
  readonly cached: string;
}

/** The HTML of the report text on a page of the output. */
export function articleAt(folder: string): string {
  const article = articleOf(readFileSync(path.join(folder, 'index.html'), 'utf8'));
  if (article === null) throw new Error(`${folder}/index.html has no <article>`);
  return article;
}

/** Writes one page's readings beside it, and keeps a copy. */
export function writePagePinyin({ folder, cached }: PinyinJob): void {
  const file = path.join(folder, 'pinyin.json');
  writeFileSync(file, pagePinyin(articleAt(folder)));
  // Whole or not at all: a build may be interrupted here.
  copyFileSync(file, `${cached}.part`);
  renameSync(`${cached}.part`, cached);
}
