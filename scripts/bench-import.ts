/**
 * Holds the import against a folder of real documents: how many are imported whole, refused (and why) and have lost
 * something, and what that takes. Nothing is written but below a temporary folder.
 *
 *   node scripts/bench-import.ts <folder or files…> [--without-office] [--list] [--by-kind]
 *
 * With `--by-kind` the files of each kind are imported once more by themselves, with LibreOffice and without, and what
 * a file of each takes is printed. A folder of documents to measure: scripts/office-samples.ts.
 *
 * Lost is a line that LibreOffice's plain text (pdftotext's for .pdf) of the source has and neither the written report nor
 * the list of what was left out; the proof of the import itself knows nothing of that text.
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { shownText } from '../src/archive/check/typed/shown-text.ts';
import { parseMarkdown, rawHtmlOf, renderMarkdown } from '../src/archive/render/render-markdown.ts';
import { findOffice } from '../src/importing/office/find-office.ts';
import { type ImportOutcome, runImport } from '../src/importing/run-import.ts';
import { mega } from './bench-figures.ts';
import { scriptArguments } from './command.ts';
import { watchMemory } from './process-memory.ts';

const { values, positionals } = scriptArguments({
  usage: '用法：npm run bench:import -- <文件或文件夹…> [--without-office] [--list] [--by-kind]',
  words: Number.POSITIVE_INFINITY,
  needs: '要导入的文件或文件夹',
  options: {
    'without-office': { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    'by-kind': { type: 'boolean', default: false },
  },
});
const office = findOffice();
const scratch = mkdtempSync(join(tmpdir(), 'bench-import-'));
const contentDir = join(scratch, 'content');
const sources = positionals.map((path) => resolve(path));
const wanted = values['without-office'] ? undefined : office;
const { outcomes, took } = await measure(sources, contentDir, wanted);

const written = outcomes.filter(({ report, state }) => report !== undefined && state !== 'skipped');
const others = otherTexts();
const refused = outcomes.filter(({ state }) => state === 'refused');
/** LibreOffice's text has what was deleted and is only marked so. */
const marked = written.filter(({ review }) => review.some((line) => line.includes('修订')));
const lost = written.flatMap((outcome) => {
  if (marked.includes(outcome)) return [];
  const line = lostLine(outcome);
  return line === undefined ? [] : [{ outcome, line }];
});
const skipped = outcomes.filter(({ state }) => state === 'skipped').length;
console.log(
  `${outcomes.length} files: ${written.length} imported whole, ${refused.length} refused, ${skipped} the same file again, ${lost.length} lost something (${marked.length} with tracked changes not compared)`,
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
console.log(took);
if (values['by-kind']) await measureKinds();
rmSync(scratch, { recursive: true });
process.exitCode = lost.length > 0 ? 1 : 0;

/** Imports sources into a new content folder; `took` says what that took, a line. */
async function measure(
  from: readonly string[],
  to: string,
  program: string | undefined,
): Promise<{ readonly outcomes: readonly ImportOutcome[]; readonly took: string }> {
  mkdirSync(to);
  writeFileSync(join(to, 'issuers.yaml'), '[]\n');
  const stop = watchMemory(process.pid);
  const start = performance.now();
  const made = await runImport({
    sources: from,
    contentDir: to,
    stated: { indicators: [], year: 2000 },
    isDryRun: false,
    childEntry: join(import.meta.dirname, 'import-one.ts'),
    office: program,
  });
  const wall = (performance.now() - start) / 1000;
  const { peak, ownPeak, childPeak, cpuSeconds } = stop();
  const each = (seconds: number) => (seconds / made.length).toFixed(2);
  return {
    outcomes: made,
    took: `${each(wall)} s a file (${wall.toFixed(1)} s), ${each(cpuSeconds)} s of processor time a file; peak ${mega(peak)}, the command itself ${mega(ownPeak)}, its largest child ${mega(childPeak)}`,
  };
}

/** Files of a kind are those with its extension, archives aside. */
async function measureKinds(): Promise<void> {
  const kinds = new Map<string, string[]>();
  for (const outcome of outcomes) {
    const path = pathOf(outcome);
    const kind = path === undefined ? '' : extname(path).toLowerCase();
    if (path !== undefined) kinds.set(kind, [...(kinds.get(kind) ?? []), path]);
  }
  for (const [kind, paths] of [...kinds].sort()) {
    for (const [name, program] of [
      ['with LibreOffice', wanted],
      ['without', undefined],
    ] as const) {
      if (name === 'with LibreOffice' && program === undefined) continue;
      const { took: line } = await measure(paths, join(scratch, `${name}${kind}`), program);
      console.log(`${paths.length} ${kind} ${name}: ${line}`);
    }
  }
}

/** Where a source of an outcome lies. */
function pathOf({ source }: ImportOutcome): string | undefined {
  return sources
    .map((path) => (basename(path) === source ? path : join(path, source)))
    .find((path) => existsSync(path));
}

/** A line of another program's text that is in no part of the import; undefined where all are. */
function lostLine(outcome: ImportOutcome): string | undefined {
  const report = readFileSync(join(contentDir, outcome.report ?? ''), 'utf8');
  const body = report.slice(report.indexOf('\n---\n', 4) + 5);
  const tree = parseMarkdown(body);
  const place = { file: 'a.md', year: 2000, slug: 'a', base: '/', attachments: new Set<string>() };
  const { html } = renderMarkdown(body, tree, rawHtmlOf(tree).length > 0, place).body;
  const front = parse(report.slice(4, report.length - body.length - 4)) as { title?: string };
  const shown = bare(
    [
      shownText(html),
      front.title ?? '',
      ...outcome.dropped,
      ...outcome.review,
      ...outcome.frame,
    ].join('\n'),
  );
  return others
    .get(outcome.source)
    ?.find((line) => runs(line).some((run) => !shown.includes(run) && !isNoted(run, shown)));
}

/** A run in which the other program has set a note's sign: both its parts are there. */
function isNoted(run: string, shown: string): boolean {
  return [...run.matchAll(/[ivx]{1,4}/g)].some(
    ({ 0: sign, index }) =>
      shown.includes(run.slice(0, index)) && shown.includes(run.slice(index + sign.length)),
  );
}

/** The lines that another program finds in each source, by its name in the import. */
function otherTexts(): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  const staged = new Map<string, string>();
  for (const [index, outcome] of written.entries()) {
    const path = pathOf(outcome);
    if (path === undefined || extname(path) === '.txt') continue;
    if (extname(path) === '.pdf') {
      const { stdout } = spawnSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' });
      texts.set(outcome.source, (stdout ?? '').split('\n'));
      continue;
    }
    const copy = join(scratch, `${index}${extname(path)}`);
    copyFileSync(path, copy);
    staged.set(outcome.source, copy);
  }
  if (office === undefined) return texts;
  const profile = `-env:UserInstallation=file://${join(scratch, 'profile')}`;
  const to = ['--convert-to', 'txt:Text (encoded):UTF8', '--outdir', scratch];
  const copies = [...staged.values()];
  for (let at = 0; at < copies.length; at += 100) {
    spawnSync(office, [profile, '--headless', ...to, ...copies.slice(at, at + 100)], {
      stdio: 'ignore',
      timeout: 600_000,
    });
  }
  for (const [source, copy] of staged) {
    const text = `${copy.slice(0, -extname(copy).length)}.txt`;
    if (existsSync(text)) texts.set(source, readFileSync(text, 'utf8').split('\n'));
  }
  return texts;
}

/** The runs of letters of a line; a sign of a note (`i`, `iv`) at the end of one is the other program's own. */
function runs(line: string): string[] {
  return bare(line)
    .split(/[^\p{L}]+/u)
    .map((run) => run.replace(/(?<=.)[ivx]{1,4}$/, ''))
    .filter((run) => run.length > 1);
}

function bare(text: string): string {
  return text.replace(/[\s\u200b-\u200f\ufeff\ufffc\ufffd\u2011\ue000-\uf8ff-]+/g, '');
}
