/**
 * What it takes to preserve a release: seconds and peak memory of the WACZ and of the plain folder, over as many
 * reports in both scripts, each with page and texts as long as those of a county's are on average.
 *
 *   npm run bench:preserve -- [--reports 10000] [--kilobytes 30] [--at <folder>]
 *
 * The folder is emptied before and deleted after. Each part runs in a process of its own, so that its peak is its own.
 */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { contentTypeOf } from '../src/model/content-type.ts';
import { writePlainFolder } from '../src/release/preserve/write-plain-folder.ts';
import { writeWacz } from '../src/release/preserve/write-wacz.ts';
import {
  parseManifest,
  type ReleasedFile,
  releaseId,
  releaseManifestFile,
  writeManifest,
} from '../src/release/release-manifest.ts';
import { hashesOf } from '../src/release/verify/compare-file.ts';
import { mega } from './bench-figures.ts';
import { scriptArguments } from './command.ts';
import { isPart, measurePart } from './measured-part.ts';
import { seededRandom } from './seeded-random.ts';

const parts: Readonly<Record<string, (at: string) => void>> = {
  WACZ: (at) => writeWacz(releaseAt(at), join(at, 'site.wacz'), '2024-03-22'),
  folder: (at) => writePlainFolder(releaseAt(at), join(at, 'plain')),
};

if (!(await isPart(parts))) await benchmark();

async function benchmark(): Promise<void> {
  const { values } = scriptArguments({
    usage: '用法：npm run bench:preserve -- [--reports 10000] [--kilobytes 30] [--at 文件夹]',
    options: {
      reports: { type: 'string', default: '10000' },
      kilobytes: { type: 'string', default: '30' },
      at: { type: 'string', default: join(tmpdir(), 'bench-preserve') },
    },
  });
  const at = resolve(values.at);
  rmSync(at, { recursive: true, force: true });
  try {
    const { files, bytes } = writeRelease(at, Number(values.reports), Number(values.kilobytes));
    console.log(`${values.reports} reports in both scripts: ${files} files, ${mega(bytes)}`);
    for (const name of Object.keys(parts)) {
      const { seconds, peak } = await measurePart(import.meta.filename, name, at);
      console.log(`${name.padEnd(8)}${seconds.toFixed(1).padStart(8)} s, peak ${mega(peak)}`);
    }
    console.log(`WACZ of ${mega(statSync(join(at, 'site.wacz')).size)}`);
  } finally {
    rmSync(at, { recursive: true, force: true });
  }
}

function releaseAt(at: string) {
  const site = join(at, 'site');
  const file = join(site, releaseManifestFile);
  const manifest = parseManifest(readFileSync(file, 'utf8'), file);
  return { id: manifest.release, site, manifest };
}

/** A release without compressed twins, which preserve nothing. */
function writeRelease(at: string, reports: number, kilobytes: number) {
  const random = seededRandom(11);
  const phrases = ['法治政府建设', '依法行政', '重大决策公开', '执法规范', '落实责任', '情况报告'];
  const files: ReleasedFile[] = [];
  const add = (path: string, text: string) => {
    const file = join(at, 'site', path);
    const bytes = Buffer.from(text);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    const type = contentTypeOf(path);
    const size = { path, bytes: bytes.length, ...hashesOf(bytes) };
    files.push({ ...size, type, cache: 'revalidate' });
  };
  const page = (title: string, body: string) =>
    `<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8"><title>${title}</title></head><body><main id="main"><h1>${title}</h1>${body}</main></body></html>`;
  const listed: object[] = [];
  for (let index = 0; index < reports; index += 1) {
    const address = `reports/${2000 + (index % 25)}/r${index}/`;
    const title = `${phrases[random.below(phrases.length)]}${index}`;
    // A Han character is three bytes, a phrase about five characters.
    const words = Array.from(
      { length: kilobytes * 66 },
      () => phrases[random.below(phrases.length)],
    );
    const body = `<p>${words.join('')}</p><p><a href="/">首页</a></p>`;
    add(`${address}index.html`, page(title, body));
    add(`zh-hant/${address}index.html`, page(title, body));
    add(`${address}index.md`, words.join(''));
    add(`${address}index.txt`, words.join(''));
    const url = `https://archive.example/${address}`;
    listed.push({ title, year: 2000 + (index % 25), issuer: { name: '某县' }, url });
  }
  for (const tree of ['', 'zh-hant/']) {
    add(`${tree}index.html`, page('首页', '<p>首页</p>'));
    add(`${tree}search/index.html`, page('搜索', '<p>搜索</p>'));
    add(`${tree}data/reports.json`, JSON.stringify({ reports: listed }));
  }
  files.sort((one, other) => (one.path < other.path ? -1 : 1));
  const head = { format: 1, url: 'https://archive.example', base: '/' } as const;
  const manifest = { ...head, release: releaseId(files), files };
  writeFileSync(join(at, 'site', releaseManifestFile), writeManifest(manifest));
  return { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}
