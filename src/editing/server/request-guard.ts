import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The only address that is listened on. */
export const loopback = '127.0.0.1';

export type Verdict =
  | { readonly kind: 'welcome' }
  /** The address that was printed: gets the cookie and is sent on. */
  | { readonly kind: 'entering'; readonly cookie: string }
  /** In Chinese. */
  | { readonly kind: 'refused'; readonly status: 400 | 403; readonly reason: string };

/** Decides who may ask anything of the editor. */
export class RequestGuard {
  /** 256 bits, new for each start. */
  readonly token = randomBytes(32).toString('base64url');
  /**
   * Path below which everything stands: no secret, but cookies know no ports, and this keeps ours from other
   * programs of the same machine.
   */
  readonly base = `/${randomBytes(6).toString('hex')}/`;
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /** What a person opens. */
  get entrance(): string {
    return `http://${loopback}:${this.#port}${this.base}?token=${this.token}`;
  }

  get origin(): string {
    return `http://${loopback}:${this.#port}`;
  }

  judge(request: IncomingMessage): Verdict {
    const { headers, method = 'GET', url = '/' } = request;
    // A name that another site makes lead here (DNS rebinding) is not ours.
    if (headers.host !== `${loopback}:${this.#port}`)
      return refuse(403, `请打开 ${loopback} 开头的网址。`);
    if (!url.startsWith(this.base)) return refuse(403, '请打开终端里显示的网址。');
    if (method !== 'GET' && method !== 'HEAD') {
      if (method !== 'POST') return refuse(400, '不认识这种请求。');
      if (headers.origin !== this.origin) return refuse(403, '这个请求不是编辑页面发出的。');
    }
    const query = new URLSearchParams(url.split('?')[1] ?? '');
    const given = query.get('token');
    if (given !== null && method === 'GET') {
      if (!isSame(given, this.token))
        return refuse(403, '网址里的口令不对；请打开终端里最新显示的网址。');
      const cookie = `${this.#cookieName}=${this.token}; Path=${this.base}; HttpOnly; SameSite=Strict`;
      return { kind: 'entering', cookie };
    }
    const site = headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none')
      return refuse(403, '这个请求不是编辑页面发出的。');
    const cookie = (headers.cookie ?? '')
      .split(/;\s*/)
      .find((one) => one.startsWith(`${this.#cookieName}=`))
      ?.slice(this.#cookieName.length + 1);
    return cookie !== undefined && isSame(cookie, this.token)
      ? { kind: 'welcome' }
      : refuse(403, '请打开终端里显示的网址；编辑程序重新启动以后，网址会变。');
  }

  get #cookieName(): string {
    return `edit-${this.#port}`;
  }
}

function refuse(status: 400 | 403, reason: string): Verdict {
  return { kind: 'refused', status, reason };
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** What every answer carries: our own files and nothing else, framed by nobody but ourselves. */
export function editorHeaders(isFramed: boolean): readonly (readonly [string, string])[] {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    ...(isFramed
      ? ["frame-ancestors 'self'"]
      : ["script-src 'self'", "connect-src 'self'", "frame-src 'self'", "frame-ancestors 'none'"]),
  ];
  return [
    ['Content-Security-Policy', policy.join('; ')],
    ['X-Content-Type-Options', 'nosniff'],
    // Not less: without it browsers send no origin with a form.
    ['Referrer-Policy', 'same-origin'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Cache-Control', 'no-store'],
  ];
}
