export interface PolicyNeeds {
  /** `sha256-…` of the inline scripts that the page carries. */
  readonly scriptHashes: readonly string[];
}

/**
 * The Content-Security-Policy of a page, for `<meta http-equiv>`. `frame-ancestors`, `report-to`
 * and `sandbox` only work as an HTTP header; the webmaster's guide has them.
 */
export function contentSecurityPolicy({ scriptHashes }: PolicyNeeds): string {
  const scripts = ["'self'", ...scriptHashes.map((hash) => `'${hash}'`)];
  const directives = [
    "default-src 'none'",
    `script-src ${scripts.join(' ')}`,
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    // Text becomes markup in one place alone: client/parsed-page.ts.
    'trusted-types archive-page',
    "require-trusted-types-for 'script'",
  ];
  return directives.join('; ');
}
