import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pipeline } from '../../src/derive/pipeline.ts';
import { pageFileAddress, traditionalSegment } from '../../src/model/address.ts';
import { root, siteNames } from '../sites.ts';
import { builtSite } from './built-site.ts';

const copied = new Set(readdirSync(join(root, 'public')));

/** Who writes a file of the output, as far as each says so. */
function makersOf(file: string): string[] {
  const address = pageFileAddress(file);
  const makers = pipeline.filter(({ writes }) => writes.test(address)).map(({ name }) => name);
  if (file.endsWith('.html') && !file.startsWith(`${traditionalSegment}/`)) makers.push('pages');
  if (/^_assets\/[^/]+\.(?:css|js|svg|webp)$/.test(file)) makers.push('bundle');
  if (copied.has(file)) makers.push('public');
  return makers;
}

test('the notices of the real site name all whose work it hands on, and nobody else', () => {
  const text = readFileSync(join(builtSite('real').outDir, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  // What comes into the scripts is decided here: a new name is a new licence to look at.
  assert.deepEqual(
    [...text.matchAll(/^=+\n(\S+) \S+ \(.+\)\n=+$/gm)].map(([, name]) => name),
    ['fflate', 'opencc-js', 'pinyin-pro', 'rolldown', 'vite'],
  );
});

for (const name of siteNames) {
  describe(`Every file of ${name}`, () => {
    test('is written by one step that says so, by a page, the bundle or public/', () => {
      const { files } = builtSite(name);
      assert.ok(files.size > 100);
      for (const file of files)
        assert.equal(makersOf(file).length, 1, `${file}: ${makersOf(file)}`);
      const seen = new Set([...files].flatMap(makersOf));
      for (const step of pipeline) {
        // It judges, and writes nothing.
        if (step.name === 'policy') continue;
        // The real content has no attachment and no picture.
        if (name === 'real' && ['attachments', 'pictures'].includes(step.name)) continue;
        // Its content keeps no share card.
        if (name === 'prefix' && step.name === 'card') continue;
        assert.ok(seen.has(step.name), `${step.name} wrote nothing`);
      }
    });
  });
}
