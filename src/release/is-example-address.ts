/** Whether a site still bears an address that nobody can have (RFC 2606), or that only this machine knows. */
export function isExampleAddress(url: string): boolean {
  const { hostname } = new URL(url);
  return /(?:^|\.)(?:example|invalid|test|localhost)$|(?:^|\.)example\.(?:com|net|org)$|^127\.|^\[::1\]$/.test(
    hostname,
  );
}
