/*
 * Heads stand where a reader who knows no more than the catalog finds them: each in a slot whose bytes go by the
 * length of its document. So none needs to be told where it stands, and a result is one request from being shown.
 */

/** Documents whose heads are in one file. */
export const headsInFile = 96;

/** Path of the file that has the head of a document, in the index's folder. */
export function headFile(document: number): string {
  return `heads/${Math.floor(document / headsInFile)}.packed`;
}

/** Of which class a document is by its length: four to every doubling. */
export function lengthClass(grains: number): number {
  if (grains < 4) return grains;
  const doublings = 31 - Math.clz32(grains);
  return 4 * (doublings - 1) + ((grains >> (doublings - 2)) & 3);
}

/**
 * Where the head of a document stands in its file, with its seal.
 *
 * @param lengths of all documents, in grains.
 * @param slots bytes of a slot for every class.
 */
export function headPlace(
  document: number,
  lengths: readonly number[],
  slots: readonly number[],
): { offset: number; bytes: number } {
  const bytesOf = (each: number) => slots[lengthClass(lengths[each] as number)] as number;
  let offset = 0;
  for (let each = document - (document % headsInFile); each < document; each++)
    offset += bytesOf(each);
  return { offset, bytes: bytesOf(document) };
}
