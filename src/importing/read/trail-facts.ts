import type { SourceFact } from '../source-document.ts';

/** The year that ends a page's trail: `当前位置：首页 >> 98.… >> 2019`, as archives of old systems are ordered. */
export function trailFacts(trail: string): SourceFact[] {
  const parts = /^\s*(?:您)?(?:的)?(?:当前|所在)位置\s*[:：]([\s\S]{1,3000})$/
    .exec(trail)?.[1]
    ?.split(/>+|»|›/)
    .map((part) => part.trim());
  const last = parts !== undefined && parts.length > 1 ? parts.at(-1) : undefined;
  const year = /^((?:19|20)\d{2})(?:年度?)?$/.exec(last ?? '')?.[1];
  return year === undefined
    ? []
    : [{ name: 'trail-year', value: year, where: `当前位置最后的“${last}”` }];
}
