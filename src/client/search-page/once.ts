/** Keeps what was loaded by its name; what failed is asked for again. */
export function once<Key, Content>(
  load: (key: Key) => Promise<Content>,
): (key: Key) => Promise<Content> {
  const known = new Map<Key, Promise<Content>>();
  return (key) => {
    let content = known.get(key);
    if (!content) {
      content = load(key);
      content.catch(() => known.delete(key));
      known.set(key, content);
    }
    return content;
  };
}
