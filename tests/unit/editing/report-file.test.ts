import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { readReportFile, reportBytes } from '../../../src/editing/content/report-file.ts';
import { root } from '../../sites.ts';

const folders = ['content', 'tests/fixtures/county', 'tests/problems'];
const reports = folders.flatMap((folder) =>
  (readdirSync(join(root, folder), { recursive: true }) as string[])
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(root, folder, file)),
);

describe('A report that was opened', () => {
  test('is written back byte for byte, in every way that reports are written here', () => {
    let compared = 0;
    for (const path of reports) {
      const bytes = readFileSync(path);
      for (const variant of [
        bytes,
        Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
        Buffer.from(bytes.toString('latin1').replace(/\n/g, '\r\n'), 'latin1'),
        Buffer.from(bytes.toString('latin1').replace(/\n/, '\r\n').replace(/\n$/, ''), 'latin1'),
      ]) {
        const file = readReportFile(variant);
        if (file === undefined) continue;
        assert.deepEqual(reportBytes(file, file), variant, path);
        compared += 1;
      }
    }
    assert.ok(compared > 300, `${compared}`);
  });

  test('keeps the line ends of the lines that were not touched', () => {
    const bytes = Buffer.from('---\r\ntitle: 甲\r\n---\r\n\r\n一\n二\r\n三\r四');
    const file = readReportFile(bytes);
    assert.ok(file);
    const edited = reportBytes(file, { ...file, body: file.body.replace('二', '二\n新') });
    assert.equal(edited.toString(), '---\r\ntitle: 甲\r\n---\r\n\r\n一\n二\r\n新\r\n三\r四');
  });

  test('keeps the dashes as they were typed', () => {
    const file = readReportFile(Buffer.from('---  \ntitle: 甲\n--- \n正文'));
    assert.ok(file);
    const edited = reportBytes(file, { frontMatter: 'title: 乙\n', body: file.body });
    assert.equal(edited.toString(), '---  \ntitle: 乙\n--- \n正文');
  });

  test('is not opened where a browser could not hand it back', () => {
    assert.equal(readReportFile(Buffer.from([0xc7, 0xe5])), undefined);
    assert.equal(readReportFile(Buffer.from('a\0b')), undefined);
  });
});
