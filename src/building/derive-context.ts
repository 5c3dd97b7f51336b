import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { codeDigest } from '../derive/kept/code-digest.ts';
import { DerivedCache } from '../derive/kept/derived-cache.ts';
import type { DeriveContext } from '../derive/step.ts';
import type { Archive } from '../model/archive.ts';
import { siteConverters, variantSettings } from '../variant/site-converters.ts';
import { keptFolder } from './kept-folder.ts';
import type { Settings } from './settings.ts';

/** What the step `name` is given. */
export function deriveContext(
  settings: Settings,
  archive: Archive,
  name: string,
  warn: (message: string) => void,
): Omit<DeriveContext, 'out'> {
  const folder = join(keptFolder(settings), name);
  return {
    archive,
    origin: archive.site.url,
    base: archive.site.base,
    converterOf: convertersOf(archive),
    cache: (module, own = null) => {
      const recipe = createHash('sha256')
        .update(codeDigest(new URL(module), settings.root))
        .update(JSON.stringify(own))
        .digest('hex');
      return new DerivedCache({ folder: join(folder, 'kept'), recipe });
    },
    scratch: join(folder, 'scratch'),
    warn,
  };
}

const converters = new WeakMap<Archive, DeriveContext['converterOf']>();

/** Made when the first text is converted, and once for each archive: reading the dictionaries takes its time. */
function convertersOf(archive: Archive): DeriveContext['converterOf'] {
  return (address) => {
    let made = converters.get(archive);
    if (made === undefined) {
      made = siteConverters(variantSettings(archive));
      converters.set(archive, made);
    }
    return made(address);
  };
}
