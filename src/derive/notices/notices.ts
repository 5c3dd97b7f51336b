import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noticesAddress } from '../../model/address.ts';
import type { Step } from '../step.ts';

/** Our own modules that hold others' data, as far as they are shipped. */
const holds: Readonly<Record<string, string>> = {
  // Which characters are one to a search, from OpenCC's dictionaries (variant/fold-classes.ts).
  'src/variant/fold-table.ts': 'node_modules/opencc-js',
};

/** Someone else's work that the site hands on. */
interface Work {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly licence: string;
  /** As the package brings them. */
  readonly texts: readonly string[];
}

const licenceName = /^(?:licen[cs]e|notice|third.party|copying)[^.]*(?:\.(?:md|txt))?$/i;
const root = new URL('../../../', import.meta.url);

/** Names everybody whose work readers are given, with the licences that ask for it; generated from what is shipped. */
export const notices: Step = {
  name: 'notices',
  title: '写许可声明',
  needs: ['pages'],
  writes: /^\/THIRD-PARTY-NOTICES\.txt$/,
  run({ out }, { shipped }) {
    const folders = new Set(shipped.packages);
    for (const module of shipped.modules) if (holds[module]) folders.add(holds[module]);
    // By name: where packages are installed is one machine's affair.
    const works = [...folders]
      .map((folder) => workOf(new URL(`${folder}/`, root)))
      .sort((one, other) => (titleOf(one) < titleOf(other) ? -1 : 1));
    writeFileSync(join(out, noticesAddress), noticesText(works));
  },
  // What is shipped is known when the scripts are bundled, which development never does.
  answer(address) {
    if (address !== noticesAddress) return undefined;
    return { type: 'text/plain; charset=utf-8', body: '许可声明在生成网站时写出。\n' };
  },
};

/** @throws when a package names no licence or brings no text of it: then it must not be shipped. */
function workOf(folder: URL): Work {
  const { name, version, license } = JSON.parse(
    readFileSync(new URL('package.json', folder), 'utf8'),
  ) as { name: string; version: string; license?: string };
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter(({ name: entry }) => licenceName.test(entry))
    // A folder of that name holds the texts (Pagefind's); its packages' own are named in them.
    .flatMap((entry) =>
      entry.isDirectory()
        ? readdirSync(new URL(`${entry.name}/`, folder)).map((file) => `${entry.name}/${file}`)
        : [entry.name],
    )
    .sort()
    .map((file) => readFileSync(new URL(file, folder), 'utf8').trim());
  if (!license || texts.length === 0) throw new Error(`${name} brings no licence to hand on`);
  return { name, version, licence: license, texts };
}

function titleOf({ name, version, licence }: Work): string {
  return `${name} ${version} (${licence})`;
}

function noticesText(works: readonly Work[]): string {
  const opening =
    '本网站的程序含有下列作品，按各自的许可分发。\nThis site hands on the following works under their own licences.\n';
  const rule = '='.repeat(72);
  const parts = works.map((work) =>
    [`${rule}\n${titleOf(work)}\n${rule}`, ...work.texts].join('\n\n'),
  );
  return `${[opening, ...parts].join('\n\n')}\n`;
}
