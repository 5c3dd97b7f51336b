import type { Issuer } from '../../model/issuer.ts';
import type { ProblemList } from '../check/problem-list.ts';
import type { ReadContent } from './read-content.ts';

/** The issuers by id; a second one with the same id is a problem. */
export function linkIssuers(
  { issuers: { value, source } }: ReadContent,
  problems: ProblemList,
): ReadonlyMap<string, Issuer> {
  const issuers = new Map<string, Issuer>();
  for (const [index, issuer] of (value ?? []).entries()) {
    if (issuers.has(issuer.id)) {
      problems.add('duplicate-issuer', {
        file: 'issuers.yaml',
        line: source?.lineOf([index, 'id']),
        message: `id“${issuer.id}”已经用于“${issuers.get(issuer.id)?.name}”。`,
      });
    } else issuers.set(issuer.id, issuer);
  }
  return issuers;
}
