import { z } from 'zod';
import type { ReportBody } from './report.ts';

/** The front matter of a page in `content/pages/`. */
export const documentSchema = z.strictObject({
  title: z.string().trim().min(1),
  /** What search engines show below the title; the title itself when left out. */
  description: z.string().trim().min(1).optional(),
});

export type DocumentFrontMatter = z.output<typeof documentSchema>;

/** Pages that header and footer of every page lead to. */
export const standardDocuments = ['about', 'accessibility', 'help'] as const;

/** A page of `content/pages/`; in its body a component is `<div data-archive-component="<name>"></div>`. */
export interface ArchiveDocument {
  /** In its address: `about` → `/about/`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly body: ReportBody;
}
