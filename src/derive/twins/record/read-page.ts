import { Parser } from 'htmlparser2';
import { bareText } from '../../../archive/check/typed/compare-texts.ts';
import { numberMark } from '../../../archive/check/typed/shown-text.ts';

/** What a finished page of a report shows of its record; texts without white space. */
export interface ShownPage {
  readonly title: string;
  /** The body, numbers of lists in their marks, without what the site adds to it. */
  readonly text: string;
  /** Alternative texts of the body's pictures, in order. */
  readonly pictures: readonly string[];
  /** What stands beside the body: each value of a list of facts, each item of a list. */
  readonly facts: readonly string[];
  /** What an editor fixed by hand: a text and its Traditional form. */
  readonly fixed: readonly Fixed[];
}

export interface Fixed {
  readonly simplified: string;
  readonly traditional: string;
}

interface Open {
  readonly name: string;
  /** What reads the element's text, where something does. */
  readonly into?: Collected | undefined;
}

interface Collected {
  readonly parts: string[];
  readonly settle: (text: string) => void;
}

/** What the parser gives no end to. */
const voidElements = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

/**
 * Reads a finished page as a browser does, by a real parser: independent of what rendered, laid out or
 * converted it, and of the reader of bodies that the check uses.
 */
export function readPage(html: string): ShownPage {
  const reader = new PageReader();
  const parser = new Parser(reader, { decodeEntities: true });
  reader.parser = parser;
  parser.write(html);
  parser.end();
  return reader.page();
}

class PageReader {
  parser: Parser | undefined;
  readonly #body: string[] = [];
  readonly #pictures: string[] = [];
  readonly #facts: string[] = [];
  readonly #fixed: Fixed[] = [];
  #title = '';
  readonly #open: Open[] = [];
  readonly #collecting: Collected[] = [];
  /** Depth of `#open` at which the part begins; 0 outside. */
  #main = 0;
  #article = 0;
  #unseen = 0;
  /** The next number of each open list of the body; undefined where it has none. */
  readonly #lists: (number | undefined)[] = [];
  #inNotes = false;

  page(): ShownPage {
    return {
      title: this.#title,
      text: bareText(this.#body.join('')),
      pictures: this.#pictures,
      facts: this.#facts,
      fixed: this.#fixed,
    };
  }

  onopentag(name: string, attributes: Readonly<Record<string, string>>): void {
    if (voidElements.has(name)) {
      if (name === 'img' && this.#article > 0 && this.#unseen === 0) {
        this.#pictures.push(bareText(attributes.alt ?? ''));
      }
      return;
    }
    const depth = this.#open.length + 1;
    if (this.#main === 0) {
      if (name === 'main') this.#main = depth;
      this.#open.push({ name });
      return;
    }
    if (this.#unseen === 0 && isUnseen(name, attributes)) this.#unseen = depth;
    if (this.#unseen > 0) {
      this.#open.push({ name });
      return;
    }
    if (this.#article > 0) this.#begin(name, attributes);
    else if (name === 'article') this.#article = depth;
    this.#open.push({ name, into: this.#collector(name, attributes) });
  }

  ontext(text: string): void {
    if (this.#main === 0 || this.#unseen > 0) return;
    if (this.#article > 0) this.#body.push(text);
    for (const { parts } of this.#collecting) parts.push(text);
  }

  onclosetag(name: string): void {
    if (voidElements.has(name)) return;
    const depth = this.#open.length;
    const into = this.#open.pop()?.into;
    if (into !== undefined) {
      this.#collecting.splice(this.#collecting.indexOf(into), 1);
      into.settle(bareText(into.parts.join('')));
    }
    if (this.#unseen === 0 && this.#article > 0 && (name === 'ol' || name === 'ul')) {
      this.#lists.pop();
    }
    if (this.#unseen === depth) this.#unseen = 0;
    if (this.#article === depth) this.#article = 0;
    if (this.#main === depth) {
      this.#main = 0;
      // What comes after is the same on every page.
      this.parser?.pause();
    }
  }

  /** An element of the body. */
  #begin(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'ol') {
      const isNotes = this.#inNotes && this.#lists.length === 0;
      const start = Number.parseInt(attributes.start ?? '1', 10);
      this.#lists.push(isNotes ? undefined : Number.isNaN(start) ? 1 : start);
    } else if (name === 'ul') this.#lists.push(undefined);
    else if (name === 'li') {
      const number = this.#lists.at(-1);
      if (number === undefined) return;
      this.#body.push(`${numberMark[0]}${number}.${numberMark[1]}`);
      this.#lists[this.#lists.length - 1] = number + 1;
    } else if (name === 'section' && attributes.role === 'doc-endnotes') this.#inNotes = true;
  }

  #collector(name: string, attributes: Readonly<Record<string, string>>): Collected | undefined {
    const settle = this.#settler(name, attributes);
    if (settle === undefined) return undefined;
    const collected: Collected = { parts: [], settle };
    this.#collecting.push(collected);
    return collected;
  }

  #settler(
    name: string,
    attributes: Readonly<Record<string, string>>,
  ): ((text: string) => void) | undefined {
    const traditional = attributes['data-traditional'];
    if (traditional !== undefined) {
      return (simplified) => this.#fixed.push({ simplified, traditional: bareText(traditional) });
    }
    if (this.#article > 0) return undefined;
    if (name === 'dd' || name === 'li') return (text) => this.#facts.push(text);
    if (name !== 'h1') return undefined;
    return (text) => {
      this.#title = text;
    };
  }
}

function isUnseen(name: string, attributes: Readonly<Record<string, string>>): boolean {
  if (name === 'script' || name === 'style' || name === 'template') return true;
  if (attributes.hidden !== undefined) return true;
  const { role } = attributes;
  // What the site puts beside the words of a body.
  return (
    role === 'doc-noteref' ||
    role === 'doc-backlink' ||
    attributes.id === 'note-label' ||
    attributes.class === 'heading-link'
  );
}
