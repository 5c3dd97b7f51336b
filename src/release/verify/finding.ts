/** What a check can find wrong with one file. */
export type FindingKind = 'changed' | 'missing' | 'added' | 'type' | 'signature';

export interface Finding {
  readonly kind: FindingKind;
  /** POSIX path below the site's root. */
  readonly path: string;
  /** What exactly, in Chinese. */
  readonly detail: string;
}

const names: Readonly<Record<FindingKind, string>> = {
  changed: '被改动',
  missing: '缺少',
  added: '多出',
  type: '类型不对',
  signature: '签名不对',
};

/** One line for whoever reads the terminal. */
export function formatFinding({ kind, path, detail }: Finding): string {
  return `${names[kind]}  ${path}${detail === '' ? '' : `（${detail}）`}`;
}

/** In a fixed order: by path, then kind. */
export function sortedFindings(findings: readonly Finding[]): readonly Finding[] {
  const key = ({ path, kind }: Finding) => `${path}\0${kind}`;
  return [...findings].sort((one, other) => (key(one) < key(other) ? -1 : 1));
}
