import { fill } from '../fill.ts';
import { echo } from './echo.ts';
import { part } from './page-parts.ts';
import { sentence } from './sentence.ts';

/** The line that says what a search came to; screen readers read out what is put into it. */
export interface StatusLine {
  say(sentences: readonly (string | Node)[]): void;
  /** @param quietly what stands there stays. */
  searching(q: string, quietly: boolean): void;
  searched(): void;
}

/** Milliseconds after which a search that goes on is said to. */
const unsaidSearch = 300;

export function statusLine(page: Element): StatusLine {
  let timer = 0;
  const say = (sentences: readonly (string | Node)[]) => {
    // The answer may be there before all its results are: then nobody is told any more that it is looked for.
    clearTimeout(timer);
    fill(part(page, 'status'), ...sentences);
  };
  return {
    say,
    searching(q, quietly) {
      page.classList.add('is-searching');
      clearTimeout(timer);
      if (quietly) return;
      timer = window.setTimeout(
        () => say([sentence(page, 'searching', { query: echo(q) })]),
        unsaidSearch,
      );
    },
    searched() {
      clearTimeout(timer);
      page.classList.remove('is-searching');
    },
  };
}
