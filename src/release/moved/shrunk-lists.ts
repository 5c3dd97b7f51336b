import { pageFileAddress, traditionalSegment, withBase } from '../../model/address.ts';
import { listOfPart } from '../../model/list-parts.ts';
import type { ReleaseManifest } from '../release-manifest.ts';
import { publishedAddress } from './moved-page.ts';
import { askedFor, type SiteRedirect } from './site-redirects.ts';

/**
 * Later pages of lists that became shorter since any of the earlier releases: they lead to where the list
 * begins, or where content says that the list went. Nobody need write them into content, for what stood there
 * is still in the list, on another of its pages, and a list that grows again has them again.
 */
export function shrunkLists(
  next: Pick<ReleaseManifest, 'files' | 'base'>,
  earlier: readonly Pick<ReleaseManifest, 'files' | 'base'>[],
  redirects: readonly SiteRedirect[],
): readonly SiteRedirect[] {
  const standing = new Set(next.files.map(({ path }) => publishedAddress(next.base, path)));
  const told = new Map(
    redirects.flatMap((redirect) => askedFor(redirect).map((from) => [from, redirect])),
  );
  const pages = earlier
    .filter(({ base }) => base === next.base)
    .flatMap(({ files }) => files.map(({ path }) => pageFileAddress(path)));
  return [...new Set(pages)].sort().flatMap((page) => {
    const from = withBase(next.base, page);
    const inside = listOfPart(page);
    if (inside === undefined || standing.has(from) || told.has(from)) return [];
    const list = withBase(next.base, inside);
    const moved = told.get(list);
    if (!standing.has(list) && moved === undefined) return [];
    const lang = page.startsWith(`/${traditionalSegment}/`) ? 'zh-Hant' : 'zh-Hans';
    return [{ from, to: moved ? moved.to : encodeURI(list), lang, isTemporary: true }];
  });
}
