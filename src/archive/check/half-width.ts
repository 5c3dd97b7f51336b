/** Half-width punctuation right after a Han character, or a bracket right before one. */
const halfWidth = /[\u3400-\u4dbf\u4e00-\u9fff][,:;?!()]|[()][\u3400-\u4dbf\u4e00-\u9fff]/;

/** Where the first of it stands, or -1. */
export function halfWidthPunctuationAt(text: string): number {
  return text.search(halfWidth);
}

export function hasHalfWidthPunctuation(text: string): boolean {
  return halfWidth.test(text);
}
