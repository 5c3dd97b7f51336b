import { isDeepStrictEqual } from 'node:util';
import { isMap, isSeq, parse, parseDocument, type YAMLMap } from 'yaml';
import { withListEntries } from './list-entry.ts';

/** A page that stands at its address no more. */
export interface MovedAddress {
  readonly from: string;
  /** Where it leads; undefined for what is gone. */
  readonly to: string | undefined;
  /** Whether the page itself now stands at `to`. */
  readonly isRenamed: boolean;
  /** Whether `from` was public, so that it has to be told; what led to it always has to lead on. */
  readonly isTold: boolean;
}

/**
 * redirects.yaml after a page went from one address: what led to it leads on to where it is, what led away from its
 * new place is gone, and its old address is told. Entries that are not concerned stay as they are written.
 *
 * @returns undefined where the list is written in a way that this does not know
 */
export function withMovedAddress(text: string, moved: MovedAddress): string | undefined {
  const { from, to } = moved;
  const led = withoutStale(text, moved);
  if (led === undefined || !moved.isTold) return led;
  return withListEntries(led, [{ from, ...(to !== undefined && { to }) }]);
}

/** Each stands with and without its slash, in any case. */
function folded(address: unknown): string {
  return String(address).toLowerCase().replace(/\/$/, '');
}

function withoutStale(text: string, { from, to, isRenamed }: MovedAddress): string | undefined {
  try {
    const document = parseDocument(text);
    const { contents } = document;
    if (contents === null) return text;
    if (!isSeq(contents) || !contents.items.every((item) => isMap(item))) return undefined;
    const isStale = (address: unknown) =>
      folded(address) === folded(from) || (isRenamed && folded(address) === folded(to));
    const before = contents.items.length;
    contents.items = contents.items.filter((item) => !isMap(item) || !isStale(item.get('from')));
    let isChanged = contents.items.length < before;
    for (const item of contents.items) {
      if (!isMap(item) || folded(item.get('to')) !== folded(from)) continue;
      isChanged = true;
      if (to === undefined) item.delete('to');
      else (item as YAMLMap).set('to', to);
    }
    if (!isChanged) return text;
    const written = document.toString({ lineWidth: 0 });
    return isDeepStrictEqual(parse(written), document.toJS()) ? written : undefined;
  } catch {
    return undefined;
  }
}
