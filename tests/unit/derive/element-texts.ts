import { Parser } from 'htmlparser2';

/** The text of every element of a name, in order. */
export function elementTexts(xml: string, name: string): string[] {
  const found: string[] = [];
  let open = false;
  const parser = new Parser(
    {
      onopentag: (tag) => {
        if (tag !== name) return;
        open = true;
        found.push('');
      },
      ontext: (text) => {
        if (open) found[found.length - 1] += text;
      },
      onclosetag: () => {
        open = false;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return found;
}
