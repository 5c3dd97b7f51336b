import { z } from 'zod';

/** The front matter of a page in `content/pages/`. */
export const documentSchema = z.strictObject({
  title: z.string().trim().min(1),
  /** What search engines show below the title; the title itself when left out. */
  description: z.string().trim().min(1).optional(),
});
