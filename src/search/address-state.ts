import type { IndicatorKey } from '../model/indicator.ts';

export const sortOrders = ['relevance', 'newest', 'oldest'] as const;
export type SortOrder = (typeof sortOrders)[number];

/** Everything that decides what a search shows; it stands in the address, so that it can be sent on. */
export interface SearchState {
  readonly q: string;
  readonly year?: number | undefined;
  readonly indicator?: IndicatorKey | undefined;
  readonly issuer?: string | undefined;
  readonly sort: SortOrder;
  /** How many pages of results are shown, one below the other; from 1. */
  readonly page: number;
}

export const filterNames = ['year', 'indicator', 'issuer'] as const;
export type FilterName = (typeof filterNames)[number];

/** A search for something else, with nothing chosen. */
export function newSearch(q: string): SearchState {
  return { q, sort: 'relevance', page: 1 };
}

/** Pages beyond it are not asked for by any button. */
const maxPage = 1000;

/** Reads `?q=…&year=…&indicator=…&issuer=…&sort=…&page=…`; what is not valid counts as not given. */
export function readSearchState(parameters: URLSearchParams): SearchState {
  const year = Number(parameters.get('year'));
  const indicator = parameters.get('indicator') ?? '';
  const issuer = parameters.get('issuer') ?? '';
  const sort = parameters.get('sort');
  const page = Number(parameters.get('page'));
  return {
    q: parameters.get('q') ?? '',
    year: Number.isInteger(year) && year > 0 ? year : undefined,
    indicator: /^[^/]+\/[^/]+$/.test(indicator) ? (indicator as IndicatorKey) : undefined,
    issuer: issuer || undefined,
    sort: sortOrders.find((order) => order === sort) ?? 'relevance',
    page: Number.isInteger(page) && page > 1 && page <= maxPage ? page : 1,
  };
}

/** The address's query for a state, with its question mark; what is as by default is left out. */
export function writeSearchState(state: SearchState): string {
  const parameters = new URLSearchParams();
  parameters.set('q', state.q);
  if (state.year !== undefined) parameters.set('year', String(state.year));
  if (state.indicator !== undefined) parameters.set('indicator', state.indicator);
  if (state.issuer !== undefined) parameters.set('issuer', state.issuer);
  if (state.sort !== 'relevance') parameters.set('sort', state.sort);
  if (state.page > 1) parameters.set('page', String(state.page));
  return `?${parameters}`;
}

/** The parameter by which a result tells the page it opens what to mark. */
export const highlightParameter = 'highlight';

/** The parameter that says at which of the matches the reader is: number of the block and of the match in it. */
export const matchParameter = 'match';
