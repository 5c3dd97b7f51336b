import { z } from 'zod';
import { traditionalSegment } from './address.ts';
import { isWebAddress } from './web-address.ts';

/** A path as every server file can bear it, decoded: no query, no step up, nothing that is a sign to a server. */
const plainPath = /^\/(?:[^/?#%"'\\<>{}^|`$*()[\]+\p{C}]+\/)*[^/?#%"'\\<>{}^|`$*()[\]+\p{C}]*$/u;

function isPlainPath(path: string): boolean {
  return plainPath.test(path) && !path.split('/').some((step) => step === '.' || step === '..');
}

const redirectSchema = z.strictObject({
  /** Without the base, decoded, in the Simplified tree: `/old/list.html`. */
  from: z
    .string()
    .refine(
      (path) => path !== '/' && isPlainPath(path) && !path.startsWith(`/${traditionalSegment}/`),
    ),
  /** An address of this archive without the base, or of another site. Without it what stood there is gone. */
  to: z
    .string()
    .refine((target) => isPlainPath(target) || isWebAddress(target))
    .optional(),
});

export const redirectsSchema = z.array(redirectSchema);

/** An address that something stood at, here or on the site before this one. */
export type Redirect = Readonly<z.output<typeof redirectSchema>>;

/** Which of them lead inside the archive: their Traditional twins lead to the Traditional page. */
export function leadsInside({ to }: Redirect): boolean {
  return to === undefined || to.startsWith('/');
}
