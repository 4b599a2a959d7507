/** A real Chromium for tests of pages, driven over its debugging pipe; nothing listens on a port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** Path of a program, by the names it may have; undefined where none is on PATH. */
export function onPath(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
}

/** How a page is looked at. */
export interface View {
  width: number;
  height?: number;
  dark?: boolean;
  /** False: as for a reader without scripts. */
  scripts?: boolean;
}

/** What a page said while it was open. */
export interface Told {
  /** Errors and warnings of the console, exceptions, breaches of the page's policy. */
  errors: string[];
  /** Addresses that it asked for. */
  requests: string[];
}

/** A page. */
export interface Page extends Told {
  /** The value of an expression, awaited. Code of the test is not bound by the policy of the page. */
  evaluate<T>(expression: string): Promise<T>;
  /** The page as PNG: all of it, or so many pixels from so far down. */
  screenshot(top?: number, height?: number): Promise<Buffer>;
  /** As printed, sizes as the page's own style has them. */
  pdf(): Promise<Buffer>;
}

/** A browser. */
export interface Browser {
  open(url: string, view: View): Promise<Page>;
  close(): Promise<void>;
}

interface Message {
  id?: number;
  sessionId?: string;
  method?: string;
  params?: Record<string, unknown>;
  result?: Record<string, unknown>;
  error?: { message: string };
}

/** Starts Chromium; undefined where there is none on PATH. */
export async function openBrowser(): Promise<Browser | undefined> {
  const program = onPath('chromium', 'chromium-browser', 'google-chrome', 'chrome');
  if (program === undefined) return undefined;
  const profile = mkdtempSync(join(tmpdir(), 'soc2-ready-chromium-'));
  const child = spawn(
    program,
    [
      ...[
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--no-first-run',
        '--hide-scrollbars',
      ],
      ...[
        '--disable-extensions',
        '--disable-background-networking',
        '--remote-debugging-pipe',
        `--user-data-dir=${profile}`,
      ],
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const pipe = new Pipe(child);
  return {
    open: (url, view) => openPage(pipe, url, view),
    close: async () => {
      const ended = new Promise((done) => child.once('exit', done));
      await pipe.send('Browser.close').catch(() => child.kill('SIGKILL'));
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function openPage(
  pipe: Pipe,
  url: string,
  { width, height = 900, dark = false, scripts = true }: View,
): Promise<Page> {
  const { targetId } = (await pipe.send('Target.createTarget', { url: 'about:blank' })) as { targetId: string };
  const { sessionId } = (await pipe.send('Target.attachToTarget', { targetId, flatten: true })) as {
    sessionId: string;
  };
  const send = (method: string, params: Record<string, unknown> = {}) => pipe.send(method, params, sessionId);
  const told: Told = { errors: [], requests: [] };
  const loaded = new Promise<void>((done) => {
    pipe.listen(sessionId, (method, params) => {
      if (method === 'Page.loadEventFired') done();
      note(told, method, params);
    });
  });
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await send(`${domain}.enable`);
  await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 500 });
  const features = [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }];
  await send('Emulation.setEmulatedMedia', { features });
  if (!scripts) await send('Emulation.setScriptExecutionDisabled', { value: true });
  await send('Page.navigate', { url });
  await loaded;
  return {
    ...told,
    evaluate: async <T>(expression: string) => {
      const answer = (await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })) as {
        result: { value: T };
        exceptionDetails?: { text: string; exception?: { description?: string } };
      };
      const wrong = answer.exceptionDetails;
      if (wrong !== undefined) throw new Error(wrong.exception?.description ?? wrong.text);
      return answer.result.value;
    },
    screenshot: async (top = 0, tall = 16_000) => {
      const { cssContentSize } = (await send('Page.getLayoutMetrics')) as { cssContentSize: { height: number } };
      const clip = { x: 0, y: top, width, height: Math.min(cssContentSize.height - top, tall), scale: 1 };
      return data(await send('Page.captureScreenshot', { captureBeyondViewport: true, clip }));
    },
    pdf: async () => data(await send('Page.printToPDF', { preferCSSPageSize: true, printBackground: true })),
  };
}

function data(answer: unknown): Buffer {
  return Buffer.from((answer as { data: string }).data, 'base64');
}

function note({ errors, requests }: Told, method: string, params: Record<string, unknown>): void {
  const text = JSON.stringify(params).slice(0, 400);
  if (method === 'Runtime.exceptionThrown') errors.push(text);
  if (method === 'Runtime.consoleAPICalled' && ['error', 'warning', 'assert'].includes(String(params.type)))
    errors.push(text);
  if (method === 'Log.entryAdded' && ['error', 'warning'].includes((params.entry as { level: string }).level))
    errors.push(text);
  if (method === 'Network.requestWillBeSent') requests.push((params.request as { url: string }).url);
}

/** Messages end in a NUL, in both directions. */
class Pipe {
  readonly #input: Writable;
  readonly #waiting = new Map<
    number,
    { done: (value: Record<string, unknown>) => void; fail: (error: Error) => void }
  >();
  readonly #listeners = new Map<string, (method: string, params: Record<string, unknown>) => void>();
  #rest = '';
  #last = 0;

  constructor(child: ChildProcess) {
    this.#input = child.stdio[3] as Writable;
    const output = child.stdio[4] as Readable;
    this.#input.on('error', () => undefined);
    output.setEncoding('utf8');
    output.on('data', (text: string) => this.#take(text));
    child.on('exit', () => {
      for (const { fail } of this.#waiting.values()) fail(new Error('Chromium ended'));
    });
  }

  send(method: string, params: Record<string, unknown> = {}, sessionId?: string): Promise<Record<string, unknown>> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((done, fail) => {
      this.#waiting.set(id, { done, fail });
      this.#input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  listen(sessionId: string, listener: (method: string, params: Record<string, unknown>) => void): void {
    this.#listeners.set(sessionId, listener);
  }

  #take(text: string): void {
    const parts = (this.#rest + text).split('\0');
    this.#rest = parts.pop() ?? '';
    for (const part of parts) {
      const { id, sessionId, method, params = {}, result = {}, error } = JSON.parse(part) as Message;
      if (id === undefined) this.#listeners.get(sessionId ?? '')?.(method ?? '', params);
      else if (error === undefined) this.#waiting.get(id)?.done(result);
      else this.#waiting.get(id)?.fail(new Error(error.message));
      if (id !== undefined) this.#waiting.delete(id);
    }
  }
}
