import type { IndicatorSource } from '../../model/indicator.ts';

/** An edition as its file has it. */
export interface EditionSource {
  readonly edition: string;
  readonly indicators: readonly IndicatorSource[];
}

/**
 * What a clerk is told of a page's place in an old archive, `98.每年…报告`: the indicators with this number or this
 * sentence. Nothing is written, since numbers mean something else in each edition.
 */
export function indicatorCandidates(place: string, editions: readonly EditionSource[]): string {
  const code = /^\d+/.exec(place)?.[0] ?? '';
  const found = editions.flatMap(({ edition, indicators }) =>
    [...everyOne(indicators)].flatMap((indicator) => {
      const isSame = bare(indicator.title) === bare(place);
      if (!isSame && indicator.code !== code) return [];
      const said = isSame ? '条文相同' : `编号相同，条文是“${indicator.title}”`;
      return [{ isSame, text: `${edition}/${indicator.code}（${said}）` }];
    }),
  );
  const same = found.filter(({ isSame }) => isSame);
  const shown = (same.length > 0 ? same : found).map(({ text }) => text).join('、');
  return found.length === 0
    ? `页面的当前位置里有“${place}”，像是指标，但各版指标体系里没有这个编号：请核对后写上 indicators。`
    : `页面的当前位置里有“${place}”，可能是 ${shown}：请核对后写进 indicators。`;
}

function* everyOne(indicators: readonly IndicatorSource[]): Generator<IndicatorSource> {
  for (const indicator of indicators) {
    yield indicator;
    yield* everyOne(indicator.children ?? []);
  }
}

function bare(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}
