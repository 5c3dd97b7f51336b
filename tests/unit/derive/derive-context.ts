import { join } from 'node:path';
import { deriveContext } from '../../../src/building/derive-context.ts';
import { DerivedCache } from '../../../src/derive/kept/derived-cache.ts';
import type { BuiltPages, DeriveContext } from '../../../src/derive/step.ts';
import type { Archive } from '../../../src/model/archive.ts';
import { root } from '../../sites.ts';

/** What decides Traditional text, with one report that has a glossary of its own. */
export const smallArchive = {
  site: { name: '馆', traditional: 'tw', url: 'https://archive.example', base: '/fz/' },
  issuers: [],
  redirects: [],
  typed: new Map(),
  indicatorByKey: new Map(),
  glossary: [{ simplified: '后坪', traditional: '后坪' }],
  reports: [
    {
      year: 2019,
      slug: 'a',
      title: '复盘报告',
      issuer: { id: 'a', name: '某县' },
      indicators: [{ edition: '2021', code: '1', title: '一' }],
      glossary: [{ simplified: '复盘', traditional: '覆盤' }],
    },
  ],
} as unknown as Archive;

/** What Astro would have written. */
export function built(files: readonly string[] = []): BuiltPages {
  return { files, shipped: { packages: new Set(), modules: new Set() } };
}

/** What a step is given, with everything it keeps and writes below `folder`. */
export function contextBelow(folder: string, archive = smallArchive): DeriveContext {
  const settings = {
    root,
    contentDir: join(folder, 'content'),
    outDir: join(folder, 'out'),
    without: [],
    url: archive.site.url,
    base: archive.site.base,
    ownsHost: false,
  };
  const context = deriveContext(settings, archive, 'step', () => {});
  return {
    ...context,
    // The checkout's own code decides the keys; what is kept stays in the test's folder.
    cache: (module, own) => {
      const { recipe } = context.cache(module, own).place;
      return new DerivedCache({ folder: join(folder, 'kept'), recipe });
    },
    scratch: join(folder, 'scratch'),
    out: settings.outDir,
  };
}
