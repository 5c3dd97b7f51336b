import { basename, extname } from 'node:path';
import { pinyin } from 'pinyin-pro';

/** Long enough to tell reports apart, short enough to be copied by hand. */
const longest = 60;

/** The last part of a report's address: the source's own name where it can be one, else the title's pinyin. */
export function reportSlug(file: string, title: string | undefined): string {
  const own = clean(basename(file, extname(file)));
  if (own.length >= 3 && /[a-z]/.test(own) && !/[^\x20-\x7e]/.test(basename(file))) return own;
  const syllables = pinyin(title ?? basename(file, extname(file)), {
    toneType: 'none',
    type: 'array',
    nonZh: 'consecutive',
  });
  let slug = '';
  for (const syllable of syllables) {
    const next = clean(`${slug}-${syllable}`);
    if (next.length > longest) break;
    slug = next;
  }
  return slug === '' ? 'report' : slug;
}

function clean(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ü/g, 'v')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
