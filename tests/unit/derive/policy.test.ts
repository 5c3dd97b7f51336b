import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { policyGuard } from '../../../src/derive/policy/policy.ts';
import { contentSecurityPolicy } from '../../../src/model/content-security-policy.ts';
import { built, contextBelow } from './derive-context.ts';

test('A page without the policy stops the build, in either script', () => {
  const folder = mkdtempSync(join(tmpdir(), 'policy-'));
  try {
    const context = contextBelow(folder);
    const policy = contentSecurityPolicy({ scriptHashes: [] });
    const whole = `<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="${policy}">`;
    const write = (file: string, html: string): void => {
      mkdirSync(dirname(join(context.out, file)), { recursive: true });
      writeFileSync(join(context.out, file), html);
    };
    const files = ['index.html', 'years/index.html'];
    const all = files.flatMap((file) => [file, `zh-hant/${file}`]);
    for (const file of all) write(file, whole);
    policyGuard.run(context, built(files), undefined);
    for (const bare of all) {
      write(bare, '<!DOCTYPE html><title>x</title>');
      assert.throws(() => policyGuard.run(context, built(files), undefined), new RegExp(bare));
      write(bare, whole);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
