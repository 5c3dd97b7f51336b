import { posix } from 'node:path';
import { type LinkContext, linkScheme } from './resolve-link.ts';

/** Where an image of a body stands. */
export type ImageTarget =
  /** POSIX path relative to the content folder, beside the report or below. */
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'external' }
  | { readonly kind: 'hostile'; readonly scheme: string }
  | { readonly kind: 'unsafe' }
  | { readonly kind: 'empty' };

export function resolveImage(written: string, context: Pick<LinkContext, 'file'>): ImageTarget {
  const scheme = linkScheme(written);
  if (scheme === 'http' || scheme === 'https' || /^[/\\]{2}/.test(written)) {
    return { kind: 'external' };
  }
  if (scheme !== undefined) return { kind: 'hostile', scheme };
  if (written.trim() === '') return { kind: 'empty' };
  let path = written;
  try {
    path = decodeURIComponent(written);
  } catch {
    // A stray percent sign: taken as written.
  }
  if (/^\/|[\\?#]/.test(path)) return { kind: 'unsafe' };
  const folder = posix.dirname(context.file);
  const file = posix.join(folder, path);
  return file.startsWith(`${folder}/`) && !file.endsWith('/')
    ? { kind: 'file', file }
    : { kind: 'unsafe' };
}
