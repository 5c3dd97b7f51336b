import { z } from 'zod';
import { webAddressSchema } from './web-address.ts';

/** The Traditional standard a site converts to: Taiwan, Hong Kong, or OpenCC's neutral one. */
export const traditionalStandards = ['tw', 'hk', 't'] as const;
export type TraditionalStandard = (typeof traditionalStandards)[number];

/**
 * `site.yaml`: everything beyond name, url and trail is optional and simply not shown when absent.
 * `url` is the origin (no path); `base` the path prefix, with a leading and a trailing slash.
 */
export const siteSchema = z.strictObject({
  name: z.string().trim().min(1),
  title: z.string().trim().min(1).optional(),
  description: z.string().trim().min(1).optional(),
  url: webAddressSchema,
  base: z
    .string()
    // No step that browsers and servers take for “here” or “up”.
    .regex(/^\/((?!\.{1,2}\/)[A-Za-z0-9._~-]+\/)*$/)
    .default('/'),
  /** The whole host belongs to this site, so it may bind the host (HSTS); a prefix on a shared one may not. */
  ownsHost: z.boolean().default(false),
  trail: z.array(z.string().trim().min(1)).min(1),
  region: z.string().trim().min(1).optional(),
  /** Only a government's own site carries its marks; without it the footer says so. */
  official: z.boolean().default(false),
  sponsor: z.string().trim().min(1).optional(),
  operator: z.string().trim().min(1).optional(),
  contact: z
    .strictObject({
      address: z.string().trim().min(1).optional(),
      phone: z.string().trim().min(1).optional(),
      email: z.email().optional(),
    })
    .optional(),
  siteIdCode: z.string().trim().min(1).optional(),
  icp: z.string().trim().min(1).optional(),
  policeRecord: z.string().trim().min(1).optional(),
  /** Stands on top of every page: what a reader must know of the whole site, such as that it is invented. */
  notice: z.string().trim().min(1).optional(),
  traditional: z.enum(traditionalStandards).default('tw'),
});

export type Site = z.output<typeof siteSchema>;
