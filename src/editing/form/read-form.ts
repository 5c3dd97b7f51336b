import type { IncomingMessage } from 'node:http';
import { extname } from 'node:path';

/** More than anybody sends, or not a form. */
export class FormRefused extends Error {
  override readonly name = 'FormRefused';
  readonly status: 400 | 413;

  constructor(status: 400 | 413, message: string) {
    super(message);
    this.status = status;
  }
}

/** A document of an office, its pictures included, and what the form itself holds; in bytes. */
export const largestRequest = 120_000_000;

/**
 * What a form sent, as names and values.
 *
 * @throws {FormRefused}
 */
export async function readForm(request: IncomingMessage): Promise<FormData> {
  const type = request.headers['content-type'] ?? '';
  if (!/^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type))
    throw new FormRefused(400, '不认识这种请求。');
  const tooMuch = () => new FormRefused(413, '内容太大，超过 120 MB；请分几次上传。');
  if (Number(request.headers['content-length'] ?? 0) > largestRequest) throw tooMuch();
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request) {
    length += (piece as Buffer).length;
    if (length > largestRequest) throw tooMuch();
    pieces.push(piece as Buffer);
  }
  try {
    return await new Response(Buffer.concat(pieces), {
      headers: { 'Content-Type': type },
    }).formData();
  } catch {
    throw new FormRefused(400, '请求不完整，请再试一次。');
  }
}

/** The last part of what a browser calls a file, as a name that every system takes. */
export function safeFileName(name: string): string {
  const last = name.replaceAll('\\', '/').split('/').at(-1) ?? '';
  const whole = last.replace(/[\p{Cc}<>:"|?*]/gu, '_');
  // No pattern: one that looks for dots before the end tries every dot anew.
  let end = whole.length;
  while (end > 0 && '. '.includes(whole.charAt(end - 1))) end -= 1;
  const plain = whole.slice(0, end).replace(/^\.+/, '');
  const suffix = extname(plain).slice(0, 12);
  const stem = [...plain.slice(0, plain.length - extname(plain).length)].slice(0, 60).join('');
  return `${stem === '' ? 'file' : stem}${suffix}`;
}
