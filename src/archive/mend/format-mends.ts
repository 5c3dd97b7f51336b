import type { FileMend } from './mend-content.ts';

/** The repairs as a diff that a terminal shows; ends in a line feed. */
export function formatMends(mends: readonly FileMend[]): string {
  if (mends.length === 0) return '没有可以自动修复的。\n';
  const files = mends.map(({ file, whole, diff }) =>
    [file, ...whole.map((what) => `  全文：${what}`), ...diff.map((line) => `  ${line}`), ''].join(
      '\n',
    ),
  );
  return `${files.join('\n')}\n共 ${mends.length} 个文件。\n`;
}
