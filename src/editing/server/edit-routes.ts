import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, posix } from 'node:path';
import { lineDiff } from '../../archive/mend/line-diff.ts';
import { mendContent, writeMends } from '../../archive/mend/mend-content.ts';
import { systemFailure } from '../../building/explain-failure.ts';
import { findOffice } from '../../importing/office/find-office.ts';
import { type ImportOutcome, runImport } from '../../importing/run-import.ts';
import { SourceRefused } from '../../importing/source-document.ts';
import { escapeMarkdown } from '../../importing/write/escape-markdown.ts';
import { reportSlug } from '../../importing/write/report-slug.ts';
import type { GlossaryEntry } from '../../model/glossary.ts';
import { imageTypes, mediaTypeOf } from '../../model/media-type.ts';
import { Refusal } from '../../model/refusal.ts';
import { isWriting } from '../../model/writing.ts';
import { addAttachment, addPicture } from '../content/beside-file.ts';
import { type Author, isAuthor, isRepository, knownAuthor } from '../content/commit.ts';
import { FileChanged, PathRefused } from '../content/content-folder.ts';
import { pastedText } from '../content/pasted-text.ts';
import { readReportFile } from '../content/report-file.ts';
import { type EditForm, sentForm } from '../form/edit-form.ts';
import type { FieldTexts } from '../form/field-values.ts';
import { looseRecord } from '../form/loose-record.ts';
import { buildPage, buildState } from '../pages/build-page.ts';
import { conflictPage } from '../pages/conflict-page.ts';
import type { FieldContext } from '../pages/field-controls.ts';
import { importPage } from '../pages/import-page.ts';
import { listPage } from '../pages/list-page.ts';
import { html, type Markup } from '../pages/markup.ts';
import { mendPage } from '../pages/mend-page.ts';
import { movePage } from '../pages/move-page.ts';
import { newPage, newReportFields } from '../pages/new-page.ts';
import { type PageFrame, pageFrame } from '../pages/page-frame.ts';
import { decisionPage, previewNotice, previewPage } from '../pages/preview-page.ts';
import { problemCount, problemItems } from '../pages/problem-list.ts';
import { reportPage } from '../pages/report-page.ts';
import { glossaryEffect } from '../shown/glossary-effect.ts';
import { previewText, type Script } from '../shown/preview.ts';
import { addressOf, type EditDesk, type JudgedForm, reportFile } from './edit-desk.ts';
import { FormRefused, formEntries, formFiles, safeFileName } from './read-form.ts';
import { SetupDesk } from './setup-desk.ts';
import { type SetupAnswer, SetupRoutes } from './setup-routes.ts';
import type { SiteBuild } from './site-build.ts';

/** What the server sends; `type` is a kind that it knows, or a media type. */
export type Answer =
  | { readonly status: number; readonly type: string; readonly body: string | Buffer }
  /** A file of the disk, to be kept by the browser. */
  | { readonly status: 200; readonly download: string }
  | { readonly status: 303; readonly to: string };

export interface EditRouteOptions {
  readonly desk: EditDesk;
  readonly siteBuild: SiteBuild;
  /** Path below which everything stands; ends with a slash. */
  readonly base: string;
  /** The script of the import's child processes (scripts/import-one.ts), absolute. */
  readonly importEntry: string;
}

type Entries = [string, string][];

/** What each address of the editor answers. */
export class EditRoutes {
  readonly #options: EditRouteOptions;
  readonly #desk: EditDesk;
  readonly #base: string;
  readonly #setup: SetupRoutes;

  constructor(options: EditRouteOptions) {
    this.#options = options;
    this.#setup = new SetupRoutes({
      desk: new SetupDesk(options.desk.folder),
      look: () => options.desk.look(),
      base: options.base,
      importEntry: options.importEntry,
    });
    this.#desk = options.desk;
    this.#base = options.base;
  }

  get(path: string, query: URLSearchParams): Promise<Answer> {
    return this.#answer(() => {
      switch (path) {
        case '':
          return this.#list(query);
        case 'report':
          return this.#open(query);
        case 'report/move':
          return this.#moveForm(reportFile(query.get('file') ?? ''));
        case 'unplaced':
          return this.#unplaced(query.get('file') ?? '');
        case 'new':
          return this.#newReport(new Map(), '');
        case 'import':
          return this.#importForm();
        case 'mend':
          return this.#mend();
        case 'setup':
          return this.#setUp(this.#setup.show(query.get('done') ?? ''));
        case 'build':
          return this.#build();
        case 'build/state': {
          const { state } = this.#options.siteBuild;
          return json({ kind: state.kind, html: buildState(this.#base, state).html });
        }
        case 'build/zip': {
          const { zip } = this.#options.siteBuild.state;
          if (zip === undefined || !existsSync(zip)) throw new PathRefused('还没有做版本。');
          return { status: 200, download: zip };
        }
        case 'file':
          return this.#picture(query.get('path') ?? '');
        case 'report/preview':
          return this.#previewKept(query.get('file') ?? '');
        case 'preview-empty':
          return framed(previewNotice(this.#base, '按上面的按钮，看读者会看到的样子。'));
        default:
          throw new PathRefused('没有这一页。');
      }
    });
  }

  post(path: string, read: () => Promise<FormData>): Promise<Answer> {
    return this.#answer(async () => {
      const form = await read();
      const entries = formEntries(form);
      const one = (name: string) => entries.find(([key]) => key === name)?.[1] ?? '';
      switch (path) {
        case 'report/check':
          return this.#check(entries);
        case 'report/save':
          return this.#save(entries);
        case 'report/mode':
          return this.#turn(entries, one('to') === 'text');
        case 'report/preview':
          return this.#preview(entries, one('script') === 'hant' ? 'hant' : 'hans');
        case 'report/glossary':
        case 'report/glossary/site':
        case 'report/glossary/own': {
          const entry = {
            simplified: one('simplified').trim(),
            traditional: one('traditional').trim(),
          };
          const file = reportFile(one('file'));
          if (path.endsWith('/own')) return this.#addOwnEntry(file, entry);
          return path.endsWith('/site')
            ? this.#addGlossaryEntry(file, entry)
            : this.#weighGlossaryEntry(file, entry);
        }
        case 'report/picture':
          return this.#addPicture(entries, formFiles(form, 'picture'));
        case 'report/rename':
          return this.#rename(one('file'), one('slug').trim(), one('known') === 'yes');
        case 'report/withdraw':
          return this.#withdraw(one('file'), one('to').trim(), one('known') === 'yes');
        case 'report/attachment':
          return this.#addAttachment(entries, formFiles(form, 'attachment'));
        case 'report/picture-file':
          return this.#placePicture(one('file'), one('alt').trim(), formFiles(form, 'picture'));
        case 'report/paste': {
          const file = reportFile(one('file'));
          return json(
            await pastedText(one('html'), (bytes) => addPicture(this.#desk.folder, file, bytes)),
          );
        }
        case 'new':
          return this.#create(entries);
        case 'import':
          return this.#import(formFiles(form, 'files'), one('year'), one('issuer'));
        case 'import/place':
          return this.#place(one('file'), one('year'));
        case 'mend':
          return this.#writeMends();
        case 'setup/site':
          return this.#setUp(this.#setup.saveSite(entries));
        case 'setup/issuers':
          return this.#setUp(this.#setup.addIssuers(entries));
        case 'setup/table':
          return this.#setUp(this.#setup.readTable(entries, formFiles(form, 'table')));
        case 'setup/edition':
          return this.#setUp(this.#setup.writeEdition(entries));
        case 'build':
        case 'build/release':
          this.#options.siteBuild.start(path === 'build' ? 'site' : 'release');
          return { status: 303, to: `${this.#base}build` };
        default:
          throw new PathRefused('没有这一页。');
      }
    });
  }

  async #answer(work: () => Answer | Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      const status =
        error instanceof FormRefused
          ? error.status
          : error instanceof PathRefused
            ? 404
            : error instanceof FileChanged
              ? 409
              : error instanceof Refusal || error instanceof SourceRefused
                ? 400
                : 500;
      const said =
        error instanceof FileChanged
          ? '文件刚被别的程序改过，没有写入；请再试一次。'
          : status === 500
            ? (systemFailure(error) ??
              '程序出错了，没有写入任何文件。请把终端里的文字转给维护程序的人。')
            : (error as Error).message;
      if (status === 500) console.error(error);
      return this.#page({
        title: '没有做成',
        status,
        message: { kind: 'failed', text: said },
        content: html`<p><a href="${this.#base}">回到报告</a>，或者看看能不能<a href="${this.#base}mend">自动修补</a>。</p>`,
      });
    }
  }

  #page({ status = 200, ...frame }: Omit<PageFrame, 'base'> & { status?: number }): Answer {
    return { status, type: 'html', body: pageFrame({ ...frame, base: this.#base }).html };
  }

  async #setUp(answered: SetupAnswer | Promise<SetupAnswer>): Promise<Answer> {
    const answer = await answered;
    return 'to' in answer ? { status: 303, to: answer.to } : this.#page(answer);
  }

  async #list(query: URLSearchParams): Promise<Answer> {
    const { content, problems } = await this.#desk.look();
    const reports = content?.reports ?? [];
    const unread = (content?.files.reports ?? []).filter(
      (file) => !reports.some((report) => report.file === file),
    );
    const files = [...reports.map(({ file }) => file), ...unread];
    const said = query.get('done');
    return this.#page({
      title: '报告',
      here: '',
      message: said === 'mended' ? { kind: 'done', text: '修补写入了。' } : undefined,
      content: listPage({
        base: this.#base,
        reports,
        unread,
        unplaced: this.#desk.unplaced(),
        issuers: content?.issuers.value ?? [],
        problems,
        isUnready:
          content?.site === undefined ||
          (content.issuers.value ?? []).length === 0 ||
          content.editions.length === 0,
        drafts: new Set(files.filter((file) => this.#desk.drafts.find(file) !== undefined)),
        wanted: {
          year: query.get('year') ?? '',
          issuer: query.get('issuer') ?? '',
          words: (query.get('words') ?? '').trim(),
        },
      }),
    });
  }

  async #open(query: URLSearchParams): Promise<Answer> {
    const file = query.get('file') ?? '';
    const draft = this.#desk.drafts.find(file);
    if (query.get('draft') === 'drop') this.#desk.drafts.drop(file);
    if (query.get('draft') === 'open' && draft !== undefined) {
      const kept = sentForm(draft.entries);
      const form = this.#desk.turn(kept, kept.record.kind === 'text');
      return this.#report(form, { isUnsaved: true });
    }
    const done = query.get('done');
    const said =
      done === 'saved'
        ? '保存了。'
        : done === 'committed'
          ? '保存了，也提交到了 Git。'
          : done === 'renamed'
            ? '改了名字。'
            : done === 'made'
              ? '建好了，可以写正文了。'
              : undefined;
    const form = this.#desk.open(file);
    return this.#report(form, {
      draftTime: query.get('draft') === 'drop' ? undefined : draft?.time,
      message: said === undefined ? undefined : { kind: 'done', text: said },
    });
  }

  async #report(
    form: EditForm,
    more: {
      readonly isUnsaved?: boolean;
      readonly draftTime?: number | undefined;
      readonly notes?: readonly string[];
      readonly status?: number;
      readonly message?: PageFrame['message'];
    },
  ): Promise<Answer> {
    const judged = await this.#desk.judge(form);
    const title =
      looseRecord(judged.report?.yaml ?? '')('title') ?? form.file.split('/').at(-1) ?? '';
    return this.#page({
      title,
      ...(more.status === undefined ? {} : { status: more.status }),
      message: more.message,
      content: reportPage({
        base: this.#base,
        form,
        problems: judged.problems,
        context: contextOf(judged),
        author: await this.#author(),
        draftTime: more.draftTime,
        notes: more.notes,
        isUnsaved: more.isUnsaved ?? false,
      }),
    });
  }

  async #author(): Promise<Author | undefined> {
    const { root } = this.#desk.folder;
    if (!(await isRepository(root))) return undefined;
    return this.#desk.lastAuthor() ?? (await knownAuthor(root));
  }

  /** A form as it was sent, kept in case that the machine stops. */
  #sent(entries: Entries): EditForm {
    const form = sentForm(entries);
    reportFile(form.file);
    try {
      if (this.#desk.isUnsaved(form)) this.#desk.keepDraft(form.file, entries);
      else this.#desk.drafts.drop(form.file);
    } catch (error) {
      // A full disk must not stand in the way of what was asked; the browser keeps a draft too.
      if (systemFailure(error) === undefined) throw error;
    }
    return form;
  }

  async #check(entries: Entries): Promise<Answer> {
    const form = this.#sent(entries);
    const { problems } = await this.#desk.judge(form);
    const fields: Record<string, string> = {};
    for (const { field } of problems)
      fields[field] ??=
        problemItems(problems.filter((placed) => placed.field === field))?.html ?? '';
    return json({ count: problemCount(problems), isUnsaved: this.#desk.isUnsaved(form), fields });
  }

  async #save(entries: Entries): Promise<Answer> {
    const form = this.#sent(entries);
    try {
      this.#desk.save(form);
    } catch (error) {
      if (error instanceof FileChanged) return this.#conflict(form, error.bytes);
      const said = systemFailure(error);
      if (said === undefined) throw error;
      return this.#report(form, {
        isUnsaved: true,
        status: 500,
        message: { kind: 'failed', text: `没有保存：${said}您写的都在下面，原来的文件没有变。` },
      });
    }
    const address = `${this.#base}report?file=${encodeURIComponent(form.file)}&done=`;
    const one = (name: string) => entries.find(([key]) => key === name)?.[1].trim() ?? '';
    if (one('commit') !== 'yes') return { status: 303, to: `${address}saved` };
    const author = { name: one('author-name'), email: one('author-email') };
    const refused = isAuthor(author)
      ? await this.#desk.commit(form.file, author)
      : '请写上姓名和电子邮箱，再保存一次';
    if (refused === undefined) return { status: 303, to: `${address}committed` };
    return this.#report(this.#desk.open(form.file), {
      message: { kind: 'failed', text: `保存了，但没有提交到 Git：${refused}` },
    });
  }

  #conflict(form: EditForm, current: Buffer | undefined): Answer {
    const mine = readReportFile(this.#desk.bytes(form));
    const theirs = current?.toString('utf8').replace(/\r\n?/g, '\n') ?? '';
    const text = mine?.text.replace(/\r\n?/g, '\n') ?? '';
    return this.#page({
      title: '没有保存：文件被改过了',
      status: 409,
      content: conflictPage({
        base: this.#base,
        file: form.file,
        current: current === undefined ? undefined : this.#desk.remember(current),
        mine: { frontMatter: mine?.frontMatter ?? '', body: form.body },
        difference: lineDiff(theirs, text),
        theirs,
      }),
    });
  }

  #turn(entries: Entries, wantsText: boolean): Promise<Answer> {
    const form = this.#sent(entries);
    const turned = this.#desk.turn(form, wantsText);
    const isStuck = !wantsText && turned.record.kind === 'text';
    return this.#report(turned, {
      isUnsaved: this.#desk.isUnsaved(turned),
      ...(isStuck
        ? { message: { kind: 'failed', text: '信息栏里还有写错的地方，改好才能用表格填写。' } }
        : {}),
    });
  }

  async #preview(entries: Entries, script: Script): Promise<Answer> {
    return this.#shown(await this.#desk.judge(this.#sent(entries)), script);
  }

  #shown({ form, opened, report }: JudgedForm, script: Script, message?: string): Answer {
    const base = this.#base;
    if (report === undefined || opened.content === undefined)
      return framed(previewNotice(base, '信息栏没有结束，看不出正文从哪里开始：请先改好信息栏。'));
    const address = (file: string) => `${base}file?path=${encodeURIComponent(file)}`;
    const text = previewText(report, opened.content, script, address);
    return framed(previewPage({ base, file: form.file, script, text, message }));
  }

  /** What was last typed of a report, or what is saved. */
  #keptForm(file: string): EditForm {
    const draft = this.#desk.drafts.find(file);
    return draft === undefined ? this.#desk.open(file) : sentForm(draft.entries);
  }

  async #previewKept(file: string): Promise<Answer> {
    return this.#shown(await this.#desk.judge(this.#keptForm(reportFile(file))), 'hant');
  }

  /** Shows what an entry would change, before it is written anywhere. */
  async #weighGlossaryEntry(file: string, entry: GlossaryEntry): Promise<Answer> {
    const judged = await this.#desk.judge(this.#keptForm(file));
    const { content } = judged.opened;
    const fault = entryFault(entry);
    if (fault !== undefined || content === undefined) return this.#shown(judged, 'hant', fault);
    const effect = glossaryEffect(entry, content, file);
    return framed(decisionPage({ base: this.#base, file, entry, effect }));
  }

  /** Answers in the frame of the preview, with what is in the form above it. */
  async #addGlossaryEntry(file: string, entry: GlossaryEntry): Promise<Answer> {
    let said = entryFault(entry);
    if (said === undefined) {
      try {
        this.#desk.addGlossaryEntry(entry);
        said = `写进了全站的对照表：${entry.simplified} → ${entry.traditional}。`;
      } catch (error) {
        if (error instanceof FileChanged || !(error instanceof Error) || 'code' in error)
          throw error;
        said = error.message;
      }
    }
    return this.#shown(await this.#desk.judge(this.#keptForm(file)), 'hant', said);
  }

  /** An entry for one report goes into its form, to be saved with it. */
  #addOwnEntry(file: string, entry: GlossaryEntry): Promise<Answer> {
    const form = this.#keptForm(file);
    const { record } = form;
    const texts = record.kind === 'fields' ? record.texts.get('glossary') : undefined;
    const fault = entryFault(entry);
    if (fault !== undefined) return this.#kept(form, [fault]);
    if (record.kind !== 'fields' || texts?.kind !== 'rows')
      return this.#kept(form, ['繁简对照一项的写法这里改不了：请在信息栏原文里写。']);
    const rows = texts.rows.filter((row) => row.simplified !== entry.simplified);
    const { simplified, traditional } = entry;
    const fresh: FieldTexts = { kind: 'rows', rows: [...rows, { simplified, traditional }] };
    return this.#kept(
      {
        ...form,
        record: { kind: 'fields', texts: new Map([...record.texts, ['glossary', fresh]]) },
      },
      [`这一篇的繁简对照里加了一项：${entry.simplified} → ${entry.traditional}。保存以后才算数。`],
    );
  }

  async #addPicture(entries: Entries, files: readonly File[]): Promise<Answer> {
    const form = this.#sent(entries);
    const alt = entries.find(([key]) => key === 'alt')?.[1].trim() ?? '';
    const caret = Number(entries.find(([key]) => key === 'caret')?.[1] || form.body.length);
    const notes: string[] = [];
    let { body } = form;
    let at = Number.isInteger(caret) ? Math.min(Math.max(0, caret), body.length) : body.length;
    // A picture stands in a line of its own, never in the middle of one.
    const end = body.indexOf('\n', at);
    at = end === -1 ? body.length : end;
    for (const file of files) {
      const said = await refusalOf(async () => {
        const bytes = new Uint8Array(await file.arrayBuffer());
        const name = await addPicture(this.#desk.folder, form.file, bytes);
        const line = `\n\n![${escapeMarkdown(alt)}](${name})`;
        const after = body.slice(at);
        body = `${body.slice(0, at).trimEnd()}${line}${after.startsWith('\n\n') || after.trim() === '' ? after : `\n${after}`}`;
        at += line.length;
        notes.push(`图片放在了报告旁边：${name}，正文里加了一行。`);
        if (alt === '') notes.push('还没有写图上的内容：请在 ![ ] 的方括号里写上。');
      });
      if (said !== undefined) notes.push(said);
    }
    if (files.length === 0) notes.push('没有选图片文件。');
    return this.#kept({ ...form, body }, notes);
  }

  /** A picture that was pasted or dropped: its line is put into the text by the page. */
  async #placePicture(file: string, alt: string, files: readonly File[]): Promise<Answer> {
    const report = reportFile(file);
    const [picture] = files;
    if (picture === undefined) return json({ said: '没有收到图片。' });
    let markdown: string | undefined;
    const refused = await refusalOf(async () => {
      const bytes = new Uint8Array(await picture.arrayBuffer());
      const name = await addPicture(this.#desk.folder, report, bytes);
      markdown = `![${escapeMarkdown(alt)}](${name})`;
    });
    return json({ markdown, said: refused ?? '图片放在了报告旁边，正文里加了一行。' });
  }

  async #addAttachment(entries: Entries, files: readonly File[]): Promise<Answer> {
    const form = this.#sent(entries);
    const title = entries.find(([key]) => key === 'attachment-title')?.[1].trim() ?? '';
    const notes: string[] = [];
    let { record } = form;
    for (const file of files) {
      const said = await refusalOf(async () => {
        const texts = record.kind === 'fields' ? record.texts.get('attachments') : undefined;
        if (record.kind !== 'fields' || texts?.kind !== 'rows')
          throw new PathRefused('附件一项的写法这里改不了：请在信息栏原文里写。');
        const bytes = new Uint8Array(await file.arrayBuffer());
        const name = addAttachment(this.#desk.folder, form.file, file.name, bytes);
        const named = title === '' ? file.name.replace(/\.[^.]*$/, '') : title;
        const rows = texts.rows.filter((row) => Object.values(row).some((text) => text !== ''));
        const fresh: FieldTexts = { kind: 'rows', rows: [...rows, { file: name, title: named }] };
        record = { kind: 'fields', texts: new Map([...record.texts, ['attachments', fresh]]) };
        notes.push(`附件放在了报告旁边：${name}，信息栏里加了一项。`);
      });
      if (said !== undefined) notes.push(said);
    }
    if (files.length === 0) notes.push('没有选附件文件。');
    return this.#kept({ ...form, record }, notes);
  }

  /** Shows a form that the server changed, and keeps it as what was typed. */
  #kept(form: EditForm, notes: readonly string[]): Promise<Answer> {
    const turned = this.#desk.turn(form, form.record.kind === 'text');
    const { file, opened, origin, body } = turned;
    this.#desk.keepDraft(file, [
      ['file', file],
      ['opened', opened],
      ['origin', origin],
      ['mode', turned.record.kind],
      ...(turned.record.kind === 'text' ? [['yaml', turned.record.text] as [string, string]] : []),
      ['body', body],
    ]);
    return this.#report(turned, { isUnsaved: this.#desk.isUnsaved(turned), notes });
  }

  async #newReport(
    texts: ReadonlyMap<string, FieldTexts>,
    slug: string,
    fault?: string,
  ): Promise<Answer> {
    const opened = await this.#desk.look();
    const context = contextOf({ opened });
    return this.#page({
      title: '新建报告',
      here: 'new',
      ...(fault === undefined ? {} : { status: 400 }),
      content: newPage({ base: this.#base, context, texts, slug, fault }),
    });
  }

  async #create(entries: Entries): Promise<Answer> {
    const { record } = sentForm(entries);
    const texts = record.kind === 'fields' ? record.texts : new Map<string, FieldTexts>();
    const wanted = entries.find(([key]) => key === 'slug')?.[1].trim() ?? '';
    const fields = new Map<string, unknown>();
    for (const { key, kind } of newReportFields) {
      const own = texts.get(key);
      if (own?.kind === 'words') fields.set(key, own.words);
      else if (own?.kind === 'one' && own.text.trim() !== '')
        fields.set(key, kind === 'integer' ? Number(own.text) : own.text.trim());
    }
    const year = String(fields.get('year') ?? '');
    const title = fields.get('title');
    const slug = wanted !== '' ? wanted : reportSlug('', typeof title === 'string' ? title : '');
    const missing = newReportFields.filter(({ key }) => {
      const value = fields.get(key);
      return value === undefined || (Array.isArray(value) && value.length === 0);
    });
    if (missing.length > 0)
      return this.#newReport(
        texts,
        wanted,
        `还没有写：${missing.map(({ label }) => label).join('、')}。`,
      );
    try {
      const file = this.#desk.create(year, slug, fields);
      return { status: 303, to: `${this.#base}report?file=${encodeURIComponent(file)}&done=made` };
    } catch (error) {
      if (error instanceof FileChanged)
        return this.#newReport(texts, slug, `${year} 年已经有一篇叫 ${slug}，请换一个名字。`);
      if (error instanceof PathRefused) return this.#newReport(texts, slug, error.message);
      throw error;
    }
  }

  #moveForm(file: string): Answer {
    if (!this.#desk.folder.has(file)) throw new PathRefused(`没有 ${file} 这个文件。`);
    return this.#page({
      title: '改名或撤下',
      content: movePage({
        base: this.#base,
        file,
        address: addressOf(file),
        slug: posix.basename(file, '.md'),
      }),
    });
  }

  #rename(file: string, slug: string, isKnown: boolean): Answer {
    try {
      const target = this.#desk.rename(file, slug, isKnown);
      return {
        status: 303,
        to: `${this.#base}report?file=${encodeURIComponent(target)}&done=renamed`,
      };
    } catch (error) {
      if (error instanceof FileChanged)
        throw new PathRefused(`已经有一篇叫 ${slug}，请换一个名字。`);
      throw error;
    }
  }

  #withdraw(file: string, to: string, isKnown: boolean): Answer {
    const copy = this.#desk.withdraw(file, to, isKnown);
    return this.#page({
      title: '撤下了',
      message: { kind: 'done', text: `${file} 从内容文件夹里拿走了。` },
      content: html`<p>原文留在 <code>${copy}</code>。撤错了的，把它放回 <code>${file}</code>${isKnown ? '，再从 redirects.yaml 里去掉这一条' : ''}。</p><p><a class="button" href="${this.#base}">回到报告</a></p>`,
    });
  }

  async #importForm(outcomes?: readonly ImportOutcome[]): Promise<Answer> {
    const { content } = await this.#desk.look();
    return this.#page({
      title: '导入',
      here: 'import',
      content: importPage({ base: this.#base, issuers: content?.issuers.value ?? [], outcomes }),
    });
  }

  async #import(files: readonly File[], year: string, issuer: string): Promise<Answer> {
    if (year !== '' && !/^\d{4}$/.test(year)) throw new PathRefused('年度要写成四位数字。');
    const scratch = mkdtempSync(join(tmpdir(), 'archive-uploads-'));
    try {
      const sources: string[] = [];
      for (const [index, file] of files.entries()) {
        // Each in a folder of its own, so that two of one name are two.
        const folder = join(scratch, String(index));
        mkdirSync(folder);
        const path = join(folder, safeFileName(file.name));
        writeFileSync(path, new Uint8Array(await file.arrayBuffer()), { flag: 'wx' });
        sources.push(path);
      }
      const outcomes = await runImport({
        sources,
        contentDir: this.#desk.folder.root,
        stated: {
          year: year === '' ? undefined : Number(year),
          issuer: issuer === '' ? undefined : issuer,
          indicators: [],
        },
        isDryRun: false,
        childEntry: this.#options.importEntry,
        office: findOffice(),
      });
      return await this.#importForm(outcomes);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  #place(file: string, year: string): Answer {
    const placed = this.#desk.place(file, year);
    return { status: 303, to: `${this.#base}report?file=${encodeURIComponent(placed)}` };
  }

  #unplaced(file: string): Answer {
    if (!this.#desk.unplaced().includes(file)) throw new PathRefused('没有这个待定年度的文件。');
    return this.#page({
      title: file.replace('.imported/', ''),
      content: html`<p>还没有年度，所以还不能编辑。看过以后，回到<a href="${this.#base}">报告</a>那一页写上年度。</p>
<p><label for="content">全文</label></p><textarea id="content" rows="24" readonly class="code">
${this.#desk.savedText(file)}</textarea>`,
    });
  }

  #mend(): Answer {
    const mends = mendContent(this.#desk.folder.root);
    return this.#page({ title: '自动修补', here: 'mend', content: mendPage(this.#base, mends) });
  }

  #writeMends(): Answer {
    const { root } = this.#desk.folder;
    writeMends(root, mendContent(root));
    return { status: 303, to: `${this.#base}?done=mended` };
  }

  #build(): Answer {
    const { state } = this.#options.siteBuild;
    return this.#page({
      title: '生成网站',
      here: 'build',
      content: buildPage(this.#base, state),
    });
  }

  #picture(path: string): Answer {
    const type = extname(path).slice(1).toLowerCase();
    if (!path.startsWith('reports/') || !imageTypes.has(type))
      throw new PathRefused('没有这张图片。');
    const body = this.#desk.folder.read(path, 100_000_000);
    if (body === undefined) throw new PathRefused('没有这张图片。');
    return { status: 200, type: mediaTypeOf(type), body };
  }
}

/** Why an entry cannot be written, in Chinese; undefined when it can. */
function entryFault({ simplified, traditional }: GlossaryEntry): string | undefined {
  if (simplified === '' || traditional === '') return '简体和繁体都要写，没有写入。';
  if (!isWriting(simplified) || !isWriting(traditional)) return '里面有不是文字的符号，没有写入。';
  return simplified.length === traditional.length
    ? undefined
    : '简体和繁体的字数要相同，没有写入。';
}

function contextOf({ opened }: Pick<JudgedForm, 'opened'>): FieldContext {
  return {
    issuers: opened.content?.issuers.value ?? [],
    editions: (opened.content?.editions ?? [])
      .map(({ edition }) => edition)
      .sort((a, b) => (a.edition < b.edition ? 1 : -1)),
  };
}

function framed(content: Markup): Answer {
  return { status: 200, type: 'frame', body: content.html };
}

function json(value: unknown): Answer {
  return { status: 200, type: 'json', body: JSON.stringify(value) };
}

/** Why something was refused, in Chinese; undefined when it was done. */
async function refusalOf(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof PathRefused) return error.message;
    throw error;
  }
}
