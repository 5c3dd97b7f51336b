/** Knows where everything in a YAML text was written. */
export interface SourceLines {
  /** POSIX path relative to the content folder. */
  readonly file: string;
  /** The line of the key (in a map) or item (in a list) at a path, or of the nearest thing around it. */
  lineOf(path: readonly PropertyKey[]): number;
}
