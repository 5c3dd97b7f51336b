import { traditionalSegment } from './address.ts';

/**
 * Lists of more reports than this stand on several pages of as many: about 13,000 px on a phone, 21,000 in
 * elder mode, which a thumb and a screen reader still get through. Small archives keep every list whole.
 */
export const partLength = 100;

/** How many pages a list takes; one where it is empty. */
export function partCount(items: number, length = partLength): number {
  return Math.max(1, Math.ceil(items / length));
}

/** The address of one page of a list, from 1: the first is the list's own, `/years/2021/`, the second `/years/2021/2/`. */
export function partAddress(address: string, part: number): string {
  return part === 1 ? address : `${address}${part}/`;
}

/** The addresses of all pages of a list. */
export function partAddresses(address: string, items: number): readonly string[] {
  return Array.from({ length: partCount(items) }, (_, index) => partAddress(address, index + 1));
}

/** Years, issuers, and indicators in a year: what {@link partAddress} is used for. */
const laterPart = new RegExp(
  `^((?:/${traditionalSegment})?/(?:years|issuers|indicators/[^/]+/[^/]+)/[^/]+/)(?:[2-9]|[1-9]\\d+)/$`,
);

/** The list of which an address is a later page: `/years/2021/2/` → `/years/2021/`; undefined for all others. */
export function listOfPart(address: string): string | undefined {
  return laterPart.exec(address)?.[1];
}
