import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { folderToKeep } from '../../../scripts/reproduce.ts';
import { Refusal } from '../../../src/model/refusal.ts';

describe('The folder in which a reproduction is kept', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keep-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const refused = (name: string) =>
    assert.throws(
      () => folderToKeep(folder),
      (error) => error instanceof Refusal && error.message.includes(`（${name}）`),
    );

  test('is emptied of what an earlier run left, and of nothing else', () => {
    assert.equal(folderToKeep(folder), folder);
    mkdirSync(join(folder, 'here/site'), { recursive: true });
    writeFileSync(join(folder, 'here/site/index.html'), '');
    folderToKeep(folder);
    assert.ok(!readdirSync(folder).includes('here'));
    mkdirSync(join(folder, 'again'));
    writeFileSync(join(folder, '年终总结.docx'), 'x');
    refused('年终总结.docx');
    assert.ok(readdirSync(folder).includes('again'));
    assert.equal(readFileSync(join(folder, '年终总结.docx'), 'utf8'), 'x');
  });

  test("is never one with folders of somebody's that are called as its own", () => {
    mkdirSync(join(folder, 'here'));
    writeFileSync(join(folder, 'here/family.jpg'), 'x');
    refused('here');
    assert.equal(readFileSync(join(folder, 'here/family.jpg'), 'utf8'), 'x');
    assert.deepEqual(readdirSync(folder), ['here']);
  });

  test('is no file', () => {
    const file = join(folder, 'a.txt');
    writeFileSync(file, 'x');
    assert.throws(() => folderToKeep(file), /是一个文件/);
    assert.ok(folderToKeep(join(folder, '新的/里面')));
  });
});
