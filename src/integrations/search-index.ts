import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { currentArchive } from '../archive/current-archive.ts';
import { renderReport } from '../archive/render-report.ts';
import type { Archive } from '../model/archive.ts';
import { type WrittenIndex, writeSearchIndex } from '../search/build/write-search-index.ts';
import { searchFolder } from '../search/catalog.ts';

/** Writes the search index of an archive below a finished site's folder. */
export function writeArchiveIndex(archive: Archive, site: string): Promise<WrittenIndex> {
  function* searchable() {
    for (const report of archive.reports) {
      yield { report, html: renderReport(archive, report).html };
    }
  }
  return writeSearchIndex(searchable(), join(site, searchFolder));
}

/** After the pages of both scripts exist: one index serves both, since it is folded over scripts. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const begun = performance.now();
        const written = await writeArchiveIndex(await currentArchive(), fileURLToPath(dir));
        const seconds = ((performance.now() - begun) / 1000).toFixed(1);
        logger.info(
          `${written.documents} reports, ${written.symbols} characters, ${written.chunks} chunks, ${(written.bytes / 1e6).toFixed(1)} MB in ${seconds} s`,
        );
      },
    },
  };
}
