import { type Archive, bodyOf } from '../src/model/archive.ts';
import type { Report } from '../src/model/report.ts';
import { type Answer, answerQuery } from '../src/search/answer-query.ts';
import { documentGrain, paragraphGrain } from '../src/search/catalog.ts';
import { filterHits } from '../src/search/filter-hits.ts';
import { bodyBlocks } from '../src/search/indexing/body-blocks.ts';
import { SymbolRun } from '../src/search/indexing/symbol-run.ts';
import { type IndexFiles, indexFiles } from '../src/search/pagefind/index-files.ts';
import type { Postings } from '../src/search/phrase-locations.ts';
import { parseQuery } from '../src/search/query.ts';

/** What a reader types and chooses. */
export interface Question {
  readonly q: string;
  readonly year?: number;
  readonly issuer?: string;
}

/** What the search page shows, in its order: the hits, behind them documents that have parts of what was asked. */
export interface Told {
  readonly answer: Answer;
  readonly shown: readonly Report[];
}

/**
 * Indexes an archive in memory, to be asked as the search page asks.
 *
 * @param read opens the index.
 */
export async function askArchive(
  archive: Archive,
  read: (run: SymbolRun, files: IndexFiles) => Postings | Promise<Postings>,
): Promise<(question: Question) => Promise<Told>> {
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
  const postings = await read(run, indexFiles(run));
  const issuerIds = [...new Set(reports.map(({ issuer }) => issuer.id))];
  const catalog = {
    lengths: run.extents.map(({ length }) => length / documentGrain),
    titles: run.extents.map(({ title }) => title),
    paragraphs: run.extents.map(({ paragraphs }) => paragraphs / paragraphGrain),
    years: reports.map(({ year }) => year),
    issuers: reports.map(({ issuer }) => issuerIds.indexOf(issuer.id)),
    issuerIds,
    copies: new Map(
      run.extents.flatMap(({ copyOf }, i) => (copyOf === undefined ? [] : [[i, copyOf]])),
    ),
  };
  const names = new Map(reports.map(({ issuer }) => [issuer.id, issuer.name]));
  return async ({ q, year, issuer }) => {
    const answer = await answerQuery(parseQuery(q), catalog, postings, names);
    const found = [...answer.hits, ...answer.parts];
    const tests = {
      ...(year !== undefined && { year: (each: number) => reports[each]?.year === year }),
      ...(issuer !== undefined && {
        issuer: (each: number) => reports[each]?.issuer.id === issuer,
      }),
    };
    const hits = filterHits(found, tests, 'relevance');
    return { answer, shown: hits.map(({ document }) => reports[document] as Report) };
  };
}
