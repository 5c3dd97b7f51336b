import type { TraditionalStandard } from '../model/site.ts';

/** BCP 47 tag of the Traditional text; `t`, OpenCC's neutral standard, belongs to no region. */
export function languageTag(standard: TraditionalStandard): string {
  return { tw: 'zh-Hant-TW', hk: 'zh-Hant-HK', t: 'zh-Hant' }[standard];
}

/** Value of `og:locale`, which knows regions only. */
export function openGraphLocale(standard: TraditionalStandard): string {
  return { tw: 'zh_TW', hk: 'zh_HK', t: 'zh_TW' }[standard];
}
