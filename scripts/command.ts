import { join } from 'node:path';
import { reportFailure } from '../src/building/explain-failure.ts';

/** The checkout. */
export const root = join(import.meta.dirname, '..');

/**
 * Runs a command and sets the exit code that it gives; one that fails says why in Chinese and ends with 1.
 */
export async function runCommand(command: () => Promise<number> | number): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    reportFailure(error, root);
    process.exitCode = 1;
  }
}
