import { searchFolder } from '../../model/address.ts';
import type { ReleaseManifest } from '../release-manifest.ts';
import { publishedAddress } from './moved-page.ts';
import { askedFor, type SiteRedirect } from './site-redirects.ts';

/**
 * Addresses that somebody may have written down, that the release before answered and this one does not, and of
 * which content says neither where they lead nor that they are gone. With the base, sorted.
 */
export function lostAddresses(
  next: Pick<ReleaseManifest, 'files' | 'base'>,
  previous: ReleaseManifest | null,
  redirects: readonly SiteRedirect[],
): readonly string[] {
  const answered = new Set([
    ...next.files.map(({ path }) => publishedAddress(next.base, path)),
    ...redirects.flatMap(askedFor),
  ]);
  return (previous?.files ?? [])
    .filter(
      ({ path, cache, encoding }) =>
        cache === 'revalidate' && encoding === undefined && !path.startsWith(`${searchFolder}/`),
    )
    .map(({ path }) => publishedAddress(previous?.base ?? '/', path))
    .filter((address) => !answered.has(address));
}
