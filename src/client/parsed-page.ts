/** What of https://w3c.github.io/trusted-types/dist/spec/ is used; TypeScript's library does not have it yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createHTML(html: string): string },
  ): { createHTML(html: string): string };
}

/**
 * The site's one policy, named in `model/content-security-policy.ts`: wherever else text would become markup
 * or script, a browser that knows Trusted Types refuses.
 */
const policy = (window as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy(
  'archive-page',
  { createHTML: (html) => html },
);

/** Reads a page of this site into a document of its own, in which nothing runs and nothing is loaded. */
export function parsedPage(html: string): Document {
  return new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, 'text/html');
}
