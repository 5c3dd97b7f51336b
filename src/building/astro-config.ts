import { join } from 'node:path';
import mdx from '@astrojs/mdx';
import type { AstroInlineConfig } from 'astro';
import { contentWatch } from './content-watch.ts';
import { derive } from './derive-integration.ts';
import { keptFolder } from './kept-folder.ts';
import { preferencesBoot } from './preferences-boot.ts';
import type { Settings } from './settings.ts';
import { type NotedCode, noteShippedCode } from './shipped-code.ts';

/** What the pages promise to work in (src/README.md); script and style are lowered to it. */
const oldestBrowsers = ['chrome72', 'safari13', 'firefox68'];

/** Astro's configuration for one site: a function of the settings alone. */
export function astroConfig(settings: Settings): AstroInlineConfig {
  const { root, contentDir, outDir, url, base } = settings;
  const shipped: NotedCode = { packages: new Set(), modules: new Set() };
  return {
    root,
    site: url,
    base,
    outDir,
    cacheDir: join(keptFolder(settings), 'astro'),
    trailingSlash: 'always',
    devToolbar: { enabled: false },
    compressHTML: true,
    scopedStyleStrategy: 'class',
    build: { format: 'directory', assets: '_assets', inlineStylesheets: 'never', concurrency: 4 },
    integrations: [
      preferencesBoot(),
      contentWatch(contentDir),
      // Highlighting colours by style attributes, which the pages' policy forbids.
      mdx({ syntaxHighlight: false }),
      derive(settings, shipped),
    ],
    vite: {
      build: { assetsInlineLimit: 0, cssCodeSplit: false, cssTarget: oldestBrowsers },
      plugins: [
        noteShippedCode(shipped, root),
        {
          // For the client alone: the pages' own code runs here and now, and lowered it is only slower.
          // Astro overwrites `environments.client.build.target`, so this stands in a plugin.
          name: 'oldest-browsers',
          configEnvironment: (name: string) =>
            name === 'client' ? { build: { target: oldestBrowsers } } : undefined,
        },
      ],
      environments: {
        client: {
          build: {
            rolldownOptions: {
              output: {
                // One request each: what every page loads, and what lowered syntax shares.
                codeSplitting: {
                  groups: [
                    {
                      name: 'page',
                      test: /preload-helper|client.entry\.ts|PageLayout\.astro\?astro/,
                    },
                    { name: 'syntax', test: /oxc-project/ },
                    { name: 'pinyin-pro', test: /pinyin-pro/ },
                  ],
                },
              },
            },
          },
        },
      },
    },
  };
}
