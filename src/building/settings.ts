import { resolve } from 'node:path';
import { readSiteAddress, type SiteAddress } from '../archive/read/read-site.ts';

/**
 * Everything that decides which site is built and where: one value, handed on. Nothing else reads the
 * environment, so two sites can be built one after the other in one process.
 */
export interface Settings extends SiteAddress {
  /** Absolute path of the checkout. */
  readonly root: string;
  /** Absolute path of the content folder (`ARCHIVE_CONTENT`, else `content/`). */
  readonly contentDir: string;
  /** Absolute path of the output folder (`ARCHIVE_OUT`, else `dist/`). */
  readonly outDir: string;
  /** Names of steps that are left out, to measure the others (`ARCHIVE_SKIP=search-index,card`). */
  readonly without: readonly string[];
}

/** The settings of a command that runs in the checkout `root`; relative paths start there. */
export function readSettings(
  root: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Settings {
  const contentDir = resolve(root, env.ARCHIVE_CONTENT || 'content');
  return {
    root: resolve(root),
    contentDir,
    outDir: resolve(root, env.ARCHIVE_OUT || 'dist'),
    without: (env.ARCHIVE_SKIP ?? '').split(',').filter((name) => name !== ''),
    ...readSiteAddress(contentDir),
  };
}
