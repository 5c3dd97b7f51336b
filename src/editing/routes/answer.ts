import { systemFailure } from '../../building/explain-failure.ts';
import { SourceRefused } from '../../importing/source-document.ts';
import { Refusal } from '../../model/refusal.ts';
import { FileChanged, PathRefused } from '../content/content-folder.ts';
import { InputRefused } from '../content/input-refused.ts';
import { FormRefused } from '../form/read-form.ts';
import { html, type Markup } from '../pages/markup.ts';
import { type PageFrame, pageFrame } from '../pages/page-frame.ts';

/** What the server sends; `type` is a kind that it knows, or a media type. */
export type Answer =
  | { readonly status: number; readonly type: string; readonly body: string | Buffer }
  /** A file of the disk, to be kept by the browser. */
  | { readonly status: 200; readonly download: string }
  | { readonly status: 303; readonly to: string };

/** What is said at the top of a page. */
export type Message = PageFrame['message'];

/**
 * A whole page of the editor; status 200 unless it says otherwise.
 *
 * @param given.refused why what was sent was not taken: the page says it, with its status.
 */
export function page({
  refused,
  status = refused?.status ?? 200,
  message = refused && { kind: 'failed', text: refused.message },
  ...frame
}: PageFrame & {
  readonly status?: number | undefined;
  readonly refused?: InputRefused | undefined;
}): Answer {
  return { status, type: 'html', body: pageFrame({ ...frame, message }).html };
}

/** For the frame of the preview. */
export function framed(content: Markup): Answer {
  return { status: 200, type: 'frame', body: content.html };
}

/** For the page's own script. */
export function json(value: unknown): Answer {
  return { status: 200, type: 'json', body: JSON.stringify(value) };
}

/** After something was written, so that going back or again does not write it twice. */
export function goTo(to: string): Answer {
  return { status: 303, to };
}

/** The form of a report, with what was done to it. */
export function reportFormAddress(base: string, file: string, done?: string): string {
  const address = `${base}report?file=${encodeURIComponent(file)}`;
  return done === undefined ? address : `${address}&done=${done}`;
}

/** What nothing else was answered for: why, and where to go on. */
export function refusal(base: string, error: unknown): Answer {
  const status = statusOf(error);
  if (status === 500) console.error(error);
  return page({
    base,
    title: '没有做成',
    status,
    message: { kind: 'failed', text: reasonOf(error, status) },
    content: html`<p><a href="${base}">回到报告</a>，或者看看能不能<a href="${base}mend">自动修补</a>。</p>`,
  });
}

function statusOf(error: unknown): number {
  if (error instanceof FormRefused || error instanceof InputRefused) return error.status;
  if (error instanceof PathRefused) return 404;
  if (error instanceof FileChanged) return 409;
  return error instanceof Refusal || error instanceof SourceRefused ? 400 : 500;
}

/** In Chinese. */
function reasonOf(error: unknown, status: number): string {
  if (error instanceof FileChanged) return '文件刚被别的程序改过，没有写入；请再试一次。';
  if (status !== 500) return (error as Error).message;
  return systemFailure(error) ?? '程序出错了，没有写入任何文件。请把终端里的文字转给维护程序的人。';
}
