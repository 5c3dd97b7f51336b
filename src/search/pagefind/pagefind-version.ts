/** The version whose index format is written and whose script and wasm read it (package.json pins it). */
export const pagefindVersion = '1.6.0';
