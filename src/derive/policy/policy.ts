import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { traditionalSegment } from '../../model/address.ts';
import { Refusal } from '../../model/refusal.ts';
import type { Step } from '../step.ts';

/** The policy stands among the first lines of a page. */
const headBytes = 2048;
const policy = /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; /;

/**
 * Stops a build whose pages lack the Content-Security-Policy: it is one line of a component, and no reader
 * would notice that it is gone.
 */
export const policyGuard: Step = {
  name: 'policy',
  title: '核对安全策略',
  needs: ['pages', 'twins'],
  // Nothing.
  writes: /(?!)/,
  run({ out }, { files }) {
    const pages = files.flatMap((file) => [file, `${traditionalSegment}/${file}`]);
    const bare = pages
      // A benchmark may have left the twins out.
      .filter((file) => existsSync(join(out, file)))
      .filter((file) => !policy.test(headOf(join(out, file))));
    if (bare.length === 0) return;
    throw new Refusal(
      `有 ${bare.length} 个页面没有内容安全策略（例如 ${bare[0]}），不能发布，没有生成。`,
    );
  },
};

function headOf(file: string): string {
  const buffer = Buffer.alloc(headBytes);
  const descriptor = openSync(file, 'r');
  try {
    return buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, headBytes, 0));
  } finally {
    closeSync(descriptor);
  }
}
