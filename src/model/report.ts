import { z } from 'zod';
import { type GlossaryEntry, glossarySchema } from './glossary.ts';
import type { Indicator } from './indicator.ts';
import type { Issuer } from './issuer.ts';
import { webAddressSchema } from './web-address.ts';

/** `YYYY-MM-DD`, or `YYYY-MM-DD HH:MM` in local time; kept as text, never moved between time zones. */
export const dateTimeSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2})?)?$/);

/** A report's front matter (content/README.md). */
export const reportSchema = z.strictObject({
  title: z.string().trim().min(1),
  /** The year reported on, not the year of publication. */
  year: z.int(),
  issuer: z.string(),
  /** `edition/code`; the first one gives the breadcrumb. */
  indicators: z.array(z.string()).min(1),
  /** Original publication; absent when unknown. */
  published: dateTimeSchema.optional(),
  documentNumber: z.string().trim().min(1).optional(),
  indexNumber: z.string().trim().min(1).optional(),
  source: z
    .strictObject({ name: z.string().trim().min(1).optional(), url: webAddressSchema.optional() })
    .optional(),
  summary: z.string().trim().min(1).optional(),
  keywords: z.array(z.string().trim().min(1)).optional(),
  attachments: z
    .array(z.strictObject({ file: z.string().min(1), title: z.string().trim().min(1) }))
    .optional(),
  glossary: glossarySchema.optional(),
  note: z.string().trim().min(1).optional(),
});

export type ReportFrontMatter = z.output<typeof reportSchema>;

/** A file published beside a report. */
export interface Attachment {
  readonly title: string;
  /** File name as in the front matter, relative to the report's folder. */
  readonly file: string;
  /** Lower-case extension without the dot. */
  readonly type: string;
  readonly bytes: number;
  /** SHA-256, hex. */
  readonly sha256: string;
}

/** One report, linked to its issuer and indicators. The body is rendered on demand by the archive. */
export interface Report {
  readonly year: number;
  readonly slug: string;
  readonly title: string;
  readonly issuer: Issuer;
  /** At least one; the first gives the breadcrumb. */
  readonly indicators: readonly [Indicator, ...Indicator[]];
  readonly published?: string | undefined;
  readonly documentNumber?: string | undefined;
  readonly indexNumber?: string | undefined;
  readonly source?:
    | { readonly name?: string | undefined; readonly url?: string | undefined }
    | undefined;
  readonly summary?: string | undefined;
  readonly keywords: readonly string[];
  readonly attachments: readonly Attachment[];
  readonly glossary: readonly GlossaryEntry[];
  readonly note?: string | undefined;
  /** POSIX path relative to the content folder: `reports/2019/slug.md`. */
  readonly file: string;
  /** SHA-256 (hex) of the report's `index.md` (report-markdown.ts) in UTF-8. */
  readonly sha256: string;
  /** Han characters, letters and digits of the body: what a reader calls its length. */
  readonly characters: number;
}

/** A heading of a rendered body; `id` is stable as long as the heading's words stay. */
export interface ReportHeading {
  readonly depth: number;
  readonly id: string;
  readonly text: string;
}

/** An image of a rendered body, in order; the HTML carries `<img data-archive-image="<index>">` in its place. */
export interface ReportImage {
  /** POSIX path relative to the content folder. */
  readonly file: string;
  readonly alt: string;
  readonly title?: string | undefined;
}

/** A picture of the content folder that a body shows. */
export interface ArchiveImage {
  /** Of the source file, hex. */
  readonly sha256: string;
  /** What is inside, whatever the name says. */
  readonly format: 'avif' | 'gif' | 'jpeg' | 'png' | 'webp';
  /** In pixels, as it is shown: after the rotation that a camera notes. */
  readonly width: number;
  readonly height: number;
}

/** A report's body, rendered and sanitised. */
export interface ReportBody {
  readonly html: string;
  readonly headings: readonly ReportHeading[];
  readonly images: readonly ReportImage[];
}
