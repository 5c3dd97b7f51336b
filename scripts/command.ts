import { join } from 'node:path';
import { reportFailure } from '../src/building/explain-failure.ts';
import { HelpAsked, readArguments, WrongUse } from './read-arguments.ts';

/** The checkout. */
export const root = join(import.meta.dirname, '..');

/**
 * Runs a command and sets the exit code that it gives; one that fails says why in Chinese and ends with 1, one that
 * was typed wrong says how it is used and ends with 2.
 */
export async function runCommand(command: () => Promise<number> | number): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.exitCode = usageCode(error) ?? failed(error);
  }
}

/** Says how a command is used, where that was asked or is needed; undefined for any other failure. */
export function usageCode(error: unknown): number | undefined {
  if (error instanceof HelpAsked) {
    console.log(error.message);
    return 0;
  }
  if (!(error instanceof WrongUse)) return undefined;
  console.error(error.message);
  return 2;
}

function failed(error: unknown): number {
  reportFailure(error, root);
  return 1;
}

/** {@link readArguments} for a script that is all one command: says what was typed wrong, and ends. */
export const scriptArguments: typeof readArguments = (taken, args) => {
  try {
    return readArguments(taken, args);
  } catch (error) {
    process.exit(usageCode(error) ?? failed(error));
  }
};
