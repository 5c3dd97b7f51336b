import { documentAddress } from '../model/address.ts';
import { shortTrail } from '../model/trail.ts';
import { type FrameView, frameOf } from './frame.ts';
import { manyPages, oncePerArchive } from './page-type.ts';
import { withPictures } from './report-pictures.ts';

/** A page of `content/pages/`. */
export interface DocumentView {
  readonly frame: FrameView;
  readonly title: string;
  /** In their order: HTML, rendered and sanitised, or the name of a component of the site. */
  readonly parts: readonly ({ readonly html: string } | { readonly component: string })[];
}

export interface DocumentParams {
  readonly [name: string]: string;
  readonly document: string;
}

const byName = oncePerArchive(
  ({ documents }) => new Map(documents.map((document) => [document.name, document])),
);

export const documentPage = manyPages<DocumentParams, DocumentView>({
  paths: ({ documents }) => documents.map(({ name }) => ({ document: name })),
  view(archive, { document: name }) {
    const document = byName(archive).get(name);
    if (document === undefined) throw new Error(`There is no page ${name}`);
    const { title, description } = document;
    const address = documentAddress(name);
    return {
      frame: frameOf(archive, {
        kind: 'tool',
        title,
        description,
        address,
        trail: shortTrail(title, address),
      }),
      title,
      parts: partsOf(withPictures(document.body, archive)),
    };
  },
});

function partsOf(html: string): DocumentView['parts'] {
  // The pieces between the marks, and what the marks name, in turns.
  return html
    .split(/<div data-archive-component="(\w+)"><\/div>/)
    .map((piece, index) => (index % 2 === 0 ? { html: piece } : { component: piece }));
}
