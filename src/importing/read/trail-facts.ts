import type { SourceFact } from '../source-document.ts';

/** The page's trail, as archives of old systems are ordered: `当前位置：首页 >> 98.… >> 2019`; else undefined. */
function trailParts(trail: string): readonly string[] | undefined {
  const parts = /^\s*(?:您)?(?:的)?(?:当前|所在)位置\s*[:：]([\s\S]{1,3000})$/
    .exec(trail)?.[1]
    ?.split(/>+|»|›/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts !== undefined && parts.length > 1 ? parts : undefined;
}

export function isTrail(line: string): boolean {
  return trailParts(line) !== undefined;
}

/** The year that ends a page's trail, and the number of the last place with one, which may be an indicator's. */
export function trailFacts(trail: string): SourceFact[] {
  const parts = trailParts(trail) ?? [];
  const facts: SourceFact[] = [];
  const last = parts.at(-1);
  const year = /^((?:19|20)\d{2})(?:年度?)?$/.exec(last ?? '')?.[1];
  if (year !== undefined)
    facts.push({ name: 'trail-year', value: year, where: `当前位置最后的“${last}”` });
  const place = parts.findLast((part) => numbered.test(part));
  if (place !== undefined) facts.push({ name: 'trail-indicator', value: place, where: '当前位置' });
  return facts;
}

const numbered = /^\d{1,4}[.．、]\s*(?!\d)\S/;
