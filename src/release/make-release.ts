import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { checksumFile, checksums, manifestFile } from '../derive/manifest/file-manifest.ts';
import { redirectsFile } from '../model/address.ts';
import { contentTypeOf, isCompressible } from '../model/content-type.ts';
import { cacheControl } from '../model/response-headers.ts';
import { CompressedStore, encodings } from './compressed-store.ts';
import { damagedFiles } from './damaged-files.ts';
import { type Difference, deletable, difference } from './difference.ts';
import { lostAddresses } from './moved/lost-addresses.ts';
import { type MovedPage, movedPage } from './moved/moved-page.ts';
import { shrunkLists } from './moved/shrunk-lists.ts';
import { siteRedirects } from './moved/site-redirects.ts';
import {
  type ReleasedFile,
  type ReleaseManifest,
  releaseId,
  releaseManifestFile,
  writeManifest,
} from './release-manifest.ts';
import { ReleaseRefused } from './release-refused.ts';
import type { Release, ReleaseStore } from './release-store.ts';
import { serverFiles } from './servers/server-files.ts';
import { siteFiles } from './site-files.ts';
import { inUploadOrder, stages } from './upload-order.ts';
import { hashesOf, sha256Of } from './verify/compare-file.ts';

/** What a release is made from. */
export interface ReleaseSource {
  /** Absolute path of a finished build. */
  readonly build: string;
  /** Origin. */
  readonly url: string;
  /** Path prefix with a leading and a trailing slash. */
  readonly base: string;
  /** Whether the host is the site's own, so that the server files may bind it. */
  readonly ownsHost: boolean;
  /** Whether addresses that the release before answered may be lost without a word; only when true. */
  readonly acceptLost?: boolean;
}

export interface MadeRelease extends Release {
  /** False when it already stood there, whole. */
  readonly isNew: boolean;
  readonly difference: Difference;
}

/**
 * Makes the release of a build: every file, compressed twins, manifest, difference, upload lists, server
 * files. It is written beside its place and moved there when it is whole.
 *
 * @throws {ReleaseRefused} when the build is unfinished or was changed after it was built.
 */
export async function makeRelease(
  source: ReleaseSource,
  store: ReleaseStore,
): Promise<MadeRelease> {
  const build = finishedBuild(source.build);
  // A build replaces its whole folder, and with it whatever stands inside.
  if (!relative(source.build, store.folder).startsWith('..')) {
    throw new ReleaseRefused(`版本不能放在生成的网站里面：${store.folder}`);
  }
  return store.alone(async () => {
    for (const name of readdirSync(store.folder)) {
      if (name.startsWith('.next-')) rmSync(join(store.folder, name), { recursive: true });
    }
    const next = join(store.folder, `.next-${process.pid}`);
    try {
      return await assemble(source, build, store, next);
    } finally {
      rmSync(next, { recursive: true, force: true });
    }
  });
}

async function assemble(
  source: ReleaseSource,
  build: ReadonlyMap<string, string>,
  store: ReleaseStore,
  next: string,
): Promise<MadeRelease> {
  const redirects = siteRedirects(source.build, source.base);
  const pages = redirects.flatMap((redirect) => movedPage(redirect, source.base) ?? []);
  const moved = new Map(pages.map((page) => [page.path, page]));
  const same = standing(source, build, moved, store);
  const manifest = same ?? (await newManifest(source, build, moved, join(next, 'site'), store));
  const id = manifest.release;
  const earlier = store
    .ids()
    .filter((other) => other !== id)
    .map((other) => store.open(other).manifest);
  const previous = earlier.at(-1) ?? null;
  const changes = difference(manifest, previous);
  const known = [...redirects, ...shrunkLists(manifest, earlier, redirects)];
  if (source.acceptLost !== true) refuseLost(lostAddresses(manifest, previous, known));
  writeLists(join(next, 'upload'), manifest, changes, earlier);
  writeFileSync(join(next, 'difference.json'), `${JSON.stringify(changes, undefined, 1)}\n`);
  for (const [name, content] of serverFiles({ ...source, redirects: known }))
    write(join(next, 'servers', name), content);
  const place = join(store.folder, id);
  const isNew = same === undefined;
  if (isNew) {
    writeFileSync(join(next, 'site', releaseManifestFile), writeManifest(manifest));
    rmSync(place, { recursive: true, force: true });
    renameSync(next, place);
  } else {
    // The files are the same; what is beside them also depends on settings and on what came before.
    for (const name of ['upload', 'servers', 'difference.json']) {
      rmSync(join(place, name), { recursive: true, force: true });
      renameSync(join(next, name), join(place, name));
    }
  }
  store.remember(id);
  return { id, site: join(place, 'site'), manifest, isNew, difference: changes };
}

/** The manifest of the release of this very build that already stands, whole. */
function standing(
  { url, base }: ReleaseSource,
  build: ReadonlyMap<string, string>,
  moved: ReadonlyMap<string, MovedPage>,
  store: ReleaseStore,
): ReleaseManifest | undefined {
  const wanted = new Map([...build].map(([path, sha256]) => [path, { sha256, movedTo: '' }]));
  for (const [path, { html, to }] of moved) {
    wanted.set(path, { sha256: sha256Of(Buffer.from(html)), movedTo: to });
  }
  const expected = [...wanted].flatMap(([path, { sha256, movedTo }]) => [
    JSON.stringify([path, sha256, '', movedTo, ...sentAs(path)]),
    ...twinsOf(path).map(({ ending, encoding }) =>
      JSON.stringify([path + ending, '', encoding, '', ...sentAs(path)]),
    ),
  ]);
  const all = new Set(expected);
  for (const id of store.ids()) {
    const { manifest, site } = openOrNothing(store, id) ?? {};
    if (manifest === undefined || site === undefined) continue;
    const { files } = manifest;
    if (manifest.url !== url || manifest.base !== base || files.length !== all.size) {
      continue;
    }
    // Of a twin only that it is there: what it expands to is the file itself.
    const isSame = files.every(({ path, sha256, type, cache, encoding, movedTo }) =>
      all.has(
        JSON.stringify([
          path,
          encoding === undefined ? sha256 : '',
          encoding ?? '',
          movedTo ?? '',
          type,
          cache,
        ]),
      ),
    );
    if (isSame && damagedFiles({ site, manifest }).length === 0) return manifest;
  }
  return undefined;
}

/** A release whose manifest was damaged counts as absent, so that it is made again. */
function openOrNothing(store: ReleaseStore, id: string): Release | undefined {
  try {
    return store.open(id);
  } catch (error) {
    if (error instanceof ReleaseRefused) return undefined;
    throw error;
  }
}

/** How a file of a release is sent: its type and class of cache. */
function sentAs(path: string): readonly [type: string, cache: ReleasedFile['cache']] {
  const cache = /immutable/.test(cacheControl(`/${path}`)) ? 'immutable' : 'revalidate';
  return [contentTypeOf(path), cache];
}

/** The compressed twins that a file is to have. */
function twinsOf(path: string): typeof encodings | readonly [] {
  return isCompressible(contentTypeOf(path)) ? encodings : [];
}

async function newManifest(
  { build, url, base }: ReleaseSource,
  hashes: ReadonlyMap<string, string>,
  moved: ReadonlyMap<string, MovedPage>,
  site: string,
  store: ReleaseStore,
): Promise<ReleaseManifest> {
  const files = await writeFiles(build, hashes, moved, site, store);
  return { format: 1, release: releaseId(files), url, base, files };
}

/** The files of a build that is whole by its own checksums: SHA-256 (hex) by path. */
function finishedBuild(build: string): ReadonlyMap<string, string> {
  if (!existsSync(join(build, 'index.html')) || !existsSync(join(build, checksumFile))) {
    throw new ReleaseRefused(`${build} 里没有生成好的网站：先运行 npm run build。`);
  }
  const { files, others } = siteFiles(build);
  if (others.length > 0) {
    throw new ReleaseRefused(`网站里不能有符号链接：${others.join('、')}`);
  }
  const own = [checksumFile, manifestFile];
  const all = files.map((path) => ({
    path,
    sha256: sha256Of(readFileSync(join(build, path))),
  }));
  const entries = all.filter(({ path }) => !own.includes(path));
  const expected = readFileSync(join(build, checksumFile), 'utf8');
  if (checksums(entries) !== expected) {
    const known = new Set(expected.split('\n'));
    const changed = entries.filter(({ path, sha256 }) => !known.has(`${sha256}  ${path}`));
    const names = changed.slice(0, 5).map(({ path }) => path);
    throw new ReleaseRefused(
      `${build} 生成之后又被改动过${names.length > 0 ? `（${names.join('、')}）` : ''}，和它的 ${checksumFile} 对不上：重新运行 npm run build。`,
    );
  }
  return new Map(all.map(({ path, sha256 }) => [path, sha256]));
}

function refuseLost(lost: readonly string[]): void {
  if (lost.length === 0) return;
  const shown = 20;
  const more = lost.length > shown ? `\n  ……共 ${lost.length} 个` : '';
  throw new ReleaseRefused(
    `上一个版本有、现在没有的网址，别人可能收藏或引用过：\n  ${lost.slice(0, shown).join('\n  ')}${more}\n` +
      `在 content/${redirectsFile} 里写明去了哪里（from、to），确实撤下的只写 from；再重新生成。都不用管的，加 --accept-lost。`,
  );
}

/** Writes every file and its compressed twins; returns what the manifest says of them. */
async function writeFiles(
  build: string,
  hashes: ReadonlyMap<string, string>,
  moved: ReadonlyMap<string, MovedPage>,
  site: string,
  store: ReleaseStore,
): Promise<readonly ReleasedFile[]> {
  const compressed = new CompressedStore(join(store.folder, 'compressed'));
  const files: ReleasedFile[] = [];
  const add = (path: string, bytes: Buffer, plain: string, rest: Partial<ReleasedFile>) => {
    const [type, cache] = sentAs(plain);
    const hashed = hashesOf(bytes);
    write(join(site, path), bytes);
    files.push({ path, bytes: bytes.length, ...hashed, type, cache, ...rest });
    return hashed;
  };
  for (const path of moved.keys()) {
    if (hashes.has(path)) throw new ReleaseRefused(`旧网址 ${path} 是网站现有的文件。`);
  }
  const waiting = [...hashes.keys(), ...moved.keys()];
  const work = async (): Promise<void> => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const page = moved.get(path);
      const bytes = page ? Buffer.from(page.html) : readFileSync(join(build, path));
      const { sha256 } = add(path, bytes, path, page ? { movedTo: page.to } : {});
      if (!page && sha256 !== hashes.get(path)) throw changedMeanwhile(build);
      for (const { ending, encoding } of twinsOf(path)) {
        const twin = await compressed.compressed(bytes, sha256, encoding);
        add(`${path}${ending}`, twin, path, { encoding });
      }
    }
  };
  // As many as zlib has threads. Who tidies up after a failure must find that nothing is written any more.
  const ends = await Promise.allSettled(
    [work(), work(), work(), work()].map((worker) =>
      worker.catch((error: unknown) => {
        waiting.length = 0;
        throw error;
      }),
    ),
  );
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  compressed.sweep();
  return files.sort((one, other) => (one.path < other.path ? -1 : 1));
}

function changedMeanwhile(build: string): ReleaseRefused {
  return new ReleaseRefused(`做版本的时候 ${build} 被改动了：等生成结束，再运行一次。`);
}

/** For whoever uploads by hand: one path a line, a file for each stage, in the order of their names. */
function writeLists(
  folder: string,
  manifest: ReleaseManifest,
  { previous, added, changed }: Difference,
  earlier: readonly ReleaseManifest[],
): void {
  const wanted = [...added, ...changed, releaseManifestFile].map((path) => ({ path }));
  const order = inUploadOrder(wanted, previous !== null);
  for (const [index, stage] of stages.entries()) {
    const lines = (order.get(stage) ?? []).map(({ path }) => `${path}\n`).sort();
    write(join(folder, `${index + 1}-${stage}.txt`), lines.join(''));
  }
  const gone = deletable([manifest, ...earlier.slice(-1)], earlier.slice(0, -1));
  const lines = gone.map((path) => `${path}\n`);
  write(join(folder, `${stages.length + 1}-delete-later.txt`), lines.join(''));
}

function write(file: string, content: string | Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
