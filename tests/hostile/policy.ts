const policy = /<meta http-equiv="content-security-policy"[^>]*>/gi;

/**
 * A page without the policy that it carries.
 *
 * @throws when it carries none
 */
export function withoutPolicy(html: string): string {
  if (!html.match(policy)) throw new Error(`A page without a policy: ${html.slice(0, 200)}`);
  return html.replace(policy, '');
}
