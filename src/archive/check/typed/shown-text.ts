/** Around a number that the browser puts before a list item: it stands in no text. */
export const numberMark = ['\u0001', '\u0002'] as const;

const markup = /<(\/?)([a-z][a-z\d]*)((?:"[^"]*"|[^">])*)>/gi;
const reference = /&(?:#x([\da-f]+)|#(\d+)|(amp|lt|gt|quot));/gi;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/**
 * What a reader sees of a rendered body, numbers of lists included (`\u00013.\u0002`), without what the site
 * adds: links of headings, numbers and back links of footnotes, their heading.
 *
 * @param html as the renderer writes it: well formed, attributes in double quotes
 */
export function shownText(html: string): string {
  let text = '';
  let from = 0;
  /** The next number of each open list; undefined where it has none. */
  const lists: (number | undefined)[] = [];
  let skippedUntil = '';
  let inNotes = false;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', from)) {
    if (skippedUntil === '') text += html.slice(from, at);
    markup.lastIndex = at;
    const found = markup.exec(html);
    if (found === null || found.index !== at) {
      from = at + 1;
      continue;
    }
    from = markup.lastIndex;
    const [, slash, tag = '', attributes = ''] = found;
    const name = tag.toLowerCase();
    if (skippedUntil !== '') {
      if (slash === '/' && name === skippedUntil) skippedUntil = '';
      continue;
    }
    if (slash === '/') {
      if (name === 'ol' || name === 'ul') lists.pop();
    } else if (name === 'ol') {
      const start = /\bstart="(-?\d+)"/.exec(attributes)?.[1];
      lists.push(inNotes && lists.length === 0 ? undefined : Number(start ?? 1));
    } else if (name === 'ul') lists.push(undefined);
    else if (name === 'li') {
      const number = lists.at(-1);
      if (number !== undefined) {
        text += `${numberMark[0]}${number}.${numberMark[1]}`;
        lists[lists.length - 1] = number + 1;
      }
    } else if (name === 'section' && attributes.includes('doc-endnotes')) inNotes = true;
    else if (
      attributes !== '' &&
      (attributes.includes('heading-link') ||
        attributes.includes('doc-noteref') ||
        attributes.includes('doc-backlink') ||
        attributes.includes('id="note-label"'))
    ) {
      skippedUntil = name;
    }
  }
  text += html.slice(from);
  return text.includes('&')
    ? text.replace(reference, (_, hex?: string, decimal?: string, name = '') => {
        if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
        return decimal === undefined
          ? (named[name.toLowerCase()] ?? '')
          : String.fromCodePoint(Number(decimal));
      })
    : text;
}
