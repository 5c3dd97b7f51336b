import { join } from 'node:path';
import { astroConfig } from '../src/building/astro-config.ts';
import { readSettings } from '../src/building/settings.ts';
import { readArguments } from './preview.ts';

/** `astro dev` with the project's own arguments, and without telemetry: a closed network has none to send to. */
process.env.ASTRO_TELEMETRY_DISABLED = '1';
const { dev } = await import('astro');
const { port, host } = readArguments(process.argv.slice(2));
const settings = readSettings(join(import.meta.dirname, '..'));
await dev({ ...astroConfig(settings), configFile: false, server: { port, host } });
