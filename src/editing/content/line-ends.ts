/**
 * A text with LF alone, given the line ends of the file that it was made from: lines that are the same at the
 * beginning and at the end keep theirs, whatever they are; new ones get the one that the file uses most.
 */
export function withLineEnds(original: string, edited: string): string {
  if (!original.includes('\r')) return edited;
  const before = original.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  const after = edited.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const isSame = (old: string | undefined, fresh: string | undefined) =>
    old !== undefined && old.replace(/\r\n?$/, '\n') === fresh;
  let start = 0;
  while (start < before.length && isSame(before[start], after[start])) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && isSame(before.at(-1 - end), after.at(-1 - end))) end += 1;
  const usual = usualEnd(before);
  return [
    ...before.slice(0, start),
    ...after.slice(start, after.length - end).map((line) => line.replace(/\n$/, usual)),
    ...before.slice(before.length - end),
  ].join('');
}

function usualEnd(lines: readonly string[]): string {
  const count = (end: RegExp) => lines.filter((line) => end.test(line)).length;
  const kinds = [
    ['\r\n', count(/\r\n$/)],
    ['\n', count(/(?<!\r)\n$/)],
    ['\r', count(/\r$/)],
  ] as const;
  return [...kinds].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '\n';
}
