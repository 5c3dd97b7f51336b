/** `simplified → OpenCC's neutral Traditional`; the standard's own forms are put in afterwards. */
export const fieldGlossary: readonly (readonly [string, string])[] = [
  ['复议', '復議'],
  ['行政复议', '行政復議'],
  ['准入', '准入'],
  ['市场准入', '市場准入'],
];

/** Phrases of OpenCC that cut the field's words wrongly: left out. */
export const misleadingPhrases: readonly string[] = ['一出'];
