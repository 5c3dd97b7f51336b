/** Types by which a browser decides to run or to show something; it must be told the right one. */
const decisive: Readonly<Record<string, readonly string[]>> = {
  'text/html': ['text/html'],
  'text/css': ['text/css'],
  'text/javascript': ['text/javascript', 'application/javascript', 'application/x-javascript'],
  'image/svg+xml': ['image/svg+xml'],
  'application/wasm': ['application/wasm'],
};

/**
 * Whether a `Content-Type` does for a file whose own is `expected`. Hosts that make types of their own
 * leave charsets out and have other names for data; what a browser would run must be named as such, what
 * is none must not be, and no text may be said to be in another encoding than UTF-8.
 */
export function isAcceptableType(actual: string, expected: string): boolean {
  const [type = '', ...parameters] = parts(actual);
  const [wanted = ''] = parts(expected);
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) return false;
  const allowed = decisive[wanted];
  if (allowed !== undefined) return allowed.includes(type);
  return !Object.values(decisive).flat().includes(type);
}

function parts(type: string): readonly string[] {
  return type
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
}
