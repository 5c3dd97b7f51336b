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
import { deserialize, serialize } from 'node:v8';
import { parse } from 'yaml';
import { hashFile } from '../archive/read/regular-file.ts';
import { editionSchema } from '../model/indicator.ts';
import { type Issuer, issuersSchema } from '../model/issuer.ts';
import { type ListedAddress, readAddressList } from './address-list.ts';
import { ImportChild } from './import-in-child.ts';
import { ImportMemory } from './import-memory.ts';
import {
  type ImportAnswer,
  type ImportedText,
  pictureName,
  pictureSlug,
  type RefusedSource,
} from './import-source.ts';
import { type EditionSource, indicatorCandidates } from './indicators/find-candidates.ts';
import { Office, type OfficeResult, type OfficeTask } from './office/office.ts';
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
  /** Imports once more what was imported and whose report is nowhere to be found. */
  readonly isAgain?: boolean | undefined;
  /** How whoever reads the outcome asks for that: a command has options, a page has boxes to tick. */
  readonly howAgain?: string | undefined;
  /** The script of a child process (scripts/import-one.ts), absolute. */
  readonly childEntry: string;
  /** LibreOffice's program; undefined where it is not installed or not wanted. */
  readonly office?: string | undefined;
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
  /** Words taken for the frame around the text and left out, block by block. */
  readonly frame: readonly string[];
  readonly dropped: readonly string[];
  readonly review: readonly string[];
}

/** Two cores is what the smallest machine has. */
const atOnce = 2;

/** Files that LibreOffice is given in one run: its start costs a second, and what it makes is kept till they are read. */
const mostTogether = 40;

/** Imports files and folders, each read in a process of its own; never overwrites anything. */
export async function runImport(options: ImportOptions): Promise<readonly ImportOutcome[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'archive-import-'));
  const lanes = Array.from({ length: atOnce }, () => new Lane(options, scratch));
  try {
    const found = withAddresses(options.sources.flatMap((source) => listSources(source)));
    const opened = await inParallel(lanes, found, async (lane, file) =>
      'state' in file ? [file] : lane.open(file),
    );
    const importer = new Importer(options, opened.flat(), scratch);
    const { fresh } = importer;
    const size = Math.max(1, Math.min(mostTogether, Math.ceil(fresh.length / atOnce)));
    const groups = Array.from({ length: Math.ceil(fresh.length / size) }, (_, index) =>
      fresh.slice(index * size, (index + 1) * size),
    );
    await inParallel(lanes, groups, (lane, group) => importer.import(lane, group));
    return importer.outcomes;
  } finally {
    for (const lane of lanes) lane.end();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The answers in the order of the items, whichever comes first. */
async function inParallel<Item, Answer>(
  lanes: readonly Lane[],
  items: readonly Item[],
  answer: (lane: Lane, item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const entries = items.entries();
  const work = async (lane: Lane): Promise<void> => {
    for (const [index, item] of entries) answers[index] = await answer(lane, item);
  };
  await Promise.all(lanes.map(work));
  return answers;
}

/** Archives in archives are opened so deep, and no more where they have unpacked to so many bytes. */
const mostNested = 3;
const largestNested = 500_000_000;

/** What an archive and those in it have unpacked to so far, and how deep in it a reader is. */
interface UnpackedSize {
  bytes: number;
  depth: number;
}

/** One of the processes that read, with a LibreOffice of its own. */
class Lane {
  readonly child: ImportChild;
  readonly office: Office | undefined;
  readonly #scratch: string;

  constructor({ childEntry, office }: ImportOptions, scratch: string) {
    this.child = new ImportChild(childEntry);
    this.office = office === undefined ? undefined : new Office(office, scratch);
    this.#scratch = scratch;
  }

  /**
   * The files of an archive and of those in it, lists of addresses read, or why it has none; any other file is its only
   * one.
   */
  async open(
    file: SourceFile,
    around: UnpackedSize = { bytes: 0, depth: 0 },
  ): Promise<readonly (SourceFile | ImportOutcome)[]> {
    if (!isArchive(file.path)) return [file];
    const refused = (reason: string) => [outcomeOf(file.name, 'refused', { reason })];
    if (around.depth >= mostNested)
      return refused(`压缩包套了 ${mostNested} 层以上，没有打开；请解压后再导入。`);
    if (around.bytes > largestNested) return refused('里外的压缩包解压后太大，没有再打开。');
    const unpackTo = mkdtempSync(join(this.#scratch, 'archive-'));
    const answer = await this.child.ask({ path: file.path, issuers: [], unpackTo });
    if (answer.kind !== 'unpacked')
      return refused(answer.kind === 'refused' ? answer.reason : '压缩包打不开。');
    const files = answer.files.map(({ path, name }) => ({ path, name: `${file.name}/${name}` }));
    for (const { path } of files) around.bytes += statSync(path).size;
    const opened: (SourceFile | ImportOutcome)[] = [];
    for (const inner of withAddresses(files)) {
      if ('state' in inner) opened.push(inner);
      else opened.push(...(await this.#openInner(inner, around)));
    }
    return opened;
  }

  async #openInner(
    file: SourceFile,
    around: UnpackedSize,
  ): Promise<readonly (SourceFile | ImportOutcome)[]> {
    around.depth += 1;
    try {
      return await this.open(file, around);
    } finally {
      around.depth -= 1;
    }
  }

  /** What each source became, one after the other; LibreOffice sees all of them at once, but those that are unsound. */
  async *read(
    files: readonly SourceFile[],
    issuers: readonly Issuer[],
  ): AsyncGenerator<ImportAnswer, void> {
    const judged = await this.#judge(
      files.map(({ path }) => path),
      issuers,
    );
    for (const { path, listed } of files) {
      const verdict = judged.get(path);
      yield verdict?.kind === 'refused'
        ? verdict
        : await this.child.ask({ path, issuers, listed, office: verdict });
    }
    this.office?.forget();
  }

  async #judge(
    paths: readonly string[],
    issuers: readonly Issuer[],
  ): Promise<ReadonlyMap<string, OfficeResult | RefusedSource>> {
    const judged = new Map<string, OfficeResult | RefusedSource>();
    if (this.office === undefined) return judged;
    const tasks: OfficeTask[] = [];
    for (const path of paths) {
      const answer = await this.child.ask({ path, issuers, isJudgedOnly: true });
      if (answer.kind === 'refused') judged.set(path, answer);
      else if (answer.kind === 'sound' && answer.office !== undefined)
        tasks.push({ path, ...answer.office });
    }
    for (const [index, result] of (await this.office.convert(tasks)).entries())
      judged.set(tasks[index]?.path ?? '', result);
    return judged;
  }

  end(): void {
    this.child.end();
  }
}

function outcomeOf(
  source: string,
  state: ImportOutcome['state'],
  more: Partial<ImportOutcome>,
): ImportOutcome {
  return { source, state, found: [], open: [], frame: [], dropped: [], review: [], ...more };
}

interface SourceFile {
  readonly path: string;
  readonly name: string;
  /** The line of a list of addresses that says where it comes from. */
  readonly listed?: ListedAddress | undefined;
}

/** Lists of addresses among the sources give way to what they say: a page for each address, or that there is none. */
function withAddresses(files: readonly SourceFile[]): readonly (SourceFile | ImportOutcome)[] {
  const paths = files.map(({ path }) => resolve(path));
  const listed = new Map<string, ListedAddress>();
  const missing: ImportOutcome[] = [];
  const others = files.filter(({ path }) => {
    const list = readAddressList(path, paths);
    for (const line of list ?? []) {
      if (line.page !== undefined) listed.set(resolve(line.page), line);
      else {
        const reason = `没有找到它的网页（${line.where}）：未保存，请在浏览器打开后另存为网页，放在清单旁边，再导入一次。`;
        missing.push(outcomeOf(line.address, 'refused', { reason }));
      }
    }
    return list === undefined;
  });
  const known = new Set(others.map(({ path }) => resolve(path)));
  const more = [...listed.keys()].filter((path) => !known.has(path));
  return [
    ...[...others, ...more.map((path) => ({ path, name: basename(path) }))].map((file) => ({
      ...file,
      listed: listed.get(resolve(file.path)),
    })),
    ...missing,
  ];
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
      } else if (isDocument(inner)) {
        found.push({ path: inner, name: relative(path, inner).split(sep).join('/') });
      }
    }
  };
  visit(resolve(path));
  return found;
}

/** A file that has to be read. */
interface FreshFile extends SourceFile {
  readonly sha256: string;
  /** Where its outcome goes. */
  readonly place: number;
  /** How many are written before it. */
  readonly turn: number;
}

/**
 * Files are read by whoever has time and written in the order of their names (of one name: of their content), so that
 * which of two reports is called `x-2` depends on nothing else.
 */
class Importer {
  /** In the order in which they are written. */
  readonly fresh: readonly FreshFile[];
  readonly #options: ImportOptions;
  readonly #scratch: string;
  readonly #memory: ImportMemory;
  readonly #issuers: readonly Issuer[];
  readonly #editions: readonly EditionSource[];
  /** In the order in which the files were named. */
  readonly #outcomes: ImportOutcome[] = [];
  /** Reports of this run. */
  readonly #reports = new Set<string>();
  readonly #all: number;
  #done = 0;
  #written = 0;

  constructor(
    options: ImportOptions,
    files: readonly (SourceFile | ImportOutcome)[],
    scratch: string,
  ) {
    this.#options = options;
    this.#scratch = scratch;
    this.#memory = new ImportMemory(options.contentDir);
    this.#issuers = readIssuers(options.contentDir);
    this.#editions = readEditions(options.contentDir);
    this.#all = files.length;
    this.fresh = this.#sort(files);
  }

  /** Of every file, once all were imported. */
  get outcomes(): readonly ImportOutcome[] {
    return this.#outcomes;
  }

  async import(lane: Lane, group: readonly FreshFile[]): Promise<void> {
    const answers = lane.read(group, this.#issuers);
    for (const { turn } of group) {
      const { value } = await answers.next();
      // With its pictures an answer is large, and a slow file can keep many waiting.
      writeFileSync(this.#answerFile(turn), serialize(value ?? { kind: 'refused', reason: '' }));
      this.#tell();
      this.#writeReady();
    }
    await answers.return();
  }

  #answerFile(turn: number): string {
    return join(this.#scratch, `answer-${turn}`);
  }

  #writeReady(): void {
    for (;;) {
      const file = this.fresh[this.#written];
      const answerFile = this.#answerFile(this.#written);
      if (file === undefined || !existsSync(answerFile)) return;
      const answer = deserialize(readFileSync(answerFile)) as ImportAnswer;
      rmSync(answerFile);
      this.#written += 1;
      this.#outcomes[file.place] = this.#settle(file, file.sha256, answer);
    }
  }

  /** Settles what need not be read, and gives the rest. */
  #sort(files: readonly (SourceFile | ImportOutcome)[]): readonly FreshFile[] {
    const known = files.map((file, place) => ({
      file,
      place,
      sha256: 'state' in file ? '' : hashOf(file.path),
    }));
    const nameOf = (file: SourceFile | ImportOutcome) =>
      'state' in file ? file.source : file.name;
    known.sort(
      (a, b) =>
        inCodeUnits(nameOf(a.file), nameOf(b.file)) || inCodeUnits(a.sha256 ?? '', b.sha256 ?? ''),
    );
    const taken = new Map<string, string>();
    const fresh: FreshFile[] = [];
    for (const { file, place, sha256 } of known) {
      const settled = 'state' in file ? file : this.#known(file, sha256, taken);
      if (settled === undefined && !('state' in file) && sha256 !== undefined) {
        taken.set(sha256, file.name);
        fresh.push({ ...file, sha256, place, turn: fresh.length });
      } else if (settled !== undefined) {
        this.#outcomes[place] = settled;
        this.#tell();
      }
    }
    return fresh;
  }

  /** Why a file need not be read; undefined for one that has to be. */
  #known(
    { path, name }: SourceFile,
    sha256: string | undefined,
    taken: ReadonlyMap<string, string>,
  ): ImportOutcome | undefined {
    if (!existsSync(path)) return outcomeOf(name, 'refused', { reason: '没有这个文件。' });
    if (sha256 === undefined) return outcomeOf(name, 'refused', { reason: '文件读不出来。' });
    const before = this.#memory.reportOf(sha256);
    if (before !== undefined) {
      const found = this.#memory.whereNow(before, basename(path));
      if (found === before)
        return outcomeOf(name, 'skipped', { report: before, reason: '以前导入过，没有再导入。' });
      if (found !== undefined) {
        const reason = `以前导入过，报告后来移到了这里（原来是 ${before}），没有再导入。`;
        return outcomeOf(name, 'skipped', { report: found, reason });
      }
      if (this.#options.isAgain !== true) {
        const { howAgain } = this.#options;
        const how = howAgain === undefined ? '' : `；删掉了想重新导入，${howAgain}`;
        const reason = `以前导入过，但报告（${before}）不在了，没有再导入：改了名的不用管${how}。`;
        return outcomeOf(name, 'skipped', { reason });
      }
    }
    const twin = taken.get(sha256);
    if (twin === undefined) return undefined;
    return outcomeOf(name, 'skipped', { reason: `与“${twin}”是同一个文件。` });
  }

  #settle({ path, name }: SourceFile, sha256: string, answer: ImportAnswer): ImportOutcome {
    if (answer.kind !== 'imported') {
      const reason = answer.kind === 'refused' ? answer.reason : '压缩包打不开。';
      return outcomeOf(name, 'refused', { reason });
    }
    const report = this.#write(path, name, sha256, answer);
    const { findings, open, trailPlace } = answer.record;
    const { stated } = this.#options;
    const left = open.filter((line) => !isStated(line, stated));
    if (stated.indicators.length === 0 && trailPlace !== undefined)
      left.push(indicatorCandidates(trailPlace, this.#editions));
    else if (stated.indicators.length === 0) left.push('没有写指标：请写上 indicators。');
    const isClean = left.length === 0 && answer.review.length === 0;
    const { frame, dropped, review } = answer;
    const more = { report, found: findings, open: left, frame, dropped, review };
    return outcomeOf(name, isClean ? 'imported' : 'review', more);
  }

  #tell(): void {
    this.#done += 1;
    this.#options.onProgress?.(this.#done, this.#all);
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

function inCodeUnits(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
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

/** The editions that can be read. */
function readEditions(contentDir: string): readonly EditionSource[] {
  const folder = join(contentDir, 'indicators');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      try {
        return [editionSchema.parse(parse(readFileSync(join(folder, name), 'utf8')))];
      } catch {
        return [];
      }
    });
}

function hashOf(path: string): string | undefined {
  try {
    return hashFile(path).sha256;
  } catch {
    return undefined;
  }
}
