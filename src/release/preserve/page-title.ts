import { Parser } from 'htmlparser2';

/** The words between a page's `<title>` tags. */
export function pageTitle(html: string): string {
  let title = '';
  let isInside = false;
  const parser = new Parser({
    onopentag(name) {
      if (name === 'title') isInside = true;
    },
    ontext(text) {
      if (isInside) title += text;
    },
    onclosetag(name) {
      if (name === 'title') isInside = false;
    },
  });
  parser.write(html.slice(0, headEnd(html)));
  parser.end();
  return title.trim();
}

function headEnd(html: string): number {
  const end = html.indexOf('</head>');
  return end === -1 ? html.length : end;
}
