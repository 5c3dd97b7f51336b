import { reportSchema } from '../../model/report.ts';
import { schemaFields } from './schema-fields.ts';

/** The fields of a report. */
export const reportFields = schemaFields(reportSchema.shape);
