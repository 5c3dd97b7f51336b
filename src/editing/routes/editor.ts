import type { EditDesk } from '../desk/edit-desk.ts';
import type { SetupDesk } from '../desk/setup-desk.ts';
import type { SiteBuild } from '../desk/site-build.ts';

/** What every address of the editor answers from. */
export interface Editor {
  readonly desk: EditDesk;
  readonly setupDesk: SetupDesk;
  readonly siteBuild: SiteBuild;
  /** Path below which everything stands; ends with a slash. */
  readonly base: string;
  /** The script of the import's child processes (scripts/import-one.ts), absolute. */
  readonly importEntry: string;
}
