import type { Release } from '../release-store.ts';

/** What stands at a place. */
export interface PublishedState {
  /** The release that readers get; null when there is none. */
  readonly current: string | null;
  /** The one before, to which {@link Target.rollBack} returns; null when there is none. */
  readonly previous: string | null;
}

/** A place where releases are published. Whatever is cut off, doing it again finishes it. */
export interface Target {
  state(): Promise<PublishedState>;
  /**
   * Puts a release before the readers, after all that its pages need. Nothing of the release before it is
   * deleted: pages that readers have open still load what they name.
   *
   * @param replaced the release that is current there, where it is kept on this machine.
   */
  publish(release: Release, replaced: Release | null): Promise<void>;
  /**
   * Returns to the previous release.
   *
   * @param find gives a release that is kept on this machine.
   * @returns its id.
   * @throws {ReleaseRefused} when there is none to return to.
   */
  rollBack(find: (id: string) => Release | null): Promise<string>;
  /**
   * The later pass: deletes what neither the current nor the previous release has.
   *
   * @param known every release that is kept on this machine.
   * @returns what was deleted, for people: paths, or ids of releases.
   */
  clean(known: readonly Release[]): Promise<readonly string[]>;
}

/** Told before each step that changes a place; tests end the process there. */
export type Step = (what: string) => void;
