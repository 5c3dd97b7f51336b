import { readSettings } from '../src/building/settings.ts';
import { Refusal } from '../src/model/refusal.ts';
import { serverFile, serverKinds } from '../src/release/servers/server-files.ts';
import { runCommand } from './command.ts';

/** `npm run headers -- nginx|caddy|apache|_headers`: what a web server should send, as its own file. */
await runCommand(() => {
  const kind = process.argv[2] ?? 'nginx';
  const file = serverFile(kind, readSettings(process.cwd()));
  if (file === undefined) {
    throw new Refusal(`不认识“${kind}”：可以是 ${serverKinds.join('、')}。`);
  }
  process.stdout.write(file);
  return 0;
});
