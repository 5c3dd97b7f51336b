import { z } from 'zod';

/** One conversion that the dictionaries get wrong here, as a person would write it. */
const glossaryEntrySchema = z.strictObject({
  simplified: z.string().trim().min(1),
  traditional: z.string().trim().min(1),
  note: z.string().trim().min(1).optional(),
});

export const glossarySchema = z.array(glossaryEntrySchema);

export type GlossaryEntry = z.output<typeof glossaryEntrySchema>;
