import type { Archive } from '../model/archive.ts';

/**
 * One kind of page. A page is a function of (view, code): the view is one plain, frozen, serialisable
 * value with everything that the page shows, its links ready with the site's path prefix.
 */
export interface PageType<
  Params extends Readonly<Record<string, string | undefined>>,
  View extends object,
> {
  /** One for each page of this kind, in the order of the archive. */
  paths(archive: Archive): readonly Params[];
  /** What the page shows; takes as long as that is much, however large the archive. */
  view(archive: Archive, params: Params): View;
}

/** A kind of which there is one page. */
export function singlePage<View extends object>(
  view: (archive: Archive) => View,
): PageType<Record<never, never>, View> {
  return { paths: () => [{}], view: (archive) => plain(view(archive)) };
}

/** A kind of which there are many pages. */
export function manyPages<
  Params extends Readonly<Record<string, string | undefined>>,
  View extends object,
>(type: PageType<Params, View>): PageType<Params, View> {
  return { ...type, view: (archive, params) => plain(type.view(archive, params)) };
}

/** A frozen copy without what is undefined: what JSON would give back. */
export function plain<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(plain)) as Value;
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (inner !== undefined) copy[key] = plain(inner);
  }
  return Object.freeze(copy) as Value;
}

/** What is derived from a whole archive once, however many pages ask for it. */
export function oncePerArchive<Value>(
  derive: (archive: Archive) => Value,
): (archive: Archive) => Value {
  const known = new WeakMap<Archive, Value>();
  return (archive) => {
    let value = known.get(archive);
    if (value === undefined) {
      value = derive(archive);
      known.set(archive, value);
    }
    return value;
  };
}
