/**
 * What a release takes: seconds and peak memory of each part over a generated archive of many small files, and how
 * nginx with the generated file answers for pages at random, where nginx and wrk are installed (beside a bare one:
 * `npm run bench:load`).
 *
 *   npm run bench:release -- [--files 40000] [--seconds 5] [--at <folder>]
 *
 * The folder is emptied before and deleted after. Each part runs in a process of its own, so that its peak is its own.
 */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { checksumFile, checksums } from '../src/derive/manifest/file-manifest.ts';
import { makeRelease } from '../src/release/make-release.ts';
import { writePlainFolder } from '../src/release/preserve/write-plain-folder.ts';
import { writeWacz } from '../src/release/preserve/write-wacz.ts';
import { openTarget } from '../src/release/publish/open-target.ts';
import { ReleaseStore } from '../src/release/release-store.ts';
import { verifyRelease } from '../src/release/verify/verify-release.ts';
import { mega } from './bench-figures.ts';
import { scriptArguments } from './command.ts';
import { freePort } from './free-port.ts';
import { isPart, measurePart } from './measured-part.ts';
import { withBrotli, withNginx } from './nginx-under-load.ts';
import { seededRandom } from './seeded-random.ts';

interface Place {
  /** Two builds, of which the second has other words on one page of a hundred. */
  readonly builds: readonly [string, string];
  readonly releases: string;
  readonly published: string;
  readonly kept: string;
}

const placeAt = (at: string): Place => ({
  builds: [join(at, 'one'), join(at, 'two')],
  releases: join(at, 'releases'),
  published: join(at, 'published'),
  kept: join(at, 'kept'),
});

const host = { url: 'https://archive.example', base: '/', ownsHost: true };

const latest = ({ releases }: Place) => {
  const store = new ReleaseStore(releases);
  return store.open(store.latest() ?? '');
};

const publish = async (place: Place): Promise<void> =>
  openTarget(`folder:${place.published}`).publish(latest(place), null);

const parts: Readonly<Record<string, (place: Place) => Promise<unknown>>> = {
  'release, nothing kept': ({ builds, releases }) =>
    makeRelease({ ...host, build: builds[0] }, new ReleaseStore(releases)),
  'release, the same again': ({ builds, releases }) =>
    makeRelease({ ...host, build: builds[0] }, new ReleaseStore(releases)),
  'publish to a folder': publish,
  'release, 1 page in 100 changed': ({ builds, releases }) =>
    makeRelease({ ...host, build: builds[1] }, new ReleaseStore(releases)),
  'publish the change': publish,
  'verify what is published': async ({ published }) => {
    const { findings } = await verifyRelease({ place: join(published, 'current') });
    if (findings.length > 0) throw new Error(`${findings.length} findings`);
  },
  'roll back': ({ published }) => openTarget(`folder:${published}`).rollBack(() => null),
  'preserve: WACZ': async (place) => {
    mkdirSync(place.kept, { recursive: true });
    writeWacz(latest(place), join(place.kept, 'site.wacz'), '2024-03-22');
  },
  'preserve: folder': async (place) => writePlainFolder(latest(place), join(place.kept, 'plain')),
};

const partsAt = Object.entries(parts).map(
  ([name, part]) => [name, (at: string) => part(placeAt(at))] as const,
);
if (!(await isPart(Object.fromEntries(partsAt)))) await benchmark();

async function benchmark(): Promise<void> {
  const { values } = scriptArguments({
    usage: '用法：npm run bench:release -- [--files 40000] [--seconds 5] [--at 文件夹]',
    options: {
      files: { type: 'string', default: '40000' },
      seconds: { type: 'string', default: '5' },
      at: { type: 'string', default: join(tmpdir(), 'bench-release') },
    },
  });
  const folder = resolve(values.at);
  const place = placeAt(folder);
  rmSync(folder, { recursive: true, force: true });
  try {
    for (const [index, build] of place.builds.entries()) {
      writeBuild(build, Number(values.files), index);
    }
    for (const name of Object.keys(parts)) {
      const { seconds, peak } = await measurePart(import.meta.filename, name, folder);
      console.log(
        `${name.padEnd(32)}${seconds.toFixed(1).padStart(8)} s${mega(peak).padStart(12)}`,
      );
    }
    await load(place, Number(values.seconds));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Pages of about a kilobyte that share most of their words, as those of an archive do. */
function writeBuild(folder: string, count: number, edition: number): void {
  const random = seededRandom(11);
  const words = '法治政府建设依法行政重大决策公开监督执法规范程序责任落实县年度报告情况工作'.split(
    '',
  );
  const entries: { path: string; sha256: string }[] = [];
  const add = (path: string, text: string) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    entries.push({ path, sha256: createHash('sha256').update(text).digest('hex') });
  };
  add('index.html', '<!doctype html><title>首页</title><p>首页');
  add('404.html', '<!doctype html><title>没有这一页</title><p>没有这一页');
  add('zh-hant/404.html', '<!doctype html><title>沒有這一頁</title><p>沒有這一頁');
  for (let index = entries.length; index < count; index += 1) {
    const text = Array.from({ length: 240 }, () => words[random.below(words.length)]);
    const changed = edition > 0 && index % 100 === 0 ? '改' : '';
    const title = `报告${index}${changed}`;
    const path = `reports/${2000 + (index % 25)}/r${index}/index.html`;
    add(path, `<!doctype html><html lang="zh-Hans"><title>${title}</title><p>${text.join('')}`);
  }
  entries.sort((one, other) => (one.path < other.path ? -1 : 1));
  writeFileSync(join(folder, checksumFile), checksums(entries));
}

/** Requests a second for pages at random, of which few are in any cache of the processor. */
async function load(place: Place, seconds: number): Promise<void> {
  const absent = ['nginx', 'wrk'].filter((tool) => spawnSync(tool, ['-v']).error);
  if (absent.length > 0) {
    console.log(`no load: ${absent.join(' and ')} not installed`);
    return;
  }
  const { site, manifest } = latest(place);
  const pages = manifest.files.filter(({ path }) => path.endsWith('/index.html'));
  const list = join(place.kept, 'pages.txt');
  const addresses = pages.map(({ path }) => `/${path.replace(/index\.html$/, '')}\n`);
  writeFileSync(list, addresses.join(''));
  const script = join(place.kept, 'pages.lua');
  const read = `for line in io.lines("${list}") do pages[#pages + 1] = line end`;
  const headers = '{["Accept-Encoding"] = encoding}';
  const each = `function request() return wrk.format("GET", pages[math.random(#pages)], ${headers}) end`;
  const one = `/${pages[0]?.path}`;
  const port = await freePort();
  const own = withBrotli(readFileSync(join(site, '../servers/nginx.conf'), 'utf8'));
  const lines = `root "${site}"; ${own}`;
  await withNginx(join(place.kept, 'nginx'), [{ port, lines }], async () => {
    const home = `http://127.0.0.1:${port}`;
    for (const encoding of ['identity', 'gzip', 'br']) {
      writeFileSync(script, `pages = {}\nencoding = "${encoding}"\n${read}\n${each}\n`);
      const sent = await fetch(home + one, { headers: { 'Accept-Encoding': encoding } });
      const got = sent.headers.get('content-encoding') ?? 'identity';
      const rate = wrk(home, seconds, ['-s', script]);
      console.log(`all pages, asked for ${encoding}, got ${got}: ${rate}`);
    }
  });
}

function wrk(url: string, seconds: number, more: readonly string[] = []): string {
  const { stdout } = spawnSync('wrk', ['-t1', '-c32', `-d${seconds}s`, ...more, url], {
    encoding: 'utf8',
  });
  const [, rate = '?'] = /Requests\/sec:\s+([\d.]+)/.exec(stdout) ?? [];
  const faults = /Non-2xx or 3xx responses: \d+|Socket errors: .+/g;
  return [`${rate} requests/s`, ...(stdout.match(faults) ?? ['no error'])].join(', ');
}
