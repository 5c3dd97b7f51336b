import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { z } from 'zod';
import { ContentMemory } from '../../archive/content-memory.ts';
import { type OpenedContent, openContent } from '../../archive/open-archive.ts';
import type { ReadReport } from '../../archive/read/read-report.ts';
import { redirectsFile, reportAddress } from '../../model/address.ts';
import type { GlossaryEntry } from '../../model/glossary.ts';
import { redirectsSchema } from '../../model/redirect.ts';
import { type Author, commitFiles } from '../content/commit.ts';
import { ContentFolder, newFile, PathRefused } from '../content/content-folder.ts';
import { type Draft, Drafts } from '../content/drafts.ts';
import { editFrontMatter, isEditable } from '../content/edit-front-matter.ts';
import { withGlossaryEntry } from '../content/glossary-entry.ts';
import { type MovedAddress, withMovedAddress } from '../content/moved-address.ts';
import {
  bytesHash,
  composeReport,
  type ReportFile,
  readReportFile,
  reportBytes,
} from '../content/report-file.ts';
import { type EditForm, editedReport, leadLines, openForm } from '../form/edit-form.ts';
import { type PlacedProblem, placeProblems } from '../form/problems-by-field.ts';

/** A form with what the archive makes of it. */
export interface JudgedForm {
  readonly form: EditForm;
  readonly opened: OpenedContent;
  /** Undefined where front matter and text cannot be told apart. */
  readonly report: ReadReport | undefined;
  readonly problems: readonly PlacedProblem[];
}

const authorSchema = z.strictObject({ name: z.string(), email: z.string() });
/** What was opened is kept as long as somebody may still come back to it. */
const keptFor = 60 * 24 * 60 * 60 * 1000;

/** What the editor's pages are about: one content folder, its reports, and what is being written of them. */
export class EditDesk {
  readonly folder: ContentFolder;
  readonly drafts: Drafts;
  readonly #memory = new ContentMemory();
  readonly #cache: string;

  /** @param cacheDir absolute; below it each content folder has its own place */
  constructor(contentDir: string, cacheDir: string) {
    this.folder = new ContentFolder(contentDir);
    const own = createHash('sha256').update(this.folder.root).digest('hex').slice(0, 16);
    this.#cache = join(cacheDir, own);
    this.drafts = new Drafts(join(this.#cache, 'drafts'));
    mkdirSync(join(this.#cache, 'opened'), { recursive: true });
    for (const name of readdirSync(join(this.#cache, 'opened'))) {
      const path = join(this.#cache, 'opened', name);
      if (Date.now() - statSync(path).mtimeMs > keptFor) rmSync(path, { force: true });
    }
  }

  /** The whole folder as the archive sees it. */
  look(typed?: ReadonlyMap<string, string>): Promise<OpenedContent> {
    return openContent(this.folder.root, { typed, memory: this.#memory });
  }

  /**
   * A report's form.
   *
   * @throws {PathRefused} where it cannot be edited here, with what to do
   */
  open(file: string, wantsText = false): EditForm {
    const bytes = this.folder.read(reportFile(file));
    if (bytes === undefined) throw new PathRefused(`没有 ${file} 这个文件，可能已经改名或者删去。`);
    const report = readReportFile(bytes);
    if (report === undefined)
      throw new PathRefused(`${file} 不是 UTF-8 编码的文字，不能直接编辑：先用“自动修补”。`);
    const hash = this.remember(bytes);
    return openForm({ file, opened: hash, origin: hash }, report, wantsText);
  }

  /**
   * The same form with the front matter as fields, or as text; nothing that was written is lost.
   *
   * @throws {PathRefused}
   */
  turn(form: EditForm, wantsText: boolean): EditForm {
    const bytes = this.bytes(form);
    const report = readReportFile(bytes);
    if (report === undefined) throw new PathRefused('里面有网页写不了的字符，不能保存。');
    const { file, opened } = form;
    return openForm({ file, opened, origin: this.remember(bytes) }, report, wantsText);
  }

  /** Keeps what a form refers to. */
  remember(bytes: Uint8Array): string {
    const hash = bytesHash(bytes);
    writeFileSync(this.#openedPath(hash), bytes, { mode: 0o600 });
    return hash;
  }

  /**
   * The file that a form was opened from, whatever stands there now.
   *
   * @throws {PathRefused} when nobody knows it any more
   */
  origin(form: EditForm): ReportFile {
    try {
      const report = readReportFile(readFileSync(this.#openedPath(form.origin)));
      if (report !== undefined) return report;
    } catch {
      // Told below.
    }
    throw new PathRefused('打开时的文件找不到了：请把写的内容复制出来，重新打开这篇报告。');
  }

  bytes(form: EditForm): Buffer {
    const origin = this.origin(form);
    return reportBytes(origin, editedReport(origin, form));
  }

  async judge(form: EditForm): Promise<JudgedForm> {
    const origin = this.origin(form);
    const edited = editedReport(origin, form);
    const text = composeReport(origin, edited);
    const opened = await this.look(new Map([[form.file, text]]));
    const report = opened.content?.reports.find(({ file }) => file === form.file);
    const beside = new Set([
      form.file,
      ...(report?.rendered.body.images ?? []).map(({ file }) => file),
    ]);
    const own = opened.problems.filter(({ file }) => beside.has(file));
    const problems = placeProblems(own, form.file, edited.frontMatter, leadLines(origin));
    return { form, opened, report, problems };
  }

  keepDraft(file: string, entries: Draft['entries']): void {
    this.drafts.keep({ file, time: Date.now(), entries });
  }

  /** Whether a form holds what its file does not. */
  isUnsaved(form: EditForm): boolean {
    return bytesHash(this.bytes(form)) !== form.opened;
  }

  /** @throws {FileChanged} when somebody else wrote it meanwhile */
  save(form: EditForm): string {
    const hash = this.folder.write(reportFile(form.file), this.bytes(form), form.opened);
    this.drafts.drop(form.file);
    return hash;
  }

  /** Text that a conflict is shown with. */
  savedText(file: string): string {
    return this.folder.read(file)?.toString('utf8').replace(/\r\n?/g, '\n') ?? '';
  }

  /**
   * @throws {PathRefused}
   * @throws {FileChanged} when there is such a report already
   */
  create(year: string, slug: string, fields: ReadonlyMap<string, unknown>): string {
    const file = this.folder.newReport(year, slug);
    const text = `---\n${editFrontMatter('', fields)}---\n\n`;
    this.folder.write(file, Buffer.from(text), newFile);
    return file;
  }

  /** Reports that were imported and have no year, hence no place, yet. */
  unplaced(): readonly string[] {
    try {
      return readdirSync(join(this.folder.root, '.imported'))
        .filter((name) => name.endsWith('.md'))
        .sort()
        .map((name) => `.imported/${name}`);
    } catch {
      return [];
    }
  }

  /**
   * Gives an imported report its year, and with it its place; its pictures go with it.
   *
   * @returns the report's new path
   * @throws {PathRefused}
   */
  place(file: string, year: string): string {
    if (!this.unplaced().includes(file)) throw new PathRefused('没有这个待定年度的文件。');
    const text = this.folder.read(file)?.toString('utf8') ?? '';
    const stem = posix.basename(file, '.md');
    const pictures = readdirSync(join(this.folder.root, '.imported')).filter(
      (name) => name.startsWith(`${stem}-`) && /^\d+\.[a-z]+$/.test(name.slice(stem.length + 1)),
    );
    const rename = (name: string, slug: string) => `${slug}${name.slice(stem.length)}`;
    let slug = stem;
    const isTaken = () =>
      [`${stem}.md`, ...pictures].some((name) =>
        this.folder.has(`reports/${year}/${rename(name, slug)}`),
      );
    let target = this.folder.newReport(year, slug);
    for (let number = 2; isTaken(); number += 1) {
      slug = `${stem}-${number}`;
      target = this.folder.newReport(year, slug);
    }
    const report = readReportFile(Buffer.from(text));
    if (report?.frontMatter === undefined || !isEditable(report.frontMatter))
      throw new PathRefused('这个文件的信息栏读不懂，请先编辑它。');
    let { body } = report;
    for (const name of pictures) body = body.replaceAll(name, rename(name, slug));
    const frontMatter = editFrontMatter(report.frontMatter, new Map([['year', Number(year)]]));
    for (const name of pictures) {
      const bytes = this.folder.read(`.imported/${name}`, Number.POSITIVE_INFINITY);
      if (bytes !== undefined)
        this.folder.write(`reports/${year}/${rename(name, slug)}`, bytes, newFile);
    }
    this.folder.write(target, reportBytes(report, { frontMatter, body }), newFile);
    for (const name of [posix.basename(file), ...pictures])
      rmSync(this.folder.resolve(`.imported/${name}`), { force: true });
    return target;
  }

  /** @throws an Error in Chinese when it contradicts an entry that is there */
  addGlossaryEntry(entry: GlossaryEntry): void {
    const bytes = this.folder.read('glossary.yaml');
    const text = withGlossaryEntry(bytes?.toString('utf8') ?? '', entry);
    this.folder.write(
      'glossary.yaml',
      Buffer.from(text),
      bytes === undefined ? newFile : bytesHash(bytes),
    );
  }

  /**
   * Gives a report another name in its year; pictures and attachments keep theirs.
   *
   * @param isKnown whether its address was public, so that it has to lead on
   * @returns the new path
   * @throws {PathRefused} with the reason in Chinese
   * @throws {FileChanged} when there is such a report already
   */
  rename(file: string, slug: string, isKnown: boolean): string {
    const { bytes, year } = this.#removable(file);
    const target = this.folder.newReport(year, slug);
    if (target === file) throw new PathRefused('名字没有变。');
    const redirects = this.#withMoved({
      from: addressOf(file),
      to: addressOf(target),
      isRenamed: true,
      isTold: isKnown,
    });
    this.folder.write(target, bytes, newFile);
    redirects();
    rmSync(this.folder.resolve(file));
    return target;
  }

  /**
   * Takes a report out of the content folder; a copy is kept beside the drafts.
   *
   * @param to where its address leads, empty for nowhere
   * @returns where the copy is, absolute
   * @throws {PathRefused} with the reason in Chinese
   */
  withdraw(file: string, to: string, isKnown: boolean): string {
    const { bytes } = this.#removable(file);
    const redirects = this.#withMoved({
      from: addressOf(file),
      to: to === '' ? undefined : to,
      isRenamed: false,
      isTold: isKnown,
    });
    const kept = join(this.#cache, 'withdrawn', bytesHash(bytes).slice(0, 12));
    mkdirSync(kept, { recursive: true });
    const copy = join(kept, posix.basename(file));
    writeFileSync(copy, bytes);
    redirects();
    rmSync(this.folder.resolve(file));
    return copy;
  }

  #removable(file: string): { readonly bytes: Buffer; readonly year: string } {
    const bytes = this.folder.read(reportFile(file));
    if (bytes === undefined) throw new PathRefused(`没有 ${file} 这个文件，可能已经改名或者删去。`);
    if (this.drafts.find(file) !== undefined)
      throw new PathRefused('这一篇还有没有保存的内容：请先打开它，保存或者不要，再来改名、撤下。');
    return { bytes, year: file.split('/')[1] ?? '' };
  }

  /** Judges what redirects.yaml is to say of an address that went; what it returns writes it. */
  #withMoved(moved: MovedAddress): () => void {
    const { from, to } = moved;
    const entry = { from, ...(to !== undefined && { to }) };
    if (!redirectsSchema.safeParse([entry]).success)
      throw new PathRefused('要转到的网址不对：写 /reports/2019/x/ 这样的，或者 https:// 开头的。');
    const bytes = this.folder.read(redirectsFile);
    const before = bytes?.toString('utf8') ?? '';
    const text = withMovedAddress(before, moved);
    if (text === undefined)
      throw new PathRefused('redirects.yaml 的写法这里改不了：请先用记事本改好。');
    const opened = bytes === undefined ? newFile : bytesHash(bytes);
    return () => {
      if (text !== before) this.folder.write(redirectsFile, Buffer.from(text), opened);
    };
  }

  /** The report and what its page shows beside it; what Git says when it refuses. */
  async commit(file: string, author: Author): Promise<string | undefined> {
    const { content } = await this.look();
    const report = content?.reports.find((one) => one.file === file);
    const attached = (report?.frontMatter?.attachments ?? []).map((one) =>
      posix.join(posix.dirname(file), one.file),
    );
    const shown = (report?.rendered.body.images ?? []).map((image) => image.file);
    const files = [file, ...attached, ...shown, 'glossary.yaml'].filter((one) => {
      try {
        return this.folder.has(one);
      } catch {
        return false;
      }
    });
    writeFileSync(join(this.#cache, 'author.json'), JSON.stringify(author), { mode: 0o600 });
    const title = report?.frontMatter?.title ?? posix.basename(file);
    return commitFiles(this.folder.root, [...new Set(files)], `编辑：${title}`, author);
  }

  /** Who committed last from here. */
  lastAuthor(): Author | undefined {
    try {
      return authorSchema.parse(JSON.parse(readFileSync(join(this.#cache, 'author.json'), 'utf8')));
    } catch {
      return undefined;
    }
  }

  #openedPath(hash: string): string {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new PathRefused('请重新打开这篇报告。');
    return join(this.#cache, 'opened', hash);
  }
}

/** The page of a report, by its path. */
export function addressOf(file: string): string {
  const [, year, name = ''] = file.split('/');
  return reportAddress({ year: Number(year), slug: posix.basename(name, '.md') });
}

/**
 * A path that may be a report's; how it is called is for `check` to judge.
 *
 * @throws {PathRefused}
 */
export function reportFile(file: string): string {
  if (!/^reports\/\d{4}\/[^/]+\.md$/.test(file)) throw new PathRefused('这里只能编辑报告。');
  return file;
}
