import { withBase } from '../model/address.ts';
import type { Archive } from '../model/archive.ts';
import type { ArchiveImage, ReportBody, ReportImage } from '../model/report.ts';
import { picturesFolder } from '../model/response-headers.ts';
import { oncePerArchive } from './page-type.ts';

/** One picture file to make; a name is a function of the content, so equal pictures are one file. */
export interface PictureFile {
  /** Without the base. */
  readonly address: string;
  /** The source: POSIX path relative to the content folder. */
  readonly source: string;
  /** SHA-256 of the source, hex. */
  readonly sha256: string;
  /** In pixels. */
  readonly width: number;
  readonly format: 'webp' | 'jpg' | 'png' | 'gif';
}

/** CSS pixels: a phone, a tablet, the measure of 38 characters at twice its density. */
const widths = [480, 960, 1440];
const fallbackWidth = 960;
/** The text column: never wider than 38 characters of 18 px. */
const sizes = '(min-width: 45em) 43em, 94vw';
/** An image after this many characters of text is below the fold of every screen. */
const foldCharacters = 300;

/** The files that a picture needs: the one every browser can show, and WebP in the sizes that screens need. */
export function pictureFiles(
  source: string,
  image: ArchiveImage,
): { readonly fallback: PictureFile; readonly webp: readonly PictureFile[] } {
  const file = (width: number, format: PictureFile['format']): PictureFile => ({
    address: `/${picturesFolder}/${image.sha256.slice(0, 16)}-${width}.${format}`,
    source,
    sha256: image.sha256,
    width,
    format,
  });
  // Resized, an animation would lose all but its first frame.
  if (image.format === 'gif') return { fallback: file(image.width, 'gif'), webp: [] };
  const kept = widths.filter((width) => width < image.width);
  if (image.width <= (widths.at(-1) ?? 0)) kept.push(image.width);
  return {
    fallback: file(Math.min(fallbackWidth, image.width), image.format === 'png' ? 'png' : 'jpg'),
    webp: kept.map((width) => file(width, 'webp')),
  };
}

/** Every file that the pictures of an archive's reports need, by its address. */
export const archivePictures = oncePerArchive(({ images }: Archive) => {
  const files = new Map<string, PictureFile>();
  for (const [source, image] of images) {
    const { fallback, webp } = pictureFiles(source, image);
    for (const file of [fallback, ...webp]) files.set(file.address, file);
  }
  return files;
});

/**
 * A body with its pictures: WebP in the sizes that screens need, one image in the original's kind of
 * format for browsers before WebP, width and height so that nothing jumps.
 *
 * @throws when a picture is not in the archive; the content check names it first.
 */
export function withPictures(
  body: ReportBody,
  { images, site }: Pick<Archive, 'images' | 'site'>,
): string {
  let position = 0;
  let characters = 0;
  let html = '';
  for (const match of body.html.matchAll(/<img data-archive-image="(\d+)"[^>]*>/g)) {
    const before = body.html.slice(position, match.index);
    characters += before.replace(/<[^>]*>/g, '').length;
    const shown = body.images[Number(match[1])];
    const image = shown && images.get(shown.file);
    if (!shown || !image) throw new Error(`There is no picture ${shown?.file ?? match[1]}`);
    html += before + picture(shown, image, site.base, characters > foldCharacters);
    position = match.index + match[0].length;
  }
  return html + body.html.slice(position);
}

function picture(
  { file, alt, title }: ReportImage,
  image: ArchiveImage,
  base: string,
  isLazy: boolean,
): string {
  const { fallback, webp } = pictureFiles(file, image);
  const height = Math.round((fallback.width * image.height) / image.width);
  const plain = element([
    'img',
    `src="${withBase(base, fallback.address)}"`,
    `width="${fallback.width}"`,
    `height="${height}"`,
    `alt="${escapeAttribute(alt)}"`,
    title && `title="${escapeAttribute(title)}"`,
    isLazy && 'loading="lazy"',
    'decoding="async"',
  ]);
  if (webp.length === 0) return plain;
  const sources = webp.map(({ address, width }) => `${withBase(base, address)} ${width}w`);
  const source = element([
    'source',
    'type="image/webp"',
    `srcset="${sources.join(', ')}"`,
    `sizes="${sizes}"`,
  ]);
  return `<picture>${source}${plain}</picture>`;
}

function element(parts: readonly (string | false | undefined)[]): string {
  return `<${parts.filter(Boolean).join(' ')}>`;
}

function escapeAttribute(text: string): string {
  return text.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
