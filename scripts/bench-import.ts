/**
 * Holds the import against a folder of real documents: how many are imported whole, refused (and why) and have lost
 * something, and what that takes. Nothing is written but below a temporary folder.
 *
 *   node scripts/bench-import.ts <folder or files…> [--without-office] [--list]
 *
 * Lost is a line that LibreOffice's plain text (pdftotext's for .pdf) of the source has and neither the written report nor
 * the list of what was left out; the proof of the import itself knows nothing of that text.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { shownText } from '../src/archive/check/typed/shown-text.ts';
import { parseMarkdown, rawHtmlOf, renderMarkdown } from '../src/archive/render/render-markdown.ts';
import { findOffice } from '../src/importing/office/find-office.ts';
import { type ImportOutcome, runImport } from '../src/importing/run-import.ts';
import { watchMemory } from './process-memory.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'without-office': { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});
const office = findOffice();
const scratch = mkdtempSync(join(tmpdir(), 'bench-import-'));
const contentDir = join(scratch, 'content');
mkdirSync(contentDir);
writeFileSync(join(contentDir, 'issuers.yaml'), '[]\n');

const stop = watchMemory(process.pid);
const start = performance.now();
const sources = positionals.map((path) => resolve(path));
const outcomes = await runImport({
  sources,
  contentDir,
  stated: { indicators: [], year: 2000 },
  isDryRun: false,
  childEntry: join(import.meta.dirname, 'import-one.ts'),
  office: values['without-office'] ? undefined : office,
});
const wall = (performance.now() - start) / 1000;
const { peak, cpuSeconds } = stop();

const written = outcomes.filter(({ report }) => report !== undefined);
const refused = outcomes.filter(({ state }) => state === 'refused');
const lost = written.flatMap((outcome) => {
  const line = lostLine(outcome);
  return line === undefined ? [] : [{ outcome, line }];
});
const skipped = outcomes.filter(({ state }) => state === 'skipped').length;
console.log(
  `${outcomes.length} files: ${written.length} imported whole, ${refused.length} refused, ${skipped} the same file again, ${lost.length} lost something`,
);
for (const { outcome, line } of lost) console.log(`LOST ${outcome.source}: ${line}`);
const reasons = new Map<string, string[]>();
for (const { reason = '', source } of refused) {
  const key = reason.replace(/“[^”]*”/g, '“…”').replace(/\d+/g, 'n');
  reasons.set(key, [...(reasons.get(key) ?? []), values.list ? `${source}: ${reason}` : source]);
}
for (const [reason, files] of [...reasons].sort((a, b) => b[1].length - a[1].length)) {
  console.log(`${files.length} × ${reason}`);
  if (values.list) for (const file of files) console.log(`    ${file}`);
}
console.log(
  `${(wall / outcomes.length).toFixed(2)} s a file (${wall.toFixed(1)} s), ${(cpuSeconds / outcomes.length).toFixed(2)} s of processor time a file, peak ${(peak / 1e6).toFixed(0)} MB`,
);
rmSync(scratch, { recursive: true });
process.exitCode = lost.length > 0 ? 1 : 0;

/** A line of another program's text that is in no part of the import; undefined where all are. */
function lostLine(outcome: ImportOutcome): string | undefined {
  const source = sources.map((path) =>
    basename(path) === outcome.source ? path : join(path, outcome.source),
  );
  const report = readFileSync(join(contentDir, outcome.report ?? ''), 'utf8');
  const body = report.slice(report.indexOf('\n---\n', 4) + 5);
  const tree = parseMarkdown(body);
  const place = { file: 'a.md', year: 2000, slug: 'a', base: '/', attachments: new Set<string>() };
  const { html } = renderMarkdown(body, tree, rawHtmlOf(tree).length > 0, place).body;
  const whole = bare(
    [shownText(html), report.slice(0, report.length - body.length), ...outcome.dropped].join('\n'),
  );
  for (const path of source) {
    for (const line of otherText(path).split(/\n/)) {
      // Drawn numbers, signs of notes and points are the other program's own.
      const words = bare(line).replace(/[\d.()（）、•·o▪§*-]/g, '');
      if (words !== '' && !whole.replace(/[\d.()（）、•·o▪§*-]/g, '').includes(words)) return line;
    }
  }
  return undefined;
}

function otherText(path: string): string {
  const target = join(scratch, `${basename(path, extname(path))}.txt`);
  if (extname(path) === '.pdf') {
    return spawnSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).stdout ?? '';
  }
  if (office === undefined || extname(path) === '.txt') return '';
  const profile = `-env:UserInstallation=file://${join(scratch, 'profile')}`;
  rmSync(target, { force: true });
  spawnSync(
    office,
    [profile, '--headless', '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', scratch, path],
    { stdio: 'ignore', timeout: 60_000 },
  );
  try {
    return readFileSync(target, 'utf8');
  } catch {
    return '';
  }
}

function bare(text: string): string {
  return text.replace(/[\s\u200b-\u200f\ufeff\ufffc\ufffd\u2011\ue000-\uf8ff-]+/g, '');
}
