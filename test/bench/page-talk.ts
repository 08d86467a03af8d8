/**
 * Asks a page of a running Chromium, and disconnects between two questions. A tool that stays connected gets every
 * frame of every WebSocket, which costs the page and the browser more than the gateway does; no tool watches an
 * operator's window.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { WebSocket } from 'ws';

const POLL_MS = 10;
const LIMIT_MS = 60_000;

interface Target {
  readonly type: string;
  readonly webSocketDebuggerUrl: string;
}

interface Evaluated {
  readonly result?: { readonly result: { readonly value?: unknown }; readonly exceptionDetails?: { text: string } };
  readonly error?: { readonly message: string };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export class PageTalk {
  readonly #portFile: string;

  /** @param profile folder that Chromium was started with; it writes its debugging port there. */
  constructor(profile: string) {
    this.#portFile = path.join(profile, 'DevToolsActivePort');
  }

  /** The value of an expression, awaited when it is a promise. Rejects when it throws or the page goes away meanwhile. */
  async ask<T>(expression: string): Promise<T> {
    const socket = new WebSocket(await this.#address(), { perMessageDeflate: false });
    try {
      const answer = await new Promise<Evaluated>((resolve, reject) => {
        const params = { expression, awaitPromise: true, returnByValue: true };
        socket.on('open', () => socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params })));
        socket.on('message', (data) => resolve(JSON.parse((data as Buffer).toString('utf8')) as Evaluated));
        socket.on('close', () => reject(new Error('the page closed')));
        socket.on('error', reject);
      });
      const trouble = answer.error?.message ?? answer.result?.exceptionDetails?.text;
      if (trouble !== undefined) throw new Error(`${trouble}, asked for ${expression.slice(0, 80)}`);
      return answer.result?.result.value as T;
    } finally {
      socket.close();
    }
  }

  /**
   * Waits until `condition` holds. The page checks it by itself, so that this side adds only the delay of one answer.
   */
  async until(condition: string): Promise<void> {
    const endsAtMs = performance.now() + LIMIT_MS;
    const check = `new Promise((done) => { const check = () => (${condition}) ? done(true) : setTimeout(check, 5); check(); })`;
    for (;;) {
      // A page that is still being opened, or redirected, loses the question.
      if (await this.ask(check).catch(() => false)) return;
      if (performance.now() > endsAtMs) throw new Error(`waited in vain for ${condition}`);
      await pause(POLL_MS);
    }
  }

  async #address(): Promise<string> {
    for (const endsAtMs = performance.now() + LIMIT_MS; performance.now() < endsAtMs; await pause(POLL_MS)) {
      const port = (await readFile(this.#portFile, 'utf8').catch(() => '')).split('\n')[0];
      if (!port) continue;
      const answer = await fetch(`http://127.0.0.1:${port}/json/list`).catch(() => null);
      const targets = answer?.ok ? ((await answer.json()) as Target[]) : [];
      const page = targets.find((target) => target.type === 'page');
      if (page) return page.webSocketDebuggerUrl;
    }
    throw new Error('Chromium opened no page');
  }
}
