import { pageEdits } from '../../variant/convert-page.ts';
import type { Converter } from '../../variant/converter.ts';
import { asShown } from '../excerpts/stored-text.ts';
import { editedTexts, readingBlocks } from './body-blocks.ts';
import type { IndexedReport } from './searchable-report.ts';
import type { BlockLengths, DocumentExtent, IndexedDocument } from './symbol-run.ts';
import type { StoredBlock, StoredDocument } from './text-writer.ts';

/** A document as it is indexed and, when its places in the index are known, as it is stored for excerpts. */
export interface DocumentTexts {
  readonly indexed: IndexedDocument;
  stored(lengths: BlockLengths, extent: DocumentExtent): StoredDocument;
}

/** @param html the rendered body; its Traditional text is that of the page, which is converted by the same code. */
export function readDocument(
  report: IndexedReport,
  html: string,
  converter: Converter,
): DocumentTexts {
  const body = readingBlocks(html);
  const record = [
    report.documentNumber,
    report.indexNumber,
    ...report.attachments.map((attachment) => attachment.title),
  ].filter((text) => text !== undefined);
  const headings = body.filter(({ kind }) => kind === 'heading').map(({ text }) => text);
  const paragraphs = body.filter(({ kind }) => kind === 'text').map(({ text }) => text);
  return {
    indexed: { title: report.title, headings, paragraphs: [...record, ...paragraphs] },
    stored(lengths, extent) {
      const edits = pageEdits(html, { converter, base: '/', address: '/' }).sorted();
      const converted = editedTexts(html, body, edits);
      const left = { heading: lengths.headings.values(), text: lengths.paragraphs.values() };
      const blocks: StoredBlock[] = [];
      const add = (
        kind: StoredBlock['kind'],
        original: string,
        converted: string | undefined,
        id: string,
      ) => {
        const symbols = left[kind === 'heading' ? 'heading' : 'text'].next().value ?? 0;
        if (symbols === 0) return;
        const text = asShown(original);
        const shown = asShown(converted ?? '');
        // A conversion keeps every length; where one did not, the plain one does.
        const traditional = shown.length === text.length ? shown : converter.convert(text);
        blocks.push({ kind, text, traditional, id, symbols });
      };
      for (const text of record) add('record', text, converter.convert(text), '');
      let before = '';
      for (const [i, { kind, text, section }] of body.entries()) {
        // A heading without an id of its own begins no section.
        add(kind, text, converted[i], section === before ? '' : section);
        before = section;
      }
      const title = report.title.trim();
      return {
        title,
        traditionalTitle: converter.convert(title),
        headings: extent.headings,
        paragraphs: extent.paragraphs,
        blocks,
      };
    },
  };
}
