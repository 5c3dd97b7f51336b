import { readSettings } from '../src/building/settings.ts';
import { Refusal } from '../src/model/refusal.ts';
import { siteRedirects } from '../src/release/moved/site-redirects.ts';
import { serverFile, serverKinds } from '../src/release/servers/server-files.ts';
import { runCommand } from './command.ts';
import { readArguments } from './read-arguments.ts';

/** `npm run headers -- nginx|caddy|apache|_headers`: what a web server should send, as its own file. */
await runCommand(() => {
  const { positionals } = readArguments({
    usage: `用法：npm run headers -- ${serverKinds.join('|')}`,
    words: 1,
  });
  const [kind = 'nginx'] = positionals;
  const settings = readSettings(process.cwd());
  // Old addresses are known when the site is built.
  const redirects = siteRedirects(settings.outDir, settings.base);
  const file = serverFile(kind, { ...settings, redirects });
  if (file === undefined) {
    throw new Refusal(`不认识“${kind}”：可以是 ${serverKinds.join('、')}。`);
  }
  process.stdout.write(file);
  return 0;
});
