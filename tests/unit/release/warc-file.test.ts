import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { answerRecord, gzipMember } from '../../../src/release/preserve/warc-file.ts';

test('a record holds no more memory than its own bytes, however many wait for their file', () => {
  const text = Buffer.from('法治政府建设年度报告。'.repeat(2000));
  const member = gzipMember(text);
  assert.deepEqual(gunzipSync(member), text);
  assert.equal(member.buffer.byteLength, member.length);
  const answer = { url: 'https://archive.example/', type: 'text/html', body: text };
  const { bytes } = answerRecord(answer, '2024-03-22T00:00:00Z', 'seed');
  assert.ok(bytes.length < 2000);
  assert.equal(bytes.buffer.byteLength, bytes.length);
});
