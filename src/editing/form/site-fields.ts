import { siteSchema } from '../../model/site.ts';
import { schemaFields } from './schema-fields.ts';

/** The fields of `site.yaml`. */
export const siteFields = schemaFields(siteSchema.shape);
