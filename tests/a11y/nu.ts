import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type SiteName, testSite } from '../sites.ts';

/**
 * The Nu HTML checker over every page of the county and of the real content, in both scripts: no error and no
 * warning. It needs Java; without one it says so, in a line that `npm test` shows, and checks nothing.
 */
const sites: readonly SiteName[] = ['real', 'county'];

/** Messages that are not mended; one that no page gives any more is a fault itself. */
const exceptions = [
  {
    message: 'Article lacks heading.',
    reason:
      'A report without headings of its own has the page’s h1, its title, right before its text; a heading put into the text would be no part of the record.',
    source: 'HTML Standard, 4.3.2: an article “typically” includes its heading; Nu: “consider”',
  },
];

const java = spawnSync('java', ['-version']);
if (java.error || java.status !== 0) {
  console.log('skipped: there is no Java on this machine, so the Nu checker cannot run');
} else {
  const require = createRequire(import.meta.url);
  const jar = join(require.resolve('vnu-jar/package.json'), '../build/dist/vnu.jar');
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
      ...sites.map((name) => testSite(name).outDir),
    ],
    { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  if (status !== 0) throw new Error(`The Nu checker did not run: ${stderr}`);
  const messages = `${stdout}${stderr}`.split('\n').filter((line) => line.trim() !== '');
  const faults = messages.filter(
    (line) => !exceptions.some(({ message }) => line.includes(message)),
  );
  for (const { message } of exceptions) {
    if (!messages.some((line) => line.includes(message))) {
      faults.push(`“${message}” is no longer said: take its exception away`);
    }
  }
  for (const fault of faults.slice(0, 50)) console.log(fault);
  console.log(`${messages.length} messages, ${faults.length} of them faults`);
  if (faults.length > 0) process.exitCode = 1;
}
