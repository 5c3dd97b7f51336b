import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { currentArchive } from '../../archive/current-archive.ts';
import { feedAddress, withBase } from '../../model/address.ts';
import { atomFeed } from './atom-feed.ts';

/** Writes the Atom feed. It stands before the Traditional tree, which derives the feed's twin. */
export function feed(): AstroIntegration {
  let base = '/';
  return {
    name: 'feed',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base;
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          if (request.originalUrl !== withBase(base, feedAddress)) return next();
          response.setHeader('content-type', 'application/atom+xml; charset=utf-8');
          currentArchive().then((archive) => response.end(atomFeed(archive)), next);
        });
      },
      'astro:build:done': async ({ dir }) => {
        writeFileSync(join(fileURLToPath(dir), feedAddress), atomFeed(await currentArchive()));
      },
    },
  };
}
