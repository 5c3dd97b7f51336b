import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build } from 'esbuild';

const source = fileURLToPath(new URL('../client/preferences-boot.ts', import.meta.url));
const moduleName = 'virtual:preferences-boot';

/** The inline script that applies preferences before first paint, and its source expression for a CSP. */
export interface PreferencesBoot {
  /** Minified; holds no `</script`. */
  readonly script: string;
  /** `sha256-…` of exactly that text, as `script-src` wants it, without the quotes. */
  readonly hash: string;
  /** Absolute paths of the files it was made from. */
  readonly inputs: readonly string[];
}

async function buildPreferencesBoot(): Promise<PreferencesBoot> {
  const { outputFiles, metafile } = await build({
    entryPoints: [source],
    absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'iife',
    target: 'chrome72',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  });
  const script = (outputFiles[0]?.text ?? '').trim();
  if (!script || script.toLowerCase().includes('</script')) {
    throw new Error('src/client/preferences-boot.ts cannot stand inside a <script> element');
  }
  return {
    script,
    hash: `sha256-${createHash('sha256').update(script).digest('base64')}`,
    inputs: Object.keys(metafile.inputs).map((path) =>
      fileURLToPath(new URL(`../../${path}`, import.meta.url)),
    ),
  };
}

/** Makes `virtual:preferences-boot` importable: `{ script, hash }` of {@link buildPreferencesBoot}. */
export function preferencesBoot(): AstroIntegration {
  return {
    name: 'preferences-boot',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({
          vite: {
            plugins: [
              {
                name: 'preferences-boot',
                resolveId: (id: string) => (id === moduleName ? `\0${moduleName}` : null),
                async load(id: string) {
                  if (id !== `\0${moduleName}`) return null;
                  const { script, hash, inputs } = await buildPreferencesBoot();
                  for (const input of inputs) this.addWatchFile(input);
                  return `export const script = ${JSON.stringify(script)};\nexport const hash = ${JSON.stringify(hash)};`;
                },
              },
            ],
          },
        });
      },
    },
  };
}
