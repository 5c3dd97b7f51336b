import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { demoNotice, writeDemoContent } from '../../../scripts/demo.ts';
import { openArchive } from '../../../src/archive/open-archive.ts';
import { homePage } from '../../../src/views/home-view.ts';
import { reportPage } from '../../../src/views/report-view.ts';

test('The demonstration says on its pages that it is invented', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-'));
  try {
    writeDemoContent(folder);
    const { archive } = await openArchive(folder);
    assert.ok(archive);
    assert.match(demoNotice, /虚构/);
    assert.equal(homePage.view(archive, {}).frame.notice, demoNotice);
    const [params] = reportPage.paths(archive);
    assert.ok(params);
    assert.equal(reportPage.view(archive, params).frame.notice, demoNotice);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
