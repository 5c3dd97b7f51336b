import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { contentWatch } from './src/building/content-watch.ts';
import { preferencesBoot } from './src/building/preferences-boot.ts';
import { readSiteSettings } from './src/building/settings.ts';
import { attachments } from './src/derive/attachments/attachments.ts';
import { socialImages } from './src/derive/card/social-images.ts';
import { exports } from './src/derive/exports/exports.ts';
import { feed } from './src/derive/feeds/feed.ts';
import { manifest } from './src/derive/manifest/manifest.ts';
import { pinyinFiles } from './src/derive/pinyin/pinyin.ts';
import { searchIndex } from './src/derive/search-index/search-index.ts';
import { traditionalTree } from './src/derive/twins/twins.ts';

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
