import { Parser } from 'htmlparser2';
import { pinyin } from 'pinyin-pro';
import { isHan, serialisePinyin } from '../../model/pinyin-file.ts';

const voidTag = /^(area|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
const untouched = /^(rt|rp|script|style|template)$/;
const inline =
  /^(a|abbr|b|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr)$/;

/** The report's text on its finished page, from `<article` to `</article>`; null on pages without one. */
export function articleOf(html: string): string | null {
  const start = html.indexOf('<article');
  const end = html.lastIndexOf('</article>');
  return start < 0 || end < start ? null : html.slice(start, end + '</article>'.length);
}

/** The side file of a report: the readings of every Han character that client/reading-tools/pinyin.ts counts. */
export function pagePinyin(article: string): string {
  return serialisePinyin(readingsOf(textOf(article)));
}

/** Text of an article, blocks on lines of their own, without what is not read. */
function textOf(article: string): string {
  let text = '';
  // Depth inside an element that is left out; 0 outside.
  let skipping = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (voidTag.test(name)) {
        if (name === 'br') text += '\n';
        return;
      }
      if (
        skipping ||
        untouched.test(name) ||
        'hidden' in attributes ||
        attributes['aria-hidden'] === 'true' ||
        (attributes.class ?? '').split(/\s+/).includes('heading-link')
      ) {
        skipping++;
      } else if (!inline.test(name)) {
        text += '\n';
      }
    },
    ontext(data) {
      if (!skipping) text += data;
    },
    onclosetag(name) {
      if (voidTag.test(name)) return;
      if (skipping) skipping--;
      else if (!inline.test(name)) text += '\n';
    },
  });
  parser.end(article);
  return text;
}

function readingsOf(text: string): string[] {
  const characters = Array.from(text).filter(isHan);
  const readings = pinyin(text, { type: 'array', nonZh: 'removed' });
  if (readings.length === characters.length)
    return readings.map((reading) => (isHan(reading) ? '' : reading));
  // The library's idea of a Han character differs from Unicode's in places: then it reads one by one.
  return characters.map((character) => {
    const reading = pinyin(character, { nonZh: 'removed' });
    return isHan(reading) ? '' : reading;
  });
}
