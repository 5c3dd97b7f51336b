import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { root } from '../sites.ts';

const require = createRequire(import.meta.url);
const binaries = {
  72: ['chromium-72', 'bin/chromium-72.0.3617.0.br'],
  92: ['chromium-92', 'bin/chromium.br'],
} as const;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** The Chromium of an npm package, unpacked once into `.cache/browsers`. */
function executable(version: keyof typeof binaries): string {
  const [name, file] = binaries[version];
  const target = join(root, `.cache/browsers/chromium-${version}`);
  if (!existsSync(target)) {
    const packed = join(dirname(require.resolve(`${name}/package.json`)), file);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(`${target}.part`, brotliDecompressSync(readFileSync(packed)));
    chmodSync(`${target}.part`, 0o755);
    writeFileSync(target, readFileSync(`${target}.part`), { mode: 0o755 });
    rmSync(`${target}.part`);
  }
  return target;
}

/** One page of an old Chromium, driven over its own protocol: Playwright asks for what it does not know yet. */
export class OldChromium {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<
    number,
    { resolve: (value: Record<string, unknown>) => void; reject: (error: Error) => void }
  >();
  readonly #events = new Map<string, ((params: Record<string, unknown>) => void)[]>();
  /** Exceptions and console errors of the page, since it was opened. */
  readonly errors: string[] = [];
  #next = 1;

  private constructor(process: ChildProcess, profile: string, socket: WebSocket) {
    this.#process = process;
    this.#profile = profile;
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(String(data)) as Message;
      if (message.id !== undefined) {
        const call = this.#waiting.get(message.id);
        this.#waiting.delete(message.id);
        if (message.error) call?.reject(new Error(message.error.message));
        else call?.resolve(message.result ?? {});
      } else if (message.method) {
        for (const listen of this.#events.get(message.method) ?? []) listen(message.params ?? {});
      }
    });
  }

  static async open(version: keyof typeof binaries): Promise<OldChromium> {
    const profile = mkdtempSync(join(tmpdir(), `chromium-${version}-`));
    const child = spawn(
      executable(version),
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        // The packages' graphics library is not unpacked: pages are drawn in plain software.
        '--disable-software-rasterizer',
        // Several processes, as on a phone: in one (--single-process) Chromium 92 now and then spins for ever.
        '--disable-dev-shm-usage',
        '--hide-scrollbars',
        '--remote-debugging-port=0',
        `--user-data-dir=${profile}`,
        'about:blank',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const port = await new Promise<string>((resolve, reject) => {
      let said = '';
      const timer = setTimeout(
        () => reject(new Error(`Chromium ${version} did not start: ${said}`)),
        30_000,
      );
      child.stderr?.on('data', (data) => {
        said += data;
        const found = /listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(said);
        if (found) {
          clearTimeout(timer);
          resolve(found[1] as string);
        }
      });
      child.on('exit', (code) =>
        reject(new Error(`Chromium ${version} ended with ${code}: ${said}`)),
      );
    });
    // The port is open before the first page is.
    let target: { type: string; webSocketDebuggerUrl: string } | undefined;
    for (let look = 0; look < 50 && !target; look++) {
      if (look) await new Promise((resolve) => setTimeout(resolve, 100));
      const listed = await fetch(`http://127.0.0.1:${port}/json`);
      const targets = (await listed.json()) as { type: string; webSocketDebuggerUrl: string }[];
      target = targets.find(({ type }) => type === 'page');
    }
    if (!target) throw new Error(`Chromium ${version} opened no page`);
    const socket = new WebSocket(target.webSocketDebuggerUrl);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', reject, { once: true });
    });
    const browser = new OldChromium(child, profile, socket);
    browser.#on('Runtime.exceptionThrown', (params) => {
      browser.errors.push(JSON.stringify(params.exceptionDetails).slice(0, 400));
    });
    await browser.#call('Runtime.enable');
    await browser.#call('Page.enable');
    return browser;
  }

  async setWindow(width: number, height: number): Promise<void> {
    await this.#call('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: false,
    });
  }

  async setScript(enabled: boolean): Promise<void> {
    await this.#call('Emulation.setScriptExecutionDisabled', { value: !enabled });
  }

  async goto(url: string): Promise<void> {
    await this.#call('Page.navigate', { url });
    // By address and not by the load event: the first one to arrive may be that of about:blank.
    await this.until(
      `location.href === ${JSON.stringify(url)} && document.readyState === 'complete'`,
    );
  }

  /** The value of an expression in the page; a promise is waited for. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = (await this.#call('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })) as { result: { value: T }; exceptionDetails?: unknown };
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails).slice(0, 600));
    return result.value;
  }

  /** A press with the mouse in the middle of the first element that a selector finds. */
  async press(selector: string): Promise<void> {
    const { x, y } = await this.evaluate<{ x: number; y: number }>(
      `(() => { const r = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect(); return { x: r.left + r.width / 2, y: r.top + r.height / 2 } })()`,
    );
    for (const type of ['mousePressed', 'mouseReleased']) {
      await this.#call('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
    }
  }

  /** Text as an input method gives it, into what has the focus. */
  async type(text: string): Promise<void> {
    await this.#call('Input.insertText', { text });
  }

  async clearCache(): Promise<void> {
    await this.#call('Network.clearBrowserCache');
  }

  /** Waits until an expression is true; fails after ten seconds. */
  async until(expression: string): Promise<void> {
    for (const end = Date.now() + 10_000; ; ) {
      // Between two pages there is no document to ask; that is not yet true, and no error.
      if (await this.evaluate<boolean>(`Boolean(${expression})`).catch(() => false)) return;
      if (Date.now() > end) throw new Error(`never true: ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async screenshot(): Promise<Buffer> {
    const { data } = await this.#call('Page.captureScreenshot', { format: 'png' });
    return Buffer.from(data as string, 'base64');
  }

  async close(): Promise<void> {
    this.#socket.close();
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGKILL');
    await ended;
    rmSync(this.#profile, { recursive: true, force: true });
  }

  #on(method: string, listen: (params: Record<string, unknown>) => void): void {
    this.#events.set(method, [...(this.#events.get(method) ?? []), listen]);
  }

  #call(method: string, params: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      // A browser that hangs fails the test, which then ends the browser.
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new Error(`no answer to ${method}`));
      }, 60_000);
      const settle =
        <Value>(how: (value: Value) => void) =>
        (value: Value) => {
          clearTimeout(timer);
          how(value);
        };
      this.#waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }
}
