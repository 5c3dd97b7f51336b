import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { feedAddress } from '../../model/address.ts';
import type { Step } from '../step.ts';
import { atomFeed } from './atom-feed.ts';

/** Writes the Atom feed; the Traditional one is its twin. */
export const feeds: Step = {
  name: 'feeds',
  title: '写订阅源',
  needs: ['archive'],
  writes: /^\/feed\.xml$/,
  run({ archive, out }) {
    writeFileSync(join(out, feedAddress), atomFeed(archive));
  },
  answer(address, { archive }) {
    if (address !== feedAddress) return undefined;
    return { type: 'application/atom+xml; charset=utf-8', body: atomFeed(archive) };
  },
};
