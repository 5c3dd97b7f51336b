import { join } from 'node:path';
import { readArguments } from './preview.ts';

/** `astro dev` with the project's own arguments, and without telemetry: a closed network has none to send to. */
process.env.ASTRO_TELEMETRY_DISABLED = '1';
const { dev } = await import('astro');
const { port, host } = readArguments(process.argv.slice(2));
await dev({ root: join(import.meta.dirname, '..'), server: { port, host } });
