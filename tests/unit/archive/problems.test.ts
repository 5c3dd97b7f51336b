import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { problemCatalogue } from '../../../src/model/problem-catalogue.ts';
import { checkProblemFolder, problemFolders, problemsDir } from './problem-folder.ts';

const codes = Object.keys(problemCatalogue).sort();

test('every code has a folder, and every folder a code', () => {
  assert.deepEqual(problemFolders(), codes);
});

test('the base that the folders share has no problem of its own', async () => {
  assert.equal(await checkProblemFolder('_base'), '没有发现问题。\n');
});

for (const code of problemFolders()) {
  test(`tests/problems/${code} gives exactly its expected output`, async () => {
    const expectedFile = join(problemsDir, code, 'expected.txt');
    assert.ok(existsSync(expectedFile), `${expectedFile} is missing`);
    const expected = readFileSync(expectedFile, 'utf8');
    const severity = /^\S.* (?:错误|警告|提示) ([a-z0-9-]+)$/gm;
    const found = [...expected.matchAll(severity)].map((match) => match[1]);
    assert.ok(found.includes(code), `${expectedFile} does not contain ${code}`);
    assert.equal(await checkProblemFolder(code), expected);
  });
}
