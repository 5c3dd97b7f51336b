import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { jsonFeedAddress } from '../../model/address.ts';
import { atomMediaType, jsonFeedMediaType } from '../../model/media-type.ts';
import { simplifiedText, traditionalText } from '../../variant/script-text.ts';
import type { Answer, DeriveContext, Step } from '../step.ts';
import { atomFeed } from './atom-feed.ts';
import { feedComposer } from './feed.ts';
import { feedSources } from './feed-sources.ts';
import { jsonFeed } from './json-feed.ts';

const ownFiles =
  /^\/(?:zh-hant\/)?(?:issuers\/[^/]+\/|indicators\/[^/]+\/[^/]+\/)?feed\.(?:xml|json)$/;

/** Writes the feeds of the archive, of its issuers and of its indicators: Atom and JSON, in both scripts. */
export const feeds: Step = {
  name: 'feeds',
  title: '写订阅源',
  needs: ['archive'],
  writes: ownFiles,
  run(context) {
    for (const [address, file] of feedFiles(context)) {
      const target = join(context.out, address);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, file().body);
    }
  },
  answer(address, context) {
    return ownFiles.test(address) ? feedFiles(context).get(address)?.() : undefined;
  },
};

/** What is made, when asked, by its address without the base. */
function feedFiles({
  archive,
  converterOf,
}: Pick<DeriveContext, 'archive' | 'converterOf'>): ReadonlyMap<string, () => Answer> {
  const sources = feedSources(archive);
  return new Map(
    [simplifiedText, traditionalText(converterOf)].flatMap((script) => {
      const compose = feedComposer(archive.site, script);
      return sources.flatMap((source) => [
        [
          script.address(source.address),
          () => ({ type: `${atomMediaType}; charset=utf-8`, body: atomFeed(compose(source)) }),
        ] as const,
        [
          script.address(jsonFeedAddress(source.address)),
          () => ({ type: jsonFeedMediaType, body: jsonFeed(compose(source)) }),
        ] as const,
      ]);
    }),
  );
}
