import { startStaticServer } from '../src/building/preview/static-server.ts';
import { siteNames, testSite } from './sites.ts';

/** Serves every site that the tests look at, each on its own port, until it is ended. */
for (const name of siteNames) {
  const { outDir, base, port } = testSite(name);
  const server = await startStaticServer({ folder: outDir, base, port, host: '127.0.0.1' });
  if (server.port !== port) throw new Error(`Port ${port} is taken: set ARCHIVE_TEST_PORT`);
}
console.log('ready');
