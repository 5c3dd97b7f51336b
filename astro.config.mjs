import { astroConfig } from './src/building/astro-config.ts';
import { readSettings } from './src/building/settings.ts';

// For Astro's own commands (editors, `astro check`); a build makes its configuration from its own settings.
export default astroConfig(readSettings(import.meta.dirname));
