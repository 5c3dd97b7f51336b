import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { testSite } from '../sites.ts';

/**
 * The Nu HTML checker over every page of the county and of the real content, in both scripts: no error and no
 * warning. It needs Java; without one it says so and checks nothing.
 */
const java = spawnSync('java', ['-version']);
if (java.error || java.status !== 0) {
  console.log('skipped: there is no Java on this machine, so the Nu checker cannot run');
} else {
  const require = createRequire(import.meta.url);
  const jar = join(require.resolve('vnu-jar/package.json'), '../build/dist/vnu.jar');
  for (const name of ['real', 'county'] as const) {
    const { stdout, stderr, status } = spawnSync(
      'java',
      [
        '-Xss1m',
        '-jar',
        jar,
        '--skip-non-html',
        '--format',
        'gnu',
        '--exit-zero-always',
        // Read from a folder a page has no origin, so Nu takes 'self' for nobody; browser tests hold the policy.
        '--filterpattern',
        '.*violates Content Security Policy.*',
        testSite(name).outDir,
      ],
      { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
    );
    if (status !== 0) throw new Error(`The Nu checker did not run: ${stderr}`);
    const messages = `${stdout}${stderr}`.split('\n').filter((line) => line.trim() !== '');
    for (const message of messages.slice(0, 50)) console.log(message);
    console.log(`${name}: ${messages.length} messages`);
    if (messages.length > 0) process.exitCode = 1;
  }
}
