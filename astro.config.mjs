import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { readSiteSettings } from './src/archive/site-settings.ts';
import { attachments } from './src/integrations/attachments.ts';
import { contentWatch } from './src/integrations/content-watch.ts';
import { exports } from './src/integrations/exports.ts';
import { feed } from './src/integrations/feed.ts';
import { manifest } from './src/integrations/manifest.ts';
import { pinyinFiles } from './src/integrations/pinyin.ts';
import { preferencesBoot } from './src/integrations/preferences-boot.ts';
import { searchIndex } from './src/integrations/search-index.ts';
import { socialImages } from './src/integrations/social-images.ts';
import { traditionalTree } from './src/integrations/traditional-tree.ts';

// What the site's own site.yaml decides is read before anything else: origin and path prefix.
const { contentDir, outDir, url, base } = readSiteSettings();

// `npm run bench:build` leaves stages out to measure the others: ARCHIVE_SKIP=search,social,pinyin.
const skipped = new Set((process.env.ARCHIVE_SKIP ?? '').split(','));

const oldestBrowsers = ['chrome72', 'safari13', 'firefox68'];

export default defineConfig({
  site: url,
  base,
  outDir,
  cacheDir: './.cache/astro',
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  compressHTML: true,
  scopedStyleStrategy: 'class',
  build: { format: 'directory', assets: '_assets', inlineStylesheets: 'never', concurrency: 4 },
  // In the order of the data: content → pages → Traditional tree → search index → exports → manifest.
  integrations: [
    preferencesBoot(),
    contentWatch(),
    mdx(),
    feed(),
    attachments(),
    traditionalTree(),
    ...(skipped.has('search') ? [] : [searchIndex()]),
    ...(skipped.has('social') ? [] : [socialImages()]),
    ...(skipped.has('pinyin') ? [] : [pinyinFiles()]),
    exports(),
    manifest(),
  ],
  vite: {
    resolve: { alias: { '@content': contentDir } },
    server: { fs: { allow: ['.', contentDir] } },
    build: { assetsInlineLimit: 0, cssCodeSplit: false, cssTarget: oldestBrowsers },
    plugins: [
      {
        // For the client alone: the pages' own code runs here and now, and lowered it is only slower.
        // Astro overwrites `environments.client.build.target`, so this stands in a plugin.
        name: 'oldest-browsers',
        configEnvironment: (name) =>
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
                ],
              },
            },
          },
        },
      },
    },
  },
});
