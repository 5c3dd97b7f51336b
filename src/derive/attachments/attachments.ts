import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attachmentAddress } from '../../model/address.ts';
import type { Archive } from '../../model/archive.ts';
import { mediaTypeOf } from '../../model/media-type.ts';
import type { Attachment } from '../../model/report.ts';
import type { Step } from '../step.ts';

/** Puts the files beside the reports at their addresses; both trees link to the same ones. */
export const attachments: Step = {
  name: 'attachments',
  title: '复制附件',
  needs: ['archive'],
  // The step `texts` writes the two that are left out.
  writes: /^\/reports\/\d{4}\/[^/]+\/(?!index\.(?:md|txt)$).+\.[^/]+$/,
  run({ archive, out }) {
    for (const { address, source } of published(archive)) {
      const target = join(out, address);
      mkdirSync(dirname(target), { recursive: true });
      copyFileSync(source, target);
    }
  },
  answer(address, { archive }) {
    const found = published(archive).find((file) => file.address === address);
    if (found === undefined) return undefined;
    return { type: mediaTypeOf(found.attachment.type), body: readFileSync(found.source) };
  },
};

interface PublishedFile {
  /** Without the base, decoded. */
  readonly address: string;
  /** Absolute path of the file in the content folder. */
  readonly source: string;
  readonly attachment: Attachment;
}

function published(archive: Archive): PublishedFile[] {
  return archive.reports.flatMap((report) =>
    report.attachments.map((attachment) => ({
      address: decodeURI(attachmentAddress(report, attachment.file)),
      source: join(archive.contentDir, dirname(report.file), attachment.file),
      attachment,
    })),
  );
}
