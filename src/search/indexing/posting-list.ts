/** A word of the index and its locations, ascending. */
export interface PostingList {
  readonly term: string;
  readonly locations: Uint32Array;
}
