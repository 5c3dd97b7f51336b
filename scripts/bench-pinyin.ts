/**
 * What pinyin costs a reader and the build, made in the browser by the library, or beforehand as a file
 * for each report:
 *
 *   npm run bench:pinyin -- --content <folder>
 *
 * Prints the bytes (brotli 11) of the library as readers load it, once for all pages; the bytes of the
 * files that would stand in its place, median, for one page and for ten; and how fast the library reads.
 */
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { pinyin } from 'pinyin-pro';
import { openArchive } from '../src/archive/open-archive.ts';
import { bodyOf } from '../src/model/archive.ts';
import { isHan, readingsOf } from '../src/model/pinyin-readings.ts';
import { bodyBlocks } from '../src/search/indexing/body-blocks.ts';
import { scriptArguments } from './command.ts';

const { values } = scriptArguments({
  usage: '用法：npm run bench:pinyin -- [--content 内容文件夹]',
  options: { content: { type: 'string', default: 'content' } },
});
const { archive } = await openArchive(values.content);
if (!archive) {
  console.error(`${values.content} 有错误：先运行 npm run check。`);
  process.exit(1);
}

const { outputFiles } = await build({
  stdin: { contents: "export { pinyin } from 'pinyin-pro';", resolveDir: import.meta.dirname },
  bundle: true,
  minify: true,
  write: false,
  format: 'esm',
  target: 'chrome72',
});
const library = brotliCompressSync(outputFiles[0]?.contents ?? new Uint8Array()).length;

const files: number[] = [];
let characters = 0;
const begun = performance.now();
for (const report of archive.reports) {
  const { headings, paragraphs } = bodyBlocks(bodyOf(archive, report).html);
  const readings = [...headings, ...paragraphs].flatMap((text) => readingsOf(text, pinyin));
  characters += readings.length;
  // One code a character, the readings it stands for beside: the smallest form that was tried.
  const kinds = [...new Set(readings)];
  const codes = readings.map((reading) => String.fromCharCode(0xc0 + kinds.indexOf(reading)));
  files.push(brotliCompressSync(`${kinds.join(' ')}\n${codes.join('')}`).length);
}
const seconds = (performance.now() - begun) / 1000;
const median = files.sort((one, other) => one - other)[files.length >> 1] ?? 0;
const sample = '行政复议机关应当自受理申请之日起六十日内作出行政复议决定。'.repeat(1000);
const sampleBegun = performance.now();
pinyin(sample, { type: 'array', nonZh: 'removed' });
const speed = [...sample].filter(isHan).length / (performance.now() - sampleBegun) / 1000;

console.table({
  'library, first page (bytes)': library,
  'library, ten pages (bytes)': library,
  'files, first page (bytes)': median,
  'files, ten pages (bytes)': median * 10,
  'files in the output': archive.reports.length,
  'reports read (characters)': characters,
  'reports read and packed (s)': Number(seconds.toFixed(1)),
  'library alone (million characters a second)': Number(speed.toFixed(2)),
});
