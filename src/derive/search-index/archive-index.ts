import { join } from 'node:path';
import { searchFolder } from '../../model/address.ts';
import type { Archive } from '../../model/archive.ts';
import type { WrittenIndex } from '../../search/indexing/write-search-index.ts';
import { siteConverters, variantSettings } from '../../variant/site-converters.ts';
import type { DeriveContext } from '../step.ts';
import { indexPlan, plannedReports, writePlannedIndex } from './index-plan.ts';

/** Writes the search index of an archive below a site's folder. */
export function writeArchiveIndex(
  archive: Archive,
  site: string,
  converterOf: DeriveContext['converterOf'] = siteConverters(variantSettings(archive)),
): Promise<WrittenIndex> {
  const folder = join(site, searchFolder);
  return writePlannedIndex(indexPlan(archive), plannedReports(archive), folder, converterOf);
}
