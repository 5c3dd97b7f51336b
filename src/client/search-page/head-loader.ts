import { headFile, headPlace } from '../../search/excerpts/head-slots.ts';
import { type MovedHead, type TextHead, unpackHead } from '../../search/excerpts/text-head.ts';
import { once } from '../../search/once.ts';
import { openPlainPart } from '../../search/packed/sealed.ts';
import { loadParts, type PresentIndex } from '../search-files.ts';

export type LoadHead = (document: number) => Promise<TextHead | MovedHead>;

/** Bytes between two slots that are loaded for nothing rather than asking twice: about what a server says before it answers. */
const widestGap = 500;

interface Wanted {
  readonly document: number;
  readonly offset: number;
  readonly length: number;
}

/**
 * Loads heads from their slots; those that are asked for in one go and stand near each other in one request.
 *
 * @param lengths of all documents, in grains.
 * @param slots bytes of a slot by class of length.
 */
export function headLoader(
  present: PresentIndex,
  lengths: readonly number[],
  slots: readonly number[],
): LoadHead {
  let wanted: Wanted[] = [];
  let loading: Promise<Map<number, Promise<Uint8Array>>> | undefined;
  const loadAll = () => {
    const heads = new Map<number, Promise<Uint8Array>>();
    for (const row of rowsOf(wanted)) {
      const path = headFile((row[0] as Wanted).document);
      const contents = loadParts(present, path, row, openPlainPart);
      for (const [i, { document }] of row.entries())
        heads.set(
          document,
          contents.then((all) => all[i] as Uint8Array),
        );
    }
    wanted = [];
    loading = undefined;
    return heads;
  };
  return once(async (document: number) => {
    const { offset, bytes } = headPlace(document, lengths, slots);
    wanted.push({ document, offset, length: bytes });
    loading ??= Promise.resolve().then(loadAll);
    return unpackHead(await ((await loading).get(document) as Promise<Uint8Array>));
  });
}

/** In the order of documents, those together that stand near each other in one file. */
function rowsOf(wanted: readonly Wanted[]): Wanted[][] {
  const rows: Wanted[][] = [];
  for (const own of [...wanted].sort((a, b) => a.document - b.document)) {
    const row = rows[rows.length - 1];
    const last = row?.[row.length - 1];
    const isNear =
      last &&
      headFile(last.document) === headFile(own.document) &&
      own.offset - last.offset - last.length <= widestGap;
    if (row && isNear) row.push(own);
    else rows.push([own]);
  }
  return rows;
}
