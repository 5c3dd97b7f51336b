import { runUnderNode24 } from './install.mjs';

await runUnderNode24('tests/run.ts');
