import { astroConfig } from '../src/building/astro-config.ts';
import { readSettings } from '../src/building/settings.ts';
import { root, runCommand } from './command.ts';
import { readPlace } from './preview.ts';

/** `astro dev` with the project's own arguments, and without telemetry: a closed network has none to send to. */
process.env.ASTRO_TELEMETRY_DISABLED = '1';
await runCommand(async () => {
  const { dev } = await import('astro');
  const { port, host } = readPlace(process.argv.slice(2));
  await dev({ ...astroConfig(readSettings(root)), configFile: false, server: { port, host } });
  return 0;
});
