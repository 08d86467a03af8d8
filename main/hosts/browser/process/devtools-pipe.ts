/**
 * The DevTools protocol over the two pipes that `--remote-debugging-pipe` opens (file descriptors 3 and 4): JSON messages
 * that end with a zero byte. Used to lead windows to their page, to see what becomes of them, for pictures, and for an
 * orderly close. Nothing stays attached to a page: an attached session costs the page more than the media gateway does.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Readable, Writable } from 'node:stream';
import { AppError } from '../../../errors.ts';
import { log } from '../../../log.ts';

const ANSWER_WITHIN_MS = 15_000;
const HISTORY_TRIES = 40;
const HISTORY_PAUSE_MS = 50;

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: { readonly targetId?: string; readonly targetInfo?: TargetInfo };
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A target in Chromium's sense: a page, a worker, or another part that can be inspected. */
export interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
  /** The page that opened this one. */
  readonly openerId?: string;
}

/** Events in the life of a browser's targets. */
export type TargetEvent =
  | { readonly kind: 'seen'; readonly info: TargetInfo }
  | { readonly kind: 'crashed' | 'gone'; readonly targetId: string };

interface TargetList {
  readonly targetInfos: readonly TargetInfo[];
}

export class DevtoolsPipe {
  readonly #input: Writable;
  readonly #pending = new Map<number, Pending>();
  #chunks: Buffer[] = [];
  #nextId = 1;
  #isClosed = false;
  #onTarget: (event: TargetEvent) => void = () => {};

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
    return this.withSession(page.targetId, async (sessionId) => {
      const picture = await this.send('Page.captureScreenshot', { format: 'png' }, sessionId);
      return Buffer.from((picture as { readonly data: string }).data, 'base64');
    });
  }

  /** Attaches to a target for as long as `use` takes. @throws {AppError} `internal` when the target is gone. */
  async withSession<T>(targetId: string, use: (sessionId: string) => Promise<T>): Promise<T> {
    const attached = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const { sessionId } = attached as { readonly sessionId: string };
    try {
      return await use(sessionId);
    } finally {
      await this.send('Target.detachFromTarget', { sessionId }).catch(() => undefined); // the window closed meanwhile
    }
  }

  /**
   * Leads a page to an address, and forgets the pages that the window showed before: there is no way back to them.
   *
   * @throws {AppError} `internal` when the window is gone or the address cannot be loaded.
   */
  async navigate(targetId: string, url: string): Promise<void> {
    await this.withSession(targetId, async (sessionId) => {
      const answer = (await this.send('Page.navigate', { url }, sessionId)) as { readonly errorText?: string };
      if (answer.errorText !== undefined) throw new AppError('internal', `the page did not load: ${answer.errorText}`);
      await this.#forgetHistory(sessionId);
    });
  }

  /** The browser refuses for the moment in which the new page takes over from the old one. */
  async #forgetHistory(sessionId: string): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await this.send('Page.resetNavigationHistory', {}, sessionId);
        return;
      } catch (error) {
        if (tries === HISTORY_TRIES || this.#isClosed) return log.warn('a window keeps its history', { error });
        await delay(HISTORY_PAUSE_MS, undefined, { ref: false });
      }
    }
  }

  /** @throws {AppError} `internal` when the target is gone. */
  async targetInfo(targetId: string): Promise<TargetInfo> {
    const answer = await this.send('Target.getTargetInfo', { targetId });
    return (answer as { readonly targetInfo: TargetInfo }).targetInfo;
  }

  /** Reports every target that exists, and from then on each that comes, changes its address, crashes or goes. */
  async followTargets(listener: (event: TargetEvent) => void): Promise<void> {
    this.#onTarget = listener;
    await this.send('Target.setDiscoverTargets', { discover: true });
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
    const event = targetEvent(answer);
    if (event !== null) this.#onTarget(event);
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

function targetEvent({ method, params }: Answer): TargetEvent | null {
  const { targetId, targetInfo } = params ?? {};
  if (method === 'Target.targetCreated' || method === 'Target.targetInfoChanged') {
    return targetInfo === undefined ? null : { kind: 'seen', info: targetInfo };
  }
  if (targetId === undefined) return null;
  if (method === 'Target.targetCrashed') return { kind: 'crashed', targetId };
  return method === 'Target.targetDestroyed' ? { kind: 'gone', targetId } : null;
}
