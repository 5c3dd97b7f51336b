import { Parser } from 'htmlparser2';
import { endsBlock, isHeading, isSilent } from '../../model/text-rules.ts';

export interface BodyBlocks {
  readonly headings: string[];
  readonly paragraphs: string[];
}

/** The blocks of a rendered body: its headings, and every other stretch of text that an element closes. */
export function bodyBlocks(html: string): BodyBlocks {
  const headings: string[] = [];
  const paragraphs: string[] = [];
  let text = '';
  let heading = false;
  /** Depth inside an element whose text is not the document's. */
  let silent = 0;
  const close = () => {
    if (text.trim() !== '') (heading ? headings : paragraphs).push(text);
    text = '';
  };
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (silent > 0 || isSilent(tag, (name) => attributes[name])) {
          silent++;
          return;
        }
        if (!endsBlock(tag)) return;
        close();
        heading = isHeading(tag);
      },
      ontext(data) {
        if (silent === 0) text += data;
      },
      onclosetag(tag) {
        if (silent > 0) {
          silent--;
          return;
        }
        if (!endsBlock(tag)) return;
        close();
        heading = false;
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  close();
  return { headings, paragraphs };
}
