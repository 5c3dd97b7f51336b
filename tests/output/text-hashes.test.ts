import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { siteNames } from '../sites.ts';
import { builtSite } from './built-site.ts';

type Node = DefaultTreeAdapterTypes.Node;

for (const name of siteNames) {
  test(`every report of ${name} shows, in both scripts, what the command beside it gives for the file it hands out`, () => {
    const site = builtSite(name);
    const pages = [...site.pages.values()].filter(({ address }) =>
      /^\/(?:zh-hant\/)?reports\/\d+\/[^/]+\/$/.test(address),
    );
    assert.ok(pages.length >= 2);
    for (const { address, html } of pages) {
      const document = parse(html);
      const [section] = all(document, (one) => attribute(one, 'aria-labelledby') === 'archived');
      assert.ok(section, address);
      const [download] = all(section, (one) => /index\.md$/.test(attribute(one, 'href') ?? ''));
      const file = attribute(download, 'href')?.slice(site.base.length) ?? '';
      const [hash] = all(section, (one) => attribute(one, 'class') === 'hash');
      const shown = textOf(hash).trim();
      const commands = all(section, (one) => one.nodeName === 'code').map(textOf);
      assert.deepEqual(commands, ['sha256sum index.md', 'certutil -hashfile index.md SHA256']);
      // Typed as it stands, where the file was saved.
      const cwd = join(site.outDir, dirname(file));
      const { stdout } = spawnSync('sh', ['-c', commands[0] ?? ''], { cwd, encoding: 'utf8' });
      assert.equal(stdout, `${shown}  index.md\n`, address);
    }
  });
}

function all(node: Node, wanted: (one: Node) => boolean): Node[] {
  const own = wanted(node) ? [node] : [];
  const children = 'childNodes' in node ? node.childNodes : [];
  return [...own, ...children.flatMap((child) => all(child, wanted))];
}

function attribute(node: Node | undefined, name: string): string | undefined {
  return node && 'attrs' in node ? node.attrs.find((one) => one.name === name)?.value : undefined;
}

function textOf(node: Node | undefined): string {
  if (node === undefined) return '';
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
