/**
 * Times the conversion against plain opencc-js on the same text, in turns in one process, and checks
 * lengths and the way back on every document: exits with 1 when a character outside the listed set
 * does not return.
 *
 *   npm run bench:variant -- --from <folder with *.jsonl.gz or *.md> [--rounds 3]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Converter } from 'opencc-js';
import { traditionalStandards } from '../src/model/site.ts';
import { convertPage } from '../src/variant/convert-page.ts';
import { createConverter } from '../src/variant/converter.ts';
import { scriptArguments } from './command.ts';
import { lossesOnTheWayBack, lostOnTheWayBack } from './round-trip.ts';

const usage = '用法：npm run bench:variant -- --from <语料文件夹> [--rounds 3]';
const { values } = scriptArguments({
  usage,
  options: { from: { type: 'string' }, rounds: { type: 'string', default: '3' } },
});
if (values.from === undefined) {
  console.error(`没有写语料文件夹。\n${usage}`);
  process.exit(2);
}

const texts: string[] = [];
for (const name of readdirSync(values.from, { recursive: true }) as string[]) {
  const file = join(values.from, name);
  if (name.endsWith('.md')) texts.push(readFileSync(file, 'utf8'));
  if (!name.endsWith('.jsonl.gz')) continue;
  for (const line of gunzipSync(readFileSync(file)).toString('utf8').split('\n')) {
    if (line !== '') texts.push((JSON.parse(line) as { markdown: string }).markdown);
  }
}
const characters = texts.reduce((sum, text) => sum + text.length, 0);
console.log(`${texts.length} documents, ${characters} characters`);

/** Seconds of processor time: the machine may have other work. */
function seconds(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

const warmUp = texts.slice(0, 50);
for (const standard of traditionalStandards) {
  const ours = createConverter({ standard });
  const plain = Converter({ from: 'cn', to: standard });
  for (const text of warmUp) {
    ours.convert(text);
    plain(text);
  }
  const ratios: number[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const a = seconds(() => texts.forEach((text) => void ours.convert(text)));
    const b = seconds(() => texts.forEach((text) => void plain(text)));
    ratios.push(a / b);
    console.log(
      `${standard}: ours ${a.toFixed(2)} s, opencc-js ${b.toFixed(2)} s, ratio ${(a / b).toFixed(2)}`,
    );
  }
  const losses = lossesOnTheWayBack(standard);
  const lost = new Map<string, number>();
  for (const text of texts) {
    const traditional = ours.convert(text);
    if (traditional.length !== text.length) throw new Error(`length changed: ${text.slice(0, 40)}`);
    // By line: one line that changes its length must not hide the others.
    const lines = traditional.split('\n');
    for (const [index, line] of text.split('\n').entries()) {
      for (const pair of losses(line, lines[index] ?? ''))
        lost.set(pair, (lost.get(pair) ?? 0) + 1);
    }
  }
  const listed = [...lost].filter(([pair]) => lostOnTheWayBack[standard].includes(pair));
  const others = [...lost].filter(([pair]) => !lostOnTheWayBack[standard].includes(pair));
  console.log(
    `${standard}: every length kept; not the same on the way back: ${listed.map((pair) => pair.join(' ')).join(', ') || 'nothing'}`,
  );
  if (others.length > 0) {
    console.error(`${standard}: not listed: ${others.map((pair) => pair.join(' ')).join(', ')}`);
    process.exitCode = 1;
  }
}

const converter = createConverter({ standard: 'tw' });
const pages = texts.map(
  (text) =>
    `<!doctype html><html lang="zh-Hans"><body><main><p>${text.replace(/\n+/g, '</p>\n<p>')}</p></main></body></html>`,
);
const bytes = pages.reduce((sum, page) => sum + Buffer.byteLength(page), 0);
const spent = seconds(() =>
  pages.forEach((page) => void convertPage(page, { converter, base: '/', address: '/x/' })),
);
console.log(
  `pages: ${(bytes / 1e6).toFixed(0)} MB in ${spent.toFixed(2)} s, ${(bytes / 1e6 / spent).toFixed(1)} MB/s`,
);
