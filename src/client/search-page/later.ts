/** Nothing, after so many milliseconds: what is raced against it is waited for no longer. */
export function later(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds));
}
