/** Main's side of clips, replays and files from the page: questions to the worker, and the news of its recordings. */
import { AppError } from '../../errors.ts';
import type { ClipProgress, RingAnswers, RingNews, RingOrder, RingQuestion } from '../messages/ring-messages.ts';

interface Waiting {
  readonly question: RingQuestion;
  resolve(value: RingAnswers[keyof RingAnswers]): void;
  reject(error: AppError): void;
}

const NOTHING_YET: ClipProgress = { parts: [], bytes: 0, sound: { kind: 'none' }, ended: null };

export class GatewayTools {
  readonly #send: (order: RingOrder) => boolean;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<(clipId: string, progress: ClipProgress) => void>();
  /**
   * The recordings of the worker with their newest progress; an entry appears when the worker reports that it records.
   */
  readonly #clips = new Map<string, ClipProgress>();
  #next = 1;

  /** @param send returns false when there is no worker to take it. */
  constructor(send: (order: RingOrder) => boolean) {
    this.#send = send;
  }

  /** @throws {AppError} the worker's refusal, or `media.gateway-down`. */
  ask<Q extends RingQuestion>(question: Q): Promise<RingAnswers[Q['kind']]> {
    const requestId = this.#next;
    this.#next += 1;
    return new Promise((resolve, reject) => {
      // The worker answers each question with its own kind of value.
      this.#waiting.set(requestId, { question, resolve: resolve as Waiting['resolve'], reject });
      if (!this.#send({ kind: 'ask', requestId, question })) this.onDown();
    });
  }

  stopClip(clipId: string): void {
    this.#send({ kind: 'stop-clip', clipId });
  }

  onClip(listener: (clipId: string, progress: ClipProgress) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onNews(news: RingNews): void {
    if (news.kind === 'clip') return this.#tell(news.clipId, news.progress);
    const waiting = this.#waiting.get(news.requestId);
    this.#waiting.delete(news.requestId);
    if (news.kind === 'answer') {
      if (waiting?.question.kind === 'start-clip') this.#clips.set(waiting.question.order.clipId, NOTHING_YET);
      waiting?.resolve(news.value);
    } else {
      waiting?.reject(AppError.fromWire(news.error));
    }
  }

  /** The worker is gone, and with it all open questions and recordings. */
  onDown(): void {
    for (const waiting of this.#waiting.values()) {
      waiting.reject(new AppError('media.gateway-down', 'the gateway worker ended', { retryable: true }));
    }
    this.#waiting.clear();
    const error = new AppError('media.gateway-down', 'the gateway worker ended', { retryable: true }).toWire();
    for (const [clipId, progress] of [...this.#clips]) {
      this.#tell(clipId, { ...progress, ended: { reason: 'failed', error } });
    }
  }

  #tell(clipId: string, progress: ClipProgress): void {
    if (progress.ended === null) this.#clips.set(clipId, progress);
    else this.#clips.delete(clipId);
    for (const listener of this.#listeners) listener(clipId, progress);
  }
}
