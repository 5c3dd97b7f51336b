import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { completeLock, type Lock, withoutIntegrity } from '../../../scripts/complete-lock.ts';

describe('Completing a lock file', () => {
  const lock = (): Lock => ({
    packages: {
      '': { version: '0.1.0' },
      'node_modules/tool': {
        version: '1.2.3',
        dev: true,
        optionalDependencies: { '@tool/linux-x64': '1.2.3', '@tool/cli-linux-arm64-musl': '1.2.3' },
      },
      'node_modules/@tool/linux-x64': { version: '1.2.3', optional: true },
    },
  });

  test('adds what the registry kept back, with its platform', () => {
    const completed = lock();
    assert.deepEqual(completeLock(completed), ['@tool/cli-linux-arm64-musl@1.2.3']);
    assert.deepEqual(completed.packages['node_modules/@tool/cli-linux-arm64-musl'], {
      version: '1.2.3',
      dev: true,
      optional: true,
      cpu: ['arm64'],
      libc: ['musl'],
      os: ['linux'],
    });
  });

  test('names what nothing holds to its content, but for what came inside another package', () => {
    assert.deepEqual(
      withoutIntegrity({
        packages: {
          '': {},
          'node_modules/held': { integrity: 'sha512-a' },
          'node_modules/bundle/node_modules/inner': { inBundle: true },
          'node_modules/loose': { version: '1.0.0' },
        },
      }),
      ['node_modules/loose'],
    );
  });

  test('adds nothing the second time', () => {
    const completed = lock();
    completeLock(completed);
    const once = JSON.stringify(completed);
    assert.deepEqual(completeLock(completed), []);
    assert.equal(JSON.stringify(completed), once);
  });

  test('refuses to guess the platform of a name that has none', () => {
    const unknown: Lock = {
      packages: { 'node_modules/a': { optionalDependencies: { fsevents: '2.0.0' } } },
    };
    assert.throws(() => completeLock(unknown), /fsevents/);
  });
});
