import { unseenCharacters } from '../../model/writing.ts';

/** An address as a clerk typed it or reads it: `法` for `%E6%B3%95`; as it is where that would show nothing. */
export function readableAddress(address: string): string {
  try {
    const readable = decodeURI(address);
    return unseenCharacters(readable).length > 0 ? address : readable;
  } catch {
    return address;
  }
}
