import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve, sep } from 'node:path';
import { parse } from 'yaml';
import { hashFile } from '../archive/read/regular-file.ts';
import { type Issuer, issuersSchema } from '../model/issuer.ts';
import { importInChild } from './import-in-child.ts';
import { ImportMemory } from './import-memory.ts';
import { type ImportedText, pictureName, pictureSlug } from './import-source.ts';
import { isArchive, isDocument } from './read/read-source.ts';
import { frontMatter, type StatedRecord, yearOf } from './write/front-matter.ts';
import { reportSlug } from './write/report-slug.ts';

export interface ImportOptions {
  /** Absolute paths of files and folders. */
  readonly sources: readonly string[];
  /** Absolute. */
  readonly contentDir: string;
  readonly stated: StatedRecord;
  /** Writes nothing. */
  readonly isDryRun: boolean;
  /** The script of a child process (scripts/import-one.ts), absolute. */
  readonly childEntry: string;
  /** Told after each file. */
  readonly onProgress?: ((done: number, all: number) => void) | undefined;
}

/** What became of one file. */
export interface ImportOutcome {
  /** As a clerk knows it: relative to what was named. */
  readonly source: string;
  /** `review`: written, and somebody has to look; `refused`: nothing was written. */
  readonly state: 'imported' | 'review' | 'refused' | 'skipped';
  /** The report, relative to the content folder; where it would be in a dry run. */
  readonly report?: string | undefined;
  readonly reason?: string | undefined;
  /** Each value of the record with the words it was found in. */
  readonly found: readonly {
    readonly field: string;
    readonly value: string;
    readonly words: string;
  }[];
  /** What was not found or disagrees. */
  readonly open: readonly string[];
  readonly dropped: readonly string[];
  readonly review: readonly string[];
}

/** Two cores is what the smallest machine has. */
const atOnce = 2;

/** Imports files and folders, each in a process of its own; never overwrites anything. */
export async function runImport(options: ImportOptions): Promise<readonly ImportOutcome[]> {
  const unpacked = mkdtempSync(join(tmpdir(), 'archive-unpacked-'));
  try {
    const found = options.sources.flatMap((source) => listSources(source));
    const importer = new Importer(options);
    const opened = await inParallel(found, (file) => openArchiveFile(file, options, unpacked));
    const files = opened.flat();
    let done = 0;
    return await inParallel(files, async (file) => {
      const outcome = 'state' in file ? file : await importer.import(file);
      done += 1;
      options.onProgress?.(done, files.length);
      return outcome;
    });
  } finally {
    rmSync(unpacked, { recursive: true, force: true });
  }
}

/** The answers in the order of the items, whichever comes first. */
async function inParallel<Item, Answer>(
  items: readonly Item[],
  answer: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const entries = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of entries) answers[index] = await answer(item);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return answers;
}

/** The files of an archive, or why it has none; any other file is its only one. */
async function openArchiveFile(
  file: SourceFile,
  { childEntry }: ImportOptions,
  unpacked: string,
): Promise<readonly (SourceFile | ImportOutcome)[]> {
  if (!isArchive(file.path)) return [file];
  const unpackTo = mkdtempSync(join(unpacked, 'archive-'));
  const answer = await importInChild(childEntry, { path: file.path, issuers: [], unpackTo });
  if (answer.kind === 'unpacked') {
    return answer.files.map(({ path, name }) => ({ path, name: `${file.name}/${name}` }));
  }
  return [
    {
      ...{ source: file.name, state: 'refused', found: [], open: [], dropped: [], review: [] },
      reason: answer.kind === 'refused' ? answer.reason : '压缩包打不开。',
    },
  ];
}

interface SourceFile {
  readonly path: string;
  readonly name: string;
}

/** A folder's documents in a fixed order, folders that browsers save beside pages aside. */
function listSources(path: string): SourceFile[] {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry?.isDirectory()) return [{ path, name: basename(path) }];
  const found: SourceFile[] = [];
  const visit = (folder: string): void => {
    for (const item of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const inner = join(folder, item.name);
      if (item.name.startsWith('.') || item.name.startsWith('~$')) continue;
      if (item.isDirectory()) {
        if (!/[_.]files$/.test(item.name)) visit(inner);
      } else if (isDocument(item.name)) {
        found.push({ path: inner, name: relative(path, inner).split(sep).join('/') });
      }
    }
  };
  visit(resolve(path));
  return found;
}

class Importer {
  readonly #options: ImportOptions;
  readonly #memory: ImportMemory;
  readonly #issuers: readonly Issuer[];
  /** Hashes and reports of this run, so that two that run at once never take the same. */
  readonly #taken = new Map<string, string>();
  readonly #reports = new Set<string>();

  constructor(options: ImportOptions) {
    this.#options = options;
    this.#memory = new ImportMemory(options.contentDir);
    this.#issuers = readIssuers(options.contentDir);
  }

  async import({ path, name }: SourceFile): Promise<ImportOutcome> {
    const nothing = { source: name, found: [], open: [], dropped: [], review: [] };
    const refused = (reason: string): ImportOutcome => ({ ...nothing, state: 'refused', reason });
    if (!existsSync(path)) return refused('没有这个文件。');
    const sha256 = hashOf(path);
    if (sha256 === undefined) return refused('文件读不出来。');
    const before = this.#memory.reportOf(sha256);
    if (before !== undefined && existsSync(join(this.#options.contentDir, before))) {
      return { ...nothing, state: 'skipped', report: before, reason: '以前导入过，没有再导入。' };
    }
    const twin = this.#taken.get(sha256);
    if (twin !== undefined)
      return { ...nothing, state: 'skipped', reason: `与“${twin}”是同一个文件。` };
    this.#taken.set(sha256, name);
    const answer = await importInChild(this.#options.childEntry, { path, issuers: this.#issuers });
    if (answer.kind === 'refused') return refused(answer.reason);
    if (answer.kind === 'unpacked') return refused('压缩包打不开。');
    const report = this.#write(path, name, sha256, answer);
    const { findings, open } = answer.record;
    const { stated } = this.#options;
    const left = open.filter((line) => !isStated(line, stated));
    if (stated.indicators.length === 0)
      left.push('没有写指标：请写上 indicators，或者导入时加 --indicator 版本/代码。');
    const isClean = left.length === 0 && answer.review.length === 0;
    return {
      source: name,
      state: isClean ? 'imported' : 'review',
      report,
      found: findings,
      open: left,
      dropped: answer.dropped,
      review: answer.review,
    };
  }

  #write(path: string, name: string, sha256: string, imported: ImportedText): string {
    const { contentDir, stated, isDryRun } = this.#options;
    const { record, images } = imported;
    const year = yearOf(record, stated);
    // Without a year it has no place yet; the dot keeps the folder out of the site.
    const folder = year === undefined ? '.imported' : `reports/${year}`;
    const title = record.findings.find(({ field }) => field === 'title')?.value;
    const wanted = reportSlug(path, title);
    let slug = wanted;
    const isTaken = () =>
      this.#reports.has(`${folder}/${slug}`) ||
      [`${slug}.md`, ...images.map((image, index) => pictureName(slug, index, image))].some(
        (file) => existsSync(join(contentDir, folder, file)),
      );
    for (let number = 2; isTaken(); number += 1) slug = `${wanted}-${number}`;
    this.#reports.add(`${folder}/${slug}`);
    const report = `${folder}/${slug}.md`;
    if (isDryRun) return report;
    const dropped = imported.dropped.length === 0 ? '' : `未导入：${imported.dropped.join('，')}。`;
    const note = `由“${basename(path)}”导入。${dropped}`;
    const body = imported.body.replaceAll(`${pictureSlug}-`, `${slug}-`);
    mkdirSync(join(contentDir, folder), { recursive: true });
    for (const [index, image] of images.entries()) {
      const file = join(contentDir, folder, pictureName(slug, index, image));
      writeFileSync(file, Buffer.from(image.base64, 'base64'), { flag: 'wx' });
    }
    const text = `---\n${frontMatter(record, stated, note)}---\n\n${body}`;
    writeFileSync(join(contentDir, report), text, { flag: 'wx' });
    this.#memory.remember(sha256, { source: name, report });
    return report;
  }
}

/** Whether the clerk has stated what a line says was not found. */
function isStated(line: string, { year, issuer }: StatedRecord): boolean {
  return (
    (year !== undefined && line.startsWith('没有找到年度')) ||
    (issuer !== undefined && line.startsWith('没有找到发布机构'))
  );
}

/** The issuers that a title page can be matched against; none where the file cannot be read. */
function readIssuers(contentDir: string): readonly Issuer[] {
  try {
    return issuersSchema.parse(parse(readFileSync(join(contentDir, 'issuers.yaml'), 'utf8')));
  } catch {
    return [];
  }
}

function hashOf(path: string): string | undefined {
  try {
    return hashFile(path).sha256;
  } catch {
    return undefined;
  }
}
