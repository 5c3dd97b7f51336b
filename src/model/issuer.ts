import { z } from 'zod';

export const issuerKinds = ['government', 'department', 'township', 'other'] as const;
export type IssuerKind = (typeof issuerKinds)[number];

/** Who published a report; `id` stands in the issuer's address and in every report's front matter. */
const issuerSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: z.string().trim().min(1),
  kind: z.enum(issuerKinds),
});

export const issuersSchema = z.array(issuerSchema);

export type Issuer = z.output<typeof issuerSchema>;
