import type { TestContext } from 'node:test';

/**
 * Has the browser's part of the search load files in Node, until the test is over.
 *
 * @param fileAt what stands at a path; throws where nothing does.
 * @returns the paths that were asked for, in their order.
 */
export function serveFiles(t: TestContext, fileAt: (path: string) => Uint8Array): string[] {
  const asked: string[] = [];
  const { fetch } = globalThis;
  t.after(() => Object.assign(globalThis, { fetch, window: undefined }));
  Object.assign(globalThis, {
    window: globalThis,
    async fetch(path: string) {
      asked.push(path);
      return new Response(Uint8Array.from(fileAt(path)));
    },
  });
  return asked;
}
