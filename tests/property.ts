import fc from 'fast-check';

/**
 * fast-check with a seed that is always the same: what decides whether work lands gives the same answer
 * twice. `npm run fuzz` looks for new faults with random seeds (FUZZ_SEED), and pins those that it finds.
 */
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 20261124) });

export { fc };
