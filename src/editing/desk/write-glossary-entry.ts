import type { GlossaryEntry } from '../../model/glossary.ts';
import { type ContentFolder, newFile } from '../content/content-folder.ts';
import { withGlossaryEntry } from '../content/glossary-entry.ts';
import { bytesHash } from '../content/report-file.ts';

/**
 * Puts an entry into the whole site's glossary.
 *
 * @throws an Error in Chinese when it contradicts an entry that is there
 */
export function writeGlossaryEntry(folder: ContentFolder, entry: GlossaryEntry): void {
  const bytes = folder.read('glossary.yaml');
  const text = withGlossaryEntry(bytes?.toString('utf8') ?? '', entry);
  folder.write(
    'glossary.yaml',
    Buffer.from(text),
    bytes === undefined ? newFile : bytesHash(bytes),
  );
}
