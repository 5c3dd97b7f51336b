import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openArchive } from '../../../src/archive/open-archive.ts';

describe('redirects.yaml', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'redirects-'));
    const real = join(import.meta.dirname, '../../../content');
    cpSync(real, folder, { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true }));

  const open = (text: string) => {
    writeFileSync(join(folder, 'redirects.yaml'), text);
    return openArchive(folder);
  };

  test('is read as it is written, in Han, to this archive, to others and to nothing', async () => {
    const { archive } = await open(
      [
        '- { from: /政务公开/年 报/, to: /years/ }',
        '- { from: /a.aspx, to: "https://www.example.gov.cn/b?c=1" }',
        '- { from: /c.pdf }',
      ].join('\n'),
    );
    assert.deepEqual(archive?.redirects, [
      { from: '/政务公开/年 报/', to: '/years/' },
      { from: '/a.aspx', to: 'https://www.example.gov.cn/b?c=1' },
      { from: '/c.pdf' },
    ]);
  });

  for (const from of [
    '/list.jsp?id=3',
    '/a#b',
    'a/b.html',
    '//elsewhere.example/',
    '/zh-hant/a/',
    '/a/../b/',
    '/',
    '/a"; return 200 "b',
    '/a$uri',
    '/{a}',
    '/a%2fb',
  ]) {
    test(`refuses the old address ${from} with its line`, async () => {
      const { archive, problems } = await open(`- from: ${JSON.stringify(from)}\n  to: /years/\n`);
      assert.equal(archive, undefined);
      const [problem] = problems.filter(({ severity }) => severity === 'error');
      assert.deepEqual(
        [problem?.code, problem?.file, problem?.line],
        ['bad-value', 'redirects.yaml', 1],
      );
    });
  }

  for (const to of [
    'javascript:alert(1)',
    '//elsewhere.example/',
    'https://a.example/"; x',
    '/years/$1',
  ]) {
    test(`refuses to lead to ${to}`, async () => {
      const { problems } = await open(`- from: /a/\n  to: ${JSON.stringify(to)}\n`);
      const [problem] = problems.filter(({ severity }) => severity === 'error');
      assert.deepEqual([problem?.code, problem?.line], ['bad-value', 2]);
    });
  }
});
