import { apacheFile } from './apache-file.ts';
import { caddyFile } from './caddy-file.ts';
import { headersFile } from './headers-file.ts';
import { nginxFile } from './nginx-file.ts';
import { redirectsFile } from './redirects-file.ts';
import { type ServedPlace, type ServerRules, serverRules } from './server-rules.ts';

/** What writes the file for a kind of server, by the name that `npm run headers` takes, and the file's name. */
const writers: Readonly<
  Record<string, { readonly file: string; readonly write: (rules: ServerRules) => string }>
> = {
  nginx: { file: 'nginx.conf', write: nginxFile },
  caddy: { file: 'Caddyfile', write: caddyFile },
  apache: { file: 'apache.conf', write: apacheFile },
  _headers: { file: '_headers', write: headersFile },
};

export const serverKinds: readonly string[] = Object.keys(writers);

/** The file for one kind of server; undefined for a kind that is not among {@link serverKinds}. */
export function serverFile(kind: string, place: ServedPlace): string | undefined {
  return Object.hasOwn(writers, kind) ? writers[kind]?.write(serverRules(place)) : undefined;
}

/** All of them, by the names under which a release has them. */
export function serverFiles(place: ServedPlace): ReadonlyMap<string, string> {
  const rules = serverRules(place);
  const files = new Map(Object.values(writers).map(({ file, write }) => [file, write(rules)]));
  if (rules.redirects.length > 0) files.set('_redirects', redirectsFile(rules));
  return files;
}
