/** Main's side of recordings that are played: their questions, their news, and what becomes of them without a worker. */
import { randomBytes } from 'node:crypto';
import { AppError, cancelled, toWireError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { PastNews, PastOrder } from '../messages/past-messages.ts';
import type { OpenPast, PastLease } from '../messages/types.ts';
import { checkUpstream } from '../messages/upstream-url.ts';
import type { Steered } from '../upstream/flv/past-flv.ts';
import type { PastView } from '../upstream/past-source.ts';
import { quarantined, type Quarantine } from './quarantine.ts';

interface GatewayPastOptions {
  /** @returns whether there is a worker. */
  send(order: PastOrder): boolean;
  /** The number of a new stream on the board. */
  nextNumber(): number;
  /** The address of a recording: the beginning of all its URLs. */
  addressOf(pastId: string): string;
  giveBack(pastId: string): void;
  readonly quarantine: Quarantine;
}

interface Past {
  readonly request: OpenPast;
  readonly number: number;
  /** Null once it is open. */
  opening: { resolve(view: PastView): void; reject(error: AppError): void } | null;
  readonly asking: Set<AbortController>;
}

export class GatewayPast {
  readonly #options: GatewayPastOptions;
  readonly #pasts = new Map<string, Past>();
  /** Questions of the worker that main works on. */
  readonly #asked = new Map<number, { readonly past: Past; readonly abort: AbortController }>();

  constructor(options: GatewayPastOptions) {
    this.#options = options;
  }

  /**
   * Opens a recording for one viewer. Nothing is left open when it fails.
   *
   * @throws {AppError} what `resolve` threw, `recording.none`, `media.*`, `network.*`, or `cancelled`.
   */
  async open(request: OpenPast, signal: AbortSignal): Promise<PastLease> {
    const { quarantine } = this.#options;
    if (signal.aborted) throw cancelled('playback.open');
    if (quarantine.holds(request.key)) throw quarantined();
    const id = randomBytes(16).toString('base64url');
    const { fromMs, atMs, endMs } = request;
    const past: Past = { request, number: this.#options.nextNumber(), opening: null, asking: new Set() };
    this.#pasts.set(id, past);
    const giveUp = (): void => past.opening?.reject(cancelled('playback.open'));
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      const view = await new Promise<PastView>((resolve, reject) => {
        past.opening = { resolve, reject };
        const order: PastOrder = { kind: 'open', pastId: id, stream: past.number, opening: { fromMs, atMs, endMs } };
        if (!this.#options.send(order)) reject(new AppError('media.gateway-down', 'no worker', { retryable: true }));
      });
      const url = this.#options.addressOf(id);
      return { id, ...view, url: view.transport === 'hls' ? `${url}/index.m3u8` : url };
    } catch (error) {
      this.close(id);
      throw error;
    } finally {
      past.opening = null;
      signal.removeEventListener('abort', giveUp);
    }
  }

  /** Closing twice is not an error. */
  close(id: string): void {
    const past = this.#pasts.get(id);
    if (past === undefined) return;
    this.#forget(id, past);
    this.#options.send({ kind: 'close', pastId: id });
  }

  /** The device of a recording was steered. */
  steered(id: string, steered: Steered): void {
    this.#options.send({ kind: 'steered', pastId: id, steered });
  }

  onNews(news: PastNews): void {
    if (news.kind === 'cancel-resolve') return this.#asked.get(news.requestId)?.abort.abort();
    const past = this.#pasts.get(news.pastId);
    if (past === undefined) return;
    if (news.kind === 'resolve') return void this.#resolve(past, news);
    if (news.kind === 'opened') return past.opening?.resolve(news.view);
    if (news.kind === 'refused') return past.opening?.reject(AppError.fromWire(news.error));
    if (news.event.kind === 'ended') this.close(news.pastId);
    past.request.onEvent(news.event);
  }

  /** There is no worker: every recording has to be opened again. @param culprit the number of the stream that hung it. */
  onDown(error: AppError, culprit: number | null): void {
    for (const [id, past] of [...this.#pasts]) {
      const isCulprit = past.number === culprit;
      if (isCulprit) {
        log.warn('a recording stopped the gateway worker and is held back', { key: past.request.key });
        this.#options.quarantine.add(past.request.key);
      }
      const cause = isCulprit ? quarantined() : error;
      this.#forget(id, past);
      if (past.opening === null) past.request.onEvent({ kind: 'down', error: cause.toWire() });
      else past.opening.reject(cause);
    }
  }

  #forget(id: string, past: Past): void {
    this.#pasts.delete(id);
    this.#options.giveBack(id);
    for (const abort of past.asking) abort.abort();
  }

  async #resolve(past: Past, { requestId, question }: Extract<PastNews, { kind: 'resolve' }>): Promise<void> {
    const abort = new AbortController();
    const asked = { past, abort };
    this.#asked.set(requestId, asked);
    past.asking.add(abort);
    // Worker threads number their questions from the start: a late answer must not reach a question of the next thread.
    const answer = (order: PastOrder): void => {
      past.asking.delete(abort);
      if (this.#asked.get(requestId) !== asked) return;
      this.#asked.delete(requestId);
      this.#options.send(order);
    };
    try {
      const piece = await past.request.resolve(question, abort.signal);
      if (piece.source !== null) checkUpstream(piece.source);
      answer({ kind: 'resolved', requestId, piece });
    } catch (error) {
      answer({ kind: 'unresolved', requestId, error: toWireError(error) });
    }
  }
}
