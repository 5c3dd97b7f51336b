import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { completeLock, type Lock, withoutIntegrity } from '../../scripts/complete-lock.ts';
import { root } from '../sites.ts';

/** The lock file must name every optional package of every platform with its hash, and no registry of ours. */
const text = readFileSync(join(root, 'package-lock.json'), 'utf8');
const missing = completeLock(JSON.parse(text) as Lock);
for (const name of missing) console.error(`${name} is missing: run npm run lock`);
const unheld = withoutIntegrity(JSON.parse(text) as Lock);
for (const path of unheld) console.error(`${path} has no integrity: run npm run lock`);
const hosts = text.match(/"resolved":.*/g) ?? [];
for (const host of hosts) console.error(`${host} names a registry: see .npmrc`);
process.exitCode = missing.length + unheld.length + hosts.length > 0 ? 1 : 0;
