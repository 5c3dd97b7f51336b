import { reportSchema } from '../../model/report.ts';
import { mendPunctuation, withFullWidthPunctuation } from './full-width-punctuation.ts';
import { mendSlips } from './mend-slips.ts';
import type { MendedText } from './mended-text.ts';
import { withNote } from './record-note.ts';
import { dropUnseen } from './unseen-characters.ts';

/**
 * A report's text with what has one right answer repaired; its `note` says what title and body lost or
 * gained (not what only lets them be shown as they were typed). A text whose front matter is not two lines `---` apart stays as it is.
 *
 * @param text lines end in LF
 */
export function mendReport(text: string): MendedText {
  const parts = /^(---[ \t]*\n)([\s\S]*?\n)(---[ \t]*(?:\n|$))([\s\S]*)$/.exec(text);
  if (parts === null) return { text, changes: [] };
  const [, open = '', yaml = '', close = '', body = ''] = parts;
  const titled = mendFields(yaml);
  const unseen = dropUnseen(body);
  const punctuated = mendPunctuation(mendSlips(unseen.text));
  const changes = [...titled.changes, ...unseen.changes, ...punctuated.changes];
  const noted = changes.length === 0 ? titled.text : withNote(titled.text, changes);
  return noted === undefined
    ? { text, changes: [] }
    : { text: `${open}${noted}${close}${punctuated.text}`, changes };
}

/** The fields; `changes` has only what a reader sees as the record's. */
function mendFields(yaml: string): MendedText {
  const unseen = dropUnseen(yaml);
  const changes = [...unseen.changes];
  const text = unseen.text
    .replace(
      // `title：` at the beginning of a line can be nothing but the field.
      /^([A-Za-z]+)[ \t]*：[ \t]*/gmu,
      (written, key: string) => (key in reportSchema.shape ? `${key}: ` : written),
    )
    .replace(
      /^(year:[ \t]*["']?)([０-９]{4})(["']?[ \t]*)$/mu,
      (_, before, digits: string, after) => {
        return `${before}${digits.normalize('NFKC')}${after}`.replace(/["']/g, '');
      },
    )
    .replace(/^(title:[ \t]+)(.+)$/mu, (_, key, title: string) => {
      const mended = withFullWidthPunctuation(title);
      if (mended.count > 0) changes.push(`标题的半角标点改为全角 ${mended.count} 处`);
      return `${key}${mended.text}`;
    });
  return { text, changes };
}
