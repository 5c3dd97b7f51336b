import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { currentArchive } from '../../archive/current-archive.ts';
import { renderReport } from '../../archive/render-report.ts';
import { homeAddress, reportAddress, searchFolder, withBase } from '../../model/address.ts';
import type { Archive } from '../../model/archive.ts';
import type { SearchNames } from '../../search/catalog.ts';
import { type WrittenIndex, writeSearchIndex } from '../../search/indexing/write-search-index.ts';
import { siteConverters, variantSettings } from '../../variant/site-converters.ts';
import { stage } from '../stage.ts';

/** Writes the search index of an archive below a finished site's folder. */
export function writeArchiveIndex(archive: Archive, site: string): Promise<WrittenIndex> {
  function* searchable() {
    for (const report of archive.reports) {
      yield { report, html: renderReport(archive, report).html };
    }
  }
  const converterOf = siteConverters(variantSettings(archive));
  const names = {
    'zh-Hans': searchNames(archive, (_address, text) => text),
    'zh-Hant': searchNames(archive, (address, text) => converterOf(address).convert(text)),
  };
  return writeSearchIndex(searchable(), names, join(site, searchFolder));
}

function searchNames(
  archive: Archive,
  convert: (address: string, text: string) => string,
): SearchNames {
  const general = (text: string) => convert(homeAddress, text);
  return {
    reports: archive.reports.map((report) => [
      convert(reportAddress(report), report.title),
      report.year,
      report.slug,
    ]),
    indicators: [...archive.indicatorByKey].map(([key, { title }]) => [key, general(title)]),
    issuers: archive.issuers
      .filter(({ id }) => archive.reportsByIssuer.has(id))
      .map(({ id, name }) => [id, general(name)]),
    words: {
      suggestions: general('搜索建议'),
      report: general('报告'),
      indicator: general('指标'),
      issuer: general('发布机构'),
    },
  };
}

/**
 * After the pages of both scripts exist: one index serves both, since it is folded over scripts. In
 * development it is written when somebody first searches, and anew when the content has changed.
 */
export function searchIndex(): AstroIntegration {
  let base = '/';
  let cache = '';
  const written = new WeakMap<Archive, Promise<unknown>>();
  return {
    name: 'search-index',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base;
        cache = join(fileURLToPath(config.cacheDir), 'search-index');
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          const path = request.originalUrl?.split(/[?#]/)[0] ?? '';
          if (!path.startsWith(withBase(base, `/${searchFolder}/`)) || path.includes('..'))
            return next();
          const answer = async () => {
            const archive = await currentArchive();
            if (!written.has(archive)) written.set(archive, writeArchiveIndex(archive, cache));
            await written.get(archive);
            const file = join(cache, path.slice(withBase(base, '/').length));
            const types = { '.js': 'text/javascript', '.json': 'application/json' } as const;
            const type = types[extname(file) as keyof typeof types] ?? 'application/octet-stream';
            response.setHeader('content-type', type);
            response.end(await readFile(file));
          };
          answer().catch((error: unknown) => {
            if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return next(error);
            response.statusCode = 404;
            response.end();
          });
        });
      },
      'astro:build:done': async ({ dir, logger }) => {
        const archive = await currentArchive();
        const written = await stage('建立搜索索引', () =>
          writeArchiveIndex(archive, fileURLToPath(dir)),
        );
        logger.info(
          `${written.documents} reports, ${written.symbols} characters, ${written.chunks} chunks, ${(written.bytes / 1e6).toFixed(1)} MB`,
        );
      },
    },
  };
}
