import { PathRefused } from '../content/content-folder.ts';

/** Why a file was not put beside its report, in Chinese; undefined when it was. */
export async function refusedFile(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof PathRefused) return error.message;
    throw error;
  }
}
