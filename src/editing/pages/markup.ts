import { escapeHtml } from '../../importing/write/escape-markdown.ts';

/** HTML that may stand in a page as it is. */
export class Markup {
  readonly html: string;

  constructor(html: string) {
    this.html = html;
  }
}

type Value = string | number | Markup | undefined | readonly (Markup | undefined)[];

/** HTML from a template: what is put in is escaped, unless it is markup itself; undefined is nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(
    parts.map((part, index) => part + (index < values.length ? put(values[index]) : '')).join(''),
  );
}

function put(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.html;
  if (typeof value === 'object') return value.map(put).join('');
  return escapeHtml(String(value));
}
