import { posix } from 'node:path';
import { judgeAddress } from '../../model/web-address.ts';
import type { LinkContext } from './resolve-link.ts';

/** Where an image of a body stands. */
export type ImageTarget =
  /** POSIX path relative to the content folder, beside the report or below. */
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'external' }
  | { readonly kind: 'hostile'; readonly scheme: string }
  | { readonly kind: 'unsafe' }
  | { readonly kind: 'empty' };

export function resolveImage(written: string, context: Pick<LinkContext, 'file'>): ImageTarget {
  const verdict = judgeAddress(written);
  if (verdict.kind === 'hostile' || verdict.kind === 'unsupported') {
    return { kind: 'hostile', scheme: verdict.scheme };
  }
  if (verdict.kind !== 'inside') return { kind: 'external' };
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
