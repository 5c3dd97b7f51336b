import { violations } from './import-graph.ts';

/** `npm test` runs this: every import that the rules forbid, with the reason. */
const found = await violations();
for (const { rule, from, to, reason } of found) {
  console.error(`${from} → ${to}\n  ${rule}: ${reason}`);
}
console.log(`${found.length} forbidden imports`);
process.exitCode = found.length > 0 ? 1 : 0;
