import { attachments } from './attachments/attachments.ts';
import { card } from './card/card.ts';
import { exports } from './exports/exports.ts';
import { feeds } from './feeds/feeds.ts';
import { manifest } from './manifest/manifest.ts';
import { notices } from './notices/notices.ts';
import { pictures } from './pictures/pictures.ts';
import { policyGuard } from './policy/policy.ts';
import { searchIndex } from './search-index/search-index.ts';
import type { Step } from './step.ts';
import { texts } from './texts/texts.ts';
import { twins } from './twins/twins.ts';

/**
 * The way of the data: content → Archive → views → Simplified pages, which Astro writes; and from here
 * on, in this order, all that is derived. The Traditional twins are made from the finished pages; the
 * search index, the feed, the texts, the card and the exports from the archive itself, never from pages; the
 * manifest from everything. Nothing later feeds anything earlier: each step says what it needs.
 */
export const pipeline: readonly Step[] = [
  attachments,
  texts,
  pictures,
  feeds,
  twins,
  policyGuard,
  searchIndex,
  card,
  notices,
  exports,
  manifest,
];

/** The steps of a build that leaves some out, by name. */
export function stepsWithout(names: readonly string[]): readonly Step[] {
  return pipeline.filter(({ name }) => !names.includes(name));
}
