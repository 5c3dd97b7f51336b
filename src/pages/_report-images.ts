import { getImage } from 'astro:assets';
import type { ImageMetadata } from 'astro';
import type { ReportBody, ReportImage } from '../model/report.ts';

/** Every image of the content folder, by the path that Vite knows it under; read when asked for. */
const imageModules = import.meta.glob<{ default: ImageMetadata }>(
  '@content/reports/**/*.{png,jpg,jpeg,webp,avif,gif,PNG,JPG,JPEG,WEBP,AVIF,GIF}',
);

/** By path relative to the content folder: the same file, wherever that folder stands. */
const imagesByFile = new Map(
  Object.entries(imageModules).map(([path, load]) => [
    path.replace(/^.*\/(?=reports\/\d{4}\/)/, ''),
    load,
  ]),
);

/** CSS pixels: a phone, a tablet, the measure of 38 characters at twice its density. */
const widths = [480, 960, 1440];
const fallbackWidth = 960;
/** The text column: never wider than 38 characters of 18 px. */
const sizes = '(min-width: 45em) 43em, 94vw';
/** An image after this many characters of text is below the fold of every screen. */
const foldCharacters = 300;

/**
 * The body with its images through Astro's pipeline: WebP in the sizes that screens need, one image
 * in the original format for browsers before WebP, width and height so that nothing jumps.
 * @throws when an image's file is not in the content folder; `npm run check` names it first.
 */
export async function embedImages(body: ReportBody): Promise<string> {
  if (body.images.length === 0) return body.html;
  let position = 0;
  let characters = 0;
  let html = '';
  for (const match of body.html.matchAll(/<img data-archive-image="(\d+)"[^>]*>/g)) {
    const before = body.html.slice(position, match.index);
    characters += before.replace(/<[^>]*>/g, '').length;
    const image = body.images[Number(match[1])];
    if (!image) throw new Error(`no image ${match[1]} in a body of ${body.images.length}`);
    html += before + (await picture(image, characters > foldCharacters));
    position = match.index + match[0].length;
  }
  return html + body.html.slice(position);
}

async function picture(image: ReportImage, lazy: boolean): Promise<string> {
  const load = imagesByFile.get(image.file);
  if (!load) throw new Error(`${image.file}: no such image in the content folder`);
  const { default: source } = await load();
  // Reading the import itself would make Astro publish the original as well, EXIF and all.
  const { format, width, height } =
    (source as ImageMetadata & { clone?: ImageMetadata }).clone ?? source;
  const text = [
    `alt="${escapeAttribute(image.alt)}"`,
    image.title && `title="${escapeAttribute(image.title)}"`,
    lazy && 'loading="lazy"',
    'decoding="async"',
  ];
  // Animation would be lost: only the first frame survives resizing.
  if (format === 'gif') {
    return element([
      'img',
      `src="${escapeAttribute(source.src)}"`,
      ...dimensions(width, height),
      ...text,
    ]);
  }
  const wide = Math.min(fallbackWidth, width);
  const fallback = await getImage({
    src: source,
    width: wide,
    format: format === 'png' ? 'png' : 'jpg',
  });
  const kept = widths.filter((candidate) => candidate < width);
  if (width <= (widths.at(-1) ?? 0)) kept.push(width);
  const modern = await getImage({ src: source, format: 'webp', widths: kept, width: kept.at(-1) });
  const webp = element([
    'source',
    'type="image/webp"',
    `srcset="${escapeAttribute(modern.srcSet.attribute)}"`,
    `sizes="${sizes}"`,
  ]);
  const plain = element([
    'img',
    `src="${escapeAttribute(fallback.src)}"`,
    ...dimensions(wide, Math.round((wide * height) / width)),
    ...text,
  ]);
  return `<picture>${webp}${plain}</picture>`;
}

function dimensions(width: number, height: number): string[] {
  return [`width="${width}"`, `height="${height}"`];
}

function element(parts: readonly (string | false | undefined)[]): string {
  return `<${parts.filter(Boolean).join(' ')}>`;
}

function escapeAttribute(text: string): string {
  return text.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
