/**
 * Keeps what was loaded by its name; what failed is asked for again.
 *
 * @param load what it is told beside the key, the key decides.
 */
export function once<Key, Beside extends readonly unknown[], Content>(
  load: (key: Key, ...beside: Beside) => Promise<Content>,
): (key: Key, ...beside: Beside) => Promise<Content> {
  const known = new Map<Key, Promise<Content>>();
  return (key, ...beside) => {
    let content = known.get(key);
    if (!content) {
      content = load(key, ...beside);
      content.catch(() => known.delete(key));
      known.set(key, content);
    }
    return content;
  };
}
