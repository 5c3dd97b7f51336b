import { unpackSteps } from '../../search/catalog.ts';
import { type FacetColumn, listsFileOf, listsName, type ValueLists } from '../../search/facets.ts';
import { once } from '../../search/once.ts';
import { loadPacked, type PresentIndex } from '../search-files.ts';

/** The documents on the list of a value, ascending; none of a value that is not there. */
export type DocumentsListed = (value: number) => Promise<number[]>;

/**
 * Loads the lists of values that stand together, as far as they are asked for.
 *
 * @param files the first value of each.
 */
export function valueLists(
  present: PresentIndex,
  column: FacetColumn,
  files: readonly number[],
): DocumentsListed {
  const load = once((file: number) => loadPacked<ValueLists>(present, listsName(column, file)));
  return async (value) => {
    const file = listsFileOf(files, value);
    return file < 0
      ? []
      : unpackSteps((await load(file))[value - (files[file] as number)] as string);
  };
}
