import { newSearch } from '../../search/address-state.ts';
import type { IssuerNames } from '../../search/named-by-record.ts';
import { fill } from '../fill.ts';
import { LostFile } from '../search-files.ts';
import { type HelpLink, showHelp } from './help-list.ts';
import { later } from './later.ts';
import type { OtherWordsFound } from './nearest-words.ts';
import { part } from './page-parts.ts';
import { reportAddress } from './report-address.ts';
import type { SearchAnswer } from './search-answer.ts';
import { sentence } from './sentence.ts';

/** Milliseconds in which help stands above the reports with parts, and after which nobody waits for it. */
const helpFirst = 1500;
const helpPatience = 10_000;

/**
 * Helps on where it is said that no report has what was asked for. What else could be asked stands above the
 * reports that have parts of it where it comes soon, else below them, so that nothing moves.
 *
 * @param partial the reports that have parts of it.
 * @returns whether all of the help could be had.
 */
export async function helpOn(
  page: Element,
  searched: SearchAnswer,
  names: IssuerNames,
  partial: Promise<Element[]>,
  isCurrent: () => boolean,
): Promise<boolean> {
  const list = part(page, 'parts-list');
  list.setAttribute('aria-busy', 'true');
  let incomplete = false;
  const failed = (error: unknown) => {
    incomplete = true;
    // That there is no report is true all the same; a fault of ours is for the console to tell.
    if (!(error instanceof LostFile))
      setTimeout(() => {
        throw error;
      });
  };
  searched.others ??= askOthers(page, searched, names);
  const others = Promise.race([searched.others, later(helpPatience)]).catch(failed);
  const parts = partial.catch(failed);
  let helped = await Promise.race([others, later(helpFirst)]);
  const items = (await parts) ?? [];
  if (!isCurrent()) return true;
  part(page, helped ? 'list' : 'parts').insertAdjacentElement(
    helped ? 'beforebegin' : 'afterend',
    part(page, 'help'),
  );
  const show = () => {
    if (!helped || helped.incomplete) {
      incomplete = true;
      searched.others = undefined;
    }
    const links = (helped?.words ?? []).map(
      ({ kind, q, found }): HelpLink => [
        sentence(page, `try-${kind}`, { query: q }),
        newSearch(q),
        found,
      ],
    );
    showHelp(page, links, incomplete);
    if (links.length === 0) return;
    page.classList.add('has-columns');
    part(page, 'help-said').textContent = sentence(page, 'help-came', { count: links.length });
  };
  if (helped) show();
  if (items.length > 0) page.classList.add('has-columns');
  part(page, 'parts').hidden = items.length === 0;
  fill(list, ...items);
  list.removeAttribute('aria-busy');
  if (!helped) {
    helped = await others;
    if (isCurrent()) show();
  }
  return !incomplete;
}

/**
 * What else could be asked.
 *
 * @throws LostFile
 */
async function askOthers(
  page: Element,
  { query, answer, index }: SearchAnswer,
  names: IssuerNames,
): Promise<OtherWordsFound> {
  const { otherWords } = await import('./nearest-words.ts').catch((error: unknown) => {
    // What was not had at all, and what came broken off. Anything else is a fault of ours.
    if (error instanceof TypeError || error instanceof SyntaxError) throw new LostFile(`${error}`);
    throw error;
  });
  return otherWords(query, answer, index, names, async (document) =>
    reportAddress(page, await index.document(document)),
  );
}
