import { attachmentTypes, mediaTypeOf } from './media-type.ts';

/** What a build writes beside attachments, by lower-case extension. */
const webTypes: ReadonlyMap<string, string> = new Map([
  ['avif', 'image/avif'],
  ['css', 'text/css'],
  ['html', 'text/html'],
  ['ico', 'image/x-icon'],
  ['js', 'text/javascript'],
  ['json', 'application/json'],
  ['jsonl', 'application/jsonl'],
  ['md', 'text/markdown'],
  ['sha256', 'text/plain'],
  ['svg', 'image/svg+xml'],
  ['tsv', 'text/tab-separated-values'],
  ['wasm', 'application/wasm'],
  ['webmanifest', 'application/manifest+json'],
  ['xml', 'application/xml'],
]);

/** Every lower-case extension of which a type is known, sorted. */
export const typedExtensions: readonly string[] = [
  ...new Set([...webTypes.keys(), ...attachmentTypes]),
].sort();

/** The media type of a published file by its extension, without a charset. */
export function bareTypeOf(path: string): string {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return webTypes.get(extension) ?? mediaTypeOf(extension);
}

/** Whether a media type is of text, all of which is UTF-8 here. */
export function isTextType(type: string): boolean {
  return /^text\/|[/+](json|jsonl|xml)\b/.test(type);
}

/** The `Content-Type` of a published file by its name. */
export function contentTypeOf(path: string): string {
  const type = bareTypeOf(path);
  return isTextType(type) ? `${type}; charset=utf-8` : type;
}

/** Whether sending a file of this `Content-Type` compressed is worth it. */
export function isCompressible(type: string): boolean {
  return isTextType(type) || type === 'application/wasm';
}
