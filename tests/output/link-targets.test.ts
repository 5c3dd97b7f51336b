import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openArchive } from '../../src/archive/open-archive.ts';
import { pageFileAddress } from '../../src/model/address.ts';
import { builtSite } from './built-site.ts';

const frontMatter = `---
title: 云溪县2020年链接汇编
year: 2020
issuer: yunxi-government
indicators: ["2021/98"]
published: 2021-03-20
---

`;

test('A text may link to every page and file that a build writes, under a path prefix too', async () => {
  for (const name of ['county', 'prefix'] as const) {
    const { contentDir, files, base } = builtSite(name);
    const addresses = [...files]
      .filter((file) => !/^(?:zh-hant\/)?(?:_assets|pagefind|sitemap-\d)/.test(file))
      // The list of hosts that may ask for it decides that folder, not this site.
      .filter((file) => !file.startsWith('.well-known/'))
      .map((file) => `${base.slice(0, -1)}${encodeURI(pageFileAddress(file))}`);
    assert.ok(addresses.length > 500, `${addresses.length} addresses`);
    const content = mkdtempSync(join(tmpdir(), 'link-targets-'));
    try {
      cpSync(contentDir, content, { recursive: true });
      const links = addresses.map((address) => `[${address.length}](${address})`);
      writeFileSync(
        join(content, 'reports/2020/links.md'),
        `${frontMatter}${links.join('\n\n')}\n\n[无](${base}nowhere/)\n`,
      );
      const { problems } = await openArchive(content);
      const broken = problems.filter(({ code }) => code === 'broken-link');
      assert.deepEqual(
        broken.map(({ message }) => message),
        ['档案里没有“/nowhere/”这个网址。'],
      );
    } finally {
      rmSync(content, { recursive: true });
    }
  }
});
