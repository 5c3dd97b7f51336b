import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { preferencesBoot } from './src/integrations/preferences-boot.ts';
import { traditionalTree } from './src/integrations/traditional-tree.ts';
import { readSiteSettings } from './src/archive/site-settings.ts';

// What the site's own site.yaml decides is read before anything else: origin and path prefix.
const { contentDir, outDir, url, base } = readSiteSettings();

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
  integrations: [preferencesBoot(), mdx(), traditionalTree()],
  vite: {
    resolve: { alias: { '@content': contentDir } },
    server: { fs: { allow: ['.', contentDir] } },
    build: { target: ['chrome72', 'safari13', 'firefox68'], assetsInlineLimit: 0, cssCodeSplit: false },
  },
});
