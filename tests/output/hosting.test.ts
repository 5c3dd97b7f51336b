import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { hashedFolder } from '../../src/model/response-headers.ts';
import { root, siteNames, testDir } from '../sites.ts';
import { builtSite } from './built-site.ts';

const isText = (file: string) => /\.(html|css|js|json|jsonl|xml|txt|csv|svg|md)$/.test(file);

for (const name of siteNames) {
  describe(`Any static host can take ${name}`, () => {
    const site = builtSite(name);

    test('it has fewer than 20,000 files', () => {
      assert.ok(site.files.size > 0 && site.files.size < 20_000, `${site.files.size} files`);
    });

    test('no file is over 25 MiB', () => {
      for (const file of site.files) {
        assert.ok(statSync(join(site.outDir, file)).size <= 25 * 1024 * 1024, file);
      }
    });

    test('no two files differ in upper and lower case only', () => {
      const folded = new Map<string, string>();
      for (const file of site.files) {
        const other = folded.get(file.toLowerCase());
        assert.equal(other, undefined, `${file} and ${other}`);
        folded.set(file.toLowerCase(), file);
      }
    });

    test('files that are cached for ever have a hash in their name', () => {
      const kept = [...site.files].filter((file) => file.startsWith(`${hashedFolder}/`));
      assert.ok(kept.some((file) => file.endsWith('.css')));
      assert.ok(kept.filter((file) => file.endsWith('.js')).length > 2);
      for (const file of kept) {
        // What Astro bundles ends in a hash of its own; a picture begins with its source's.
        assert.match(
          file,
          /(?:[._-][A-Za-z0-9_-]{8}\.(?:css|js|svg|webp|woff2)|\/pictures\/[0-9a-f]{16}-\d+\.(?:webp|jpg|png|gif))$/,
        );
      }
    });

    test('nothing tells of the machine that built it', () => {
      for (const file of site.files) {
        assert.doesNotMatch(file, /\.map$/);
        if (!isText(file)) continue;
        const text = readFileSync(join(site.outDir, file), 'utf8');
        for (const place of [root, testDir, `${homedir()}/`, 'localhost', '127.0.0.1']) {
          assert.ok(!text.includes(place), `${file} names ${place}`);
        }
      }
    });

    test('there is an error page in either script', () => {
      assert.ok(site.files.has('404.html'));
      assert.ok(site.files.has('zh-hant/404.html'));
    });
  });
}
