import { sep } from 'node:path';
import type { AstroIntegration } from 'astro';
import { forgetArchive, provideArchive } from '../archive/current-archive.ts';
import { openSound } from '../archive/open-archive.ts';

/** In `astro dev`, opens the archive and shows an editor each change of the content folder as soon as it is saved. */
export function contentWatch(contentDir: string): AstroIntegration {
  return {
    name: 'content-watch',
    hooks: {
      'astro:server:setup': ({ server }) => {
        provideArchive(() => openSound(contentDir));
        // Vite watches the project only; ARCHIVE_CONTENT may lie elsewhere.
        server.watcher.add(contentDir);
        server.watcher.on('all', (_event, path) => {
          if (!path.startsWith(contentDir + sep)) return;
          forgetArchive();
          for (const { hot } of Object.values(server.environments)) {
            // What Astro itself sends when a content collection changes: it forgets getStaticPaths.
            hot.send('astro:content-changed', {});
          }
          server.environments.client.hot.send({ type: 'full-reload' });
        });
      },
    },
  };
}
