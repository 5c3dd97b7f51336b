import { z } from 'zod';
import { webAddressSchema } from './web-address.ts';

/** An indicator's code: stands in its address, so only characters that need no escaping there. */
const codeSchema = z.string().regex(/^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/);

export interface IndicatorSource {
  code: string;
  title: string;
  children?: IndicatorSource[] | undefined;
}

/** One node of `indicators/<edition>.yaml`; the title is the printed sentence, its number included. */
const indicatorSchema: z.ZodType<IndicatorSource> = z.lazy(() =>
  z.strictObject({
    code: codeSchema,
    title: z.string().trim().min(1),
    children: z.array(indicatorSchema).optional(),
  }),
);

export const editionSchema = z.strictObject({
  edition: z.string().regex(/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/),
  title: z.string().trim().min(1),
  source: z
    .union([
      z.string().trim().min(1),
      z.strictObject({ name: z.string().trim().min(1), url: webAddressSchema.optional() }),
    ])
    .optional(),
  indicators: z.array(indicatorSchema),
});

/** An indicator in its place in the tree of one edition. */
export interface Indicator {
  readonly edition: string;
  readonly code: string;
  /** The printed sentence with its number. */
  readonly title: string;
  /** 1 for first-level indicators. */
  readonly depth: number;
  /** From the first level down to the parent; empty for first-level indicators. */
  readonly ancestors: readonly Indicator[];
  readonly children: readonly Indicator[];
}

/** One edition of the indicator system; numbering changes from edition to edition. */
export interface Edition {
  readonly edition: string;
  readonly title: string;
  readonly source?: { readonly name: string; readonly url?: string | undefined } | undefined;
  /** First-level indicators in printed order. */
  readonly indicators: readonly Indicator[];
}

/** `edition/code`, as written in a report's front matter. */
export type IndicatorKey = `${string}/${string}`;

export function indicatorKey(indicator: Pick<Indicator, 'edition' | 'code'>): IndicatorKey {
  return `${indicator.edition}/${indicator.code}`;
}
