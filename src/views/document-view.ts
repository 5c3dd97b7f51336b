import { documentAddress } from '../model/address.ts';
import type { Archive } from '../model/archive.ts';
import { shortTrail } from '../model/trail.ts';
import { type FrameView, frameOf } from './frame.ts';
import { plain } from './page-type.ts';

/** A page of `content/pages/`, by its file's name and front matter; its body is a component that Astro makes. */
export interface DocumentSource {
  readonly name: string;
  readonly title: string;
  readonly description?: string | undefined;
}

export interface DocumentView {
  readonly frame: FrameView;
  readonly title: string;
}

export function documentView(
  archive: Archive,
  { name, title, description = title }: DocumentSource,
): DocumentView {
  const address = documentAddress(name);
  return plain({
    frame: frameOf(archive, {
      kind: 'tool',
      title,
      description,
      address,
      trail: shortTrail(title, address),
    }),
    title,
  });
}
