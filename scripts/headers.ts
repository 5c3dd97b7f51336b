import { readSettings } from '../src/building/settings.ts';
import { serverFile, serverKinds } from '../src/release/servers/server-files.ts';

/** `npm run headers -- nginx|caddy|apache|_headers`: what a web server should send, as its own file. */
const kind = process.argv[2] ?? 'nginx';
const file = serverFile(kind, readSettings(process.cwd()));
if (file === undefined) {
  console.error(`不认识“${kind}”：可以是 ${serverKinds.join('、')}。`);
  process.exitCode = 1;
} else {
  process.stdout.write(file);
}
