import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Archive, bodyOf } from '../../../src/model/archive.ts';
import { answerQuery } from '../../../src/search/answer-query.ts';
import { filterHits } from '../../../src/search/filter-hits.ts';
import { bodyBlocks } from '../../../src/search/indexing/body-blocks.ts';
import { SymbolRun } from '../../../src/search/indexing/symbol-run.ts';
import { indexFiles } from '../../../src/search/pagefind/index-files.ts';
import { parseQuery } from '../../../src/search/query.ts';
import { root } from '../../sites.ts';
import { readIndex } from './read-index.ts';

/** What a reader types, and the report that is meant: `year/slug`. */
export interface MeantQuery {
  readonly kind: 'title' | 'issuer' | 'number' | 'phrase' | 'filter';
  readonly q: string;
  readonly year?: number;
  readonly issuer?: string;
  readonly meant: string;
}

export const meantQueries = (
  JSON.parse(readFileSync(join(root, 'tests/fixtures/search/meant.json'), 'utf8')) as {
    queries: MeantQuery[];
  }
).queries;

/** Asks an archive; what comes back is `year/slug` of what the page shows, in its order, and what is said of it. */
export async function asker(archive: Archive) {
  const run = new SymbolRun();
  const { reports } = archive;
  for (const report of reports) {
    const { headings, paragraphs } = bodyBlocks(bodyOf(archive, report).html);
    const record = [
      report.documentNumber,
      report.indexNumber,
      ...report.attachments.map(({ title }) => title),
    ].filter((text) => text !== undefined);
    run.add({ title: report.title, headings, paragraphs: [...record, ...paragraphs] });
  }
  const { catalog: read, postings } = readIndex(run, await indexFiles(run));
  const issuerIds = [...new Set(reports.map(({ issuer }) => issuer.id))];
  const catalog = {
    ...read,
    years: reports.map(({ year }) => year),
    issuers: reports.map(({ issuer }) => issuerIds.indexOf(issuer.id)),
    issuerIds,
  };
  const names = new Map(reports.map(({ issuer }) => [issuer.id, issuer.name]));
  return async ({ q, year, issuer }: Pick<MeantQuery, 'q' | 'year' | 'issuer'>) => {
    const answer = await answerQuery(parseQuery(q), catalog, postings, names);
    const found = answer.hits.length > 0 ? answer.hits : answer.parts;
    const facets = { ...catalog, indicators: [], indicatorKeys: [], indicatorParents: [] };
    const { hits } = filterHits([...found], facets, { year, issuer, sort: 'relevance' });
    return {
      answer,
      shown: hits.map(({ document }) => {
        const report = reports[document] as (typeof reports)[number];
        return `${report.year}/${report.slug}`;
      }),
    };
  };
}
