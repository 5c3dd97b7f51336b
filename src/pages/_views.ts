import { currentArchive } from '../archive/current-archive.ts';
import type { PageType } from '../views/page-type.ts';

type Params = Readonly<Record<string, string | undefined>>;

/**
 * The one place where pages reach the archive: Astro calls a page with nothing but its address. Pages
 * themselves ask for their view, and turn it into HTML.
 */
export async function viewOf<P extends Params, View extends object>(
  type: PageType<P, View>,
  params: Readonly<Record<string, string | undefined>> = {},
): Promise<View> {
  return type.view(await currentArchive(), params as P);
}

/** What `getStaticPaths` answers: the addresses alone, so that no page's content waits in memory. */
export async function pathsOf<P extends Params, View extends object>(
  type: PageType<P, View>,
): Promise<{ params: P }[]> {
  return type.paths(await currentArchive()).map((params) => ({ params }));
}
