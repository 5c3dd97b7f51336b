import { copyFileSync, createReadStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { currentArchive } from '../../archive/current-archive.ts';
import { attachmentAddress, withBase } from '../../model/address.ts';
import type { Archive } from '../../model/archive.ts';
import { attachmentMediaType } from '../../model/media-type.ts';
import type { Attachment } from '../../model/report.ts';

/** Puts the files beside the reports at their addresses; both trees link to the same ones. */
export function attachments(): AstroIntegration {
  let base = '/';
  return {
    name: 'attachments',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base;
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          const path = request.originalUrl?.split(/[?#]/)[0];
          currentArchive().then((archive) => {
            const found = published(archive).find(
              ({ address }) => withBase(base, address) === path,
            );
            if (!found) return next();
            response.setHeader('content-type', attachmentMediaType(found.attachment.type));
            createReadStream(found.source).on('error', next).pipe(response);
          }, next);
        });
      },
      'astro:build:done': async ({ dir }) => {
        const out = fileURLToPath(dir);
        for (const { address, source } of published(await currentArchive())) {
          const target = join(out, decodeURI(address));
          mkdirSync(dirname(target), { recursive: true });
          copyFileSync(source, target);
        }
      },
    },
  };
}

interface PublishedFile {
  readonly address: string;
  /** Absolute path of the file in the content folder. */
  readonly source: string;
  readonly attachment: Attachment;
}

function published(archive: Archive): PublishedFile[] {
  return archive.reports.flatMap((report) =>
    report.attachments.map((attachment) => ({
      address: attachmentAddress(report, attachment.file),
      source: join(archive.contentDir, dirname(report.file), attachment.file),
      attachment,
    })),
  );
}
