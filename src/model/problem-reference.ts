import {
  type ProblemCode,
  type ProblemEntry,
  type ProblemGroup,
  problemCatalogue,
  problemGroups,
} from './problem-catalogue.ts';

/** One section of the reference page of problem codes. */
export interface ProblemReferenceGroup {
  readonly group: ProblemGroup;
  readonly title: string;
  /** In the order of the catalogue; `code` doubles as the entry's anchor on the page. */
  readonly entries: readonly (ProblemEntry & { readonly code: ProblemCode })[];
}

/** The reference page's content, from the catalogue alone. */
export function problemReference(): readonly ProblemReferenceGroup[] {
  const codes = Object.keys(problemCatalogue) as ProblemCode[];
  return (Object.keys(problemGroups) as ProblemGroup[]).map((group) => ({
    group,
    title: problemGroups[group],
    entries: codes
      .map((code) => ({ code, ...(problemCatalogue[code] as ProblemEntry) }))
      .filter((entry) => entry.group === group),
  }));
}
