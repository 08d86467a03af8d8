/**
 * The DevTools protocol over the two pipes that `--remote-debugging-pipe` opens (file descriptors 3 and 4): JSON messages
 * that end with a zero byte. Used for pictures of the window, for pages that crashed, and for an orderly close.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Readable, Writable } from 'node:stream';
import { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import { Revival } from '../revival.ts';

const ANSWER_WITHIN_MS = 15_000;

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: { readonly targetId?: string };
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface TargetList {
  readonly targetInfos: readonly { readonly targetId: string; readonly type: string; readonly url: string }[];
}

export class DevtoolsPipe {
  readonly #input: Writable;
  readonly #pending = new Map<number, Pending>();
  #chunks: Buffer[] = [];
  #nextId = 1;
  #isClosed = false;
  #onCrash: (targetId: string) => void = () => {};

  /** @param input where commands go. @param output where answers come from. */
  constructor(input: Writable, output: Readable) {
    this.#input = input;
    output.on('data', (chunk: Buffer) => this.#read(chunk));
    for (const stream of [input, output]) {
      stream.on('error', () => this.#end()); // the browser ended; its exit is handled where it was started
      stream.on('close', () => this.#end());
    }
  }

  /** @throws {AppError} `internal` when the browser refuses, ends or stays silent for 15 s. */
  async send(method: string, params: object = {}, sessionId?: string): Promise<unknown> {
    if (this.#isClosed) throw new AppError('internal', `${method}: the browser has ended`);
    const id = this.#nextId++;
    const answered = new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
    this.#input.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
    const timer = new AbortController();
    const late = delay(ANSWER_WITHIN_MS, undefined, { signal: timer.signal, ref: false }).then(() => {
      throw new AppError('internal', `${method}: no answer from the browser`);
    });
    late.catch(() => {}); // aborted below whenever the answer was in time
    try {
      return await Promise.race([answered, late]);
    } finally {
      this.#pending.delete(id);
      timer.abort();
    }
  }

  /** A PNG of the first page whose URL starts with `origin`. */
  async capture(origin: string): Promise<Uint8Array> {
    const { targetInfos } = (await this.send('Target.getTargets')) as TargetList;
    const page = targetInfos.find((target) => target.type === 'page' && target.url.startsWith(origin));
    if (page === undefined) throw new AppError('internal', 'there is no window to capture');
    const attached = await this.send('Target.attachToTarget', { targetId: page.targetId, flatten: true });
    const { sessionId } = attached as { readonly sessionId: string };
    try {
      const picture = await this.send('Page.captureScreenshot', { format: 'png' }, sessionId);
      return Buffer.from((picture as { readonly data: string }).data, 'base64');
    } finally {
      await this.send('Target.detachFromTarget', { sessionId });
    }
  }

  /** Loads a page of `origin` again whenever its process crashes: at once, or after a pause when it keeps crashing. */
  async revivePages(origin: string): Promise<void> {
    const revivals = new Map<string, Revival>();
    this.#onCrash = (targetId) => {
      const revival = revivals.get(targetId) ?? new Revival();
      revivals.set(targetId, revival);
      const waitMs = revival.onDeath();
      log.error('the page process ended', { waitMs });
      void this.#reloadAfter(waitMs, targetId, origin);
    };
    await this.send('Target.setDiscoverTargets', { discover: true });
  }

  async #reloadAfter(waitMs: number, targetId: string, origin: string): Promise<void> {
    if (waitMs > 0) await delay(waitMs, undefined, { ref: false });
    try {
      if (!this.#isClosed) await this.#reload(targetId, origin);
    } catch (error) {
      // It may have been closed in between.
      log.error('the page did not come back', { error });
    }
  }

  async #reload(targetId: string, origin: string): Promise<void> {
    const attached = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const { sessionId } = attached as { readonly sessionId: string };
    const { targetInfos } = (await this.send('Target.getTargets')) as TargetList;
    const was = targetInfos.find((target) => target.targetId === targetId)?.url ?? '';
    // Its address names its window; a crash may have taken it.
    const url = was.startsWith(`${origin}/?`) ? was : `${origin}/`;
    await this.send('Page.navigate', { url }, sessionId);
    await this.send('Target.detachFromTarget', { sessionId });
  }

  #read(chunk: Buffer): void {
    let rest = chunk;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const text = Buffer.concat([...this.#chunks, rest.subarray(0, end)]).toString();
      this.#chunks = [];
      rest = rest.subarray(end + 1);
      this.#answer(JSON.parse(text) as Answer);
    }
    if (rest.length > 0) this.#chunks.push(rest);
  }

  #answer(answer: Answer): void {
    if (answer.method === 'Target.targetCrashed' && answer.params?.targetId !== undefined) {
      this.#onCrash(answer.params.targetId);
    }
    const pending = answer.id === undefined ? undefined : this.#pending.get(answer.id);
    if (answer.error === undefined) pending?.resolve(answer.result);
    else pending?.reject(new AppError('internal', `the browser refused: ${answer.error.message}`));
  }

  #end(): void {
    this.#isClosed = true;
    for (const pending of this.#pending.values()) pending.reject(new AppError('internal', 'the browser has ended'));
    this.#pending.clear();
  }
}
