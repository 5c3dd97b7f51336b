/** Serialised dictionaries as opencc-js packages them: `simplified traditional|…`. */
export interface FoldDictionaries {
  /** Pairs of single characters, either direction. */
  readonly characters: readonly string[];
  /** Pairs of phrases; characters at the same place are alternatives of each other. */
  readonly phrases: readonly string[];
  /** Traditional → Simplified characters: decides which member stands for its class. */
  readonly toSimplified: string;
}

/**
 * The classes of characters that Simplified and Traditional writing exchange for one another.
 *
 * Every pair that a conversion can produce joins two characters; a class is what is connected so.
 * Only characters of one UTF-16 code unit take part, so folding keeps every position.
 *
 * @returns each class as one string, the representative first; ordered by representative.
 */
export function foldClasses(dictionaries: FoldDictionaries): string[] {
  const parent = new Map<string, string>();
  const find = (character: string): string => {
    let root = character;
    for (let next = parent.get(root); next !== undefined; next = parent.get(root)) root = next;
    return root;
  };
  const join = (a: string, b: string): void => {
    if (a === b || a.length !== 1 || b.length !== 1) return;
    const [rootA, rootB] = [find(a), find(b)];
    if (rootA !== rootB) parent.set(rootA, rootB);
  };
  for (const dictionary of [...dictionaries.characters, ...dictionaries.phrases]) {
    for (const entry of dictionary.split('|')) {
      const [from = '', to = ''] = entry.split(' ');
      const source = [...from];
      const target = [...to];
      if (source.length !== target.length) continue;
      for (const [index, character] of source.entries())
        join(character, target[index] ?? character);
    }
  }

  const members = new Map<string, Set<string>>();
  for (const character of [...parent.keys(), ...parent.values()]) {
    const root = find(character);
    const group = members.get(root) ?? new Set<string>();
    members.set(root, group.add(character));
  }
  const simplifiedOf = new Map(
    dictionaries.toSimplified.split('|').map((entry) => entry.split(' ') as [string, string]),
  );
  const rank = (character: string, group: ReadonlySet<string>): number => {
    if ((simplifiedOf.get(character) ?? character) !== character) return 0;
    let votes = 1;
    for (const other of group) if (simplifiedOf.get(other) === character) votes += 1;
    return votes;
  };
  const byCodePoint = (a: string, b: string): number =>
    (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0);
  return [...members.values()]
    .map((group) => [...group].sort((a, b) => rank(b, group) - rank(a, group) || byCodePoint(a, b)))
    .sort((a, b) => byCodePoint(a[0] ?? '', b[0] ?? ''))
    .map((group) => group.join(''));
}
