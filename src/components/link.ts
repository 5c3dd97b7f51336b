import { withBase } from '../model/address.ts';

/** An address of the archive as it stands in a page: with the site's path prefix before it. */
export function link(address: string): string {
  return withBase(import.meta.env.BASE_URL, address);
}
