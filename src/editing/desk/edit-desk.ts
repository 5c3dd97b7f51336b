import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContentMemory } from '../../archive/content-memory.ts';
import { type OpenedContent, openContent } from '../../archive/open-archive.ts';
import type { ReadReport } from '../../archive/read/read-report.ts';
import { ContentFolder, PathRefused } from '../content/content-folder.ts';
import { type Draft, Drafts } from '../content/drafts.ts';
import {
  bytesHash,
  composeReport,
  type ReportFile,
  readReportFile,
  reportBytes,
} from '../content/report-file.ts';
import { type EditForm, editedReport, leadLines, openForm } from '../form/edit-form.ts';
import { type PlacedProblem, placeProblems } from '../form/problems-by-field.ts';
import { reportFile } from './report-path.ts';

/** A form with what the archive makes of it. */
export interface JudgedForm {
  readonly form: EditForm;
  readonly opened: OpenedContent;
  /** Undefined where front matter and text cannot be told apart. */
  readonly report: ReadReport | undefined;
  readonly problems: readonly PlacedProblem[];
}

/** What was opened is kept as long as somebody may still come back to it. */
const keptFor = 60 * 24 * 60 * 60 * 1000;

/** What the editor's pages are about: one content folder, its reports, and what is being written of them. */
export class EditDesk {
  readonly folder: ContentFolder;
  readonly drafts: Drafts;
  readonly #memory = new ContentMemory();
  /** What is kept for this content folder, absolute. */
  readonly cacheDir: string;

  /** @param cacheDir absolute; below it each content folder has its own place */
  constructor(contentDir: string, cacheDir: string) {
    this.folder = new ContentFolder(contentDir);
    const own = createHash('sha256').update(this.folder.root).digest('hex').slice(0, 16);
    this.cacheDir = join(cacheDir, own);
    this.drafts = new Drafts(join(this.cacheDir, 'drafts'));
    mkdirSync(join(this.cacheDir, 'opened'), { recursive: true });
    for (const name of readdirSync(join(this.cacheDir, 'opened'))) {
      const path = join(this.cacheDir, 'opened', name);
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

  #openedPath(hash: string): string {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new PathRefused('请重新打开这篇报告。');
    return join(this.cacheDir, 'opened', hash);
  }
}
