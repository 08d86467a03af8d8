/**
 * A recording that its device plays: one viewer gets every tag with its own timestamp, at the pace of the device or of the
 * viewer, whichever is slower. It ends with its connection: the recording is then opened again at the moment that was
 * delivered last, and never from its begin.
 */
import { MAX_BEFORE_PICTURE_BYTES } from '../../../../preload/domain/bounds.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import type { UpstreamSource } from '../../../ports/live.ts';
import { FlvReader, type TagSink } from '../../formats/flv/flv-reader.ts';
import { flvHeader, readTimestamp, TAG_AUDIO, TAG_VIDEO, videoRole } from '../../formats/flv/flv-tags.ts';

import { permanent, retryable, socketFailure } from '../../shared/failures.ts';
import { openHttp } from '../http-open.ts';
import type { PastHost, PastView } from '../past-source.ts';

/** How long the first picture waits for sound that the file header claims: players wait for a claimed track without end. */
const SOUND_GRACE_MS = 300;
const CHECK_EVERY_MS = 500;
const TELL_EVERY_MS = 1_000;
/** Two pictures that lie further apart come from another place of the recording, or the clock began anew. */
const MAX_STEP_MS = 10_000;
/** After a seek or a pause a device needs time before it sends again. */
const PATIENCE_FACTOR = 3;
/** Cost of a stored tag beside its bytes: tags of 15 bytes must not fill the memory either. */
const HELD_TAG_BYTES = 256;

/** The last order to the device. */
export interface Steered {
  readonly atMs: number | null;
  readonly speed: number | null;
  readonly isPaused: boolean | null;
}

export class PastFlv implements TagSink {
  readonly #source: UpstreamSource;
  readonly #host: PastHost;
  readonly #stretch: TimeRange;
  readonly #abort = new AbortController();
  readonly #reader = new FlvReader(this);
  #viewer: ServerResponse | null = null;
  #upstream: IncomingMessage | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isPaused = false;
  #speed = 1;
  /** The moment of the newest picture. */
  #atMs: number;
  #lastTimestamp: number | null = null;
  #toldAtMs = 0;
  #mediaAtMs = 0;
  #claims = { audio: false, video: true };
  /** Tags that wait until it is known which tracks come; null behind the file header. */
  #held: Buffer[] | null = [];
  #heldBytes = 0;
  #hasSound = false;
  #pictureAtMs: number | null = null;
  #isOver = false;

  constructor(source: UpstreamSource, stretch: TimeRange, host: PastHost) {
    this.#source = source;
    this.#stretch = stretch;
    this.#host = host;
    this.#atMs = stretch.fromMs;
  }

  get view(): PastView {
    return { transport: 'flv', range: this.#stretch, stamps: 'estimated' };
  }

  /** Whether the one viewer has come: the address of a device works once. */
  get isTaken(): boolean {
    return this.#viewer !== null;
  }

  /** Pulls for this viewer until the device, the viewer or `close` ends it. */
  serve(response: ServerResponse): void {
    this.#viewer = response;
    response.useChunkedEncodingByDefault = false;
    response.shouldKeepAlive = false;
    response.on('error', () => response.destroy());
    response.once('close', () => this.close());
    this.#run(response).catch((error: unknown) => this.#end(socketFailure(error, this.#hostName)));
  }

  /** The device was steered: what comes next belongs to another moment, or comes at another speed. */
  steered({ atMs, speed, isPaused }: Steered): void {
    this.#mediaAtMs = performance.now();
    if (atMs !== null) {
      this.#atMs = atMs;
      this.#lastTimestamp = null;
    }
    this.#speed = speed ?? this.#speed;
    this.#isPaused = isPaused ?? this.#isPaused;
  }

  close(): void {
    this.#isOver = true;
    this.#abort.abort();
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#upstream?.destroy();
    this.#viewer?.destroy();
  }

  onHeader(claims: { readonly audio: boolean; readonly video: boolean }): void {
    this.#claims = { audio: claims.audio, video: claims.video || !claims.audio };
  }

  onTag(type: number, block: Buffer, start: number, end: number): void {
    if (type === TAG_AUDIO) this.#hasSound = true;
    if (type === TAG_VIDEO) this.#onPicture(block, start, end);
    const tag = block.subarray(start, end);
    if (this.#held === null) this.#viewer?.write(tag);
    else this.#hold(tag);
    if (this.#held !== null && this.#isDecided()) this.#begin();
  }

  /** @throws {AppError} `media.bad-stream` for more than MAX_BEFORE_PICTURE_BYTES before the first picture. */
  #hold(tag: Buffer): void {
    this.#held?.push(tag);
    this.#heldBytes += tag.length + HELD_TAG_BYTES;
    if (this.#pictureAtMs === null && this.#heldBytes > MAX_BEFORE_PICTURE_BYTES)
      throw permanent('media.bad-stream', { detail: 'no picture' }, 'report');
  }

  get #hostName(): string {
    return URL.parse(this.#source.url)?.host ?? '';
  }

  async #run(response: ServerResponse): Promise<void> {
    const { url, headers, isLocalAllowed, certificate } = this.#source;
    const timeoutMs = this.#host.connectTimeoutMs;
    const { response: upstream } = await openHttp({
      url,
      headers,
      isLocalAllowed,
      certificate,
      timeoutMs,
      signal: this.#abort.signal,
    });
    this.#upstream = upstream;
    response.writeHead(200, { 'Content-Type': 'video/x-flv' });
    response.flushHeaders();
    this.#mediaAtMs = performance.now();
    this.#timer = setInterval(() => this.#check(), CHECK_EVERY_MS);
    for await (const chunk of upstream as AsyncIterable<Buffer>) {
      // Until the first picture the viewer has nothing, whatever comes: a device that sends none in time is lost.
      if (this.#pictureAtMs !== null) this.#mediaAtMs = performance.now();
      this.#host.received(chunk.length);
      this.#host.work.run(() => this.#reader.push(chunk));
      if (response.writableNeedDrain) await this.#drained(response);
    }
    this.#end(null);
  }

  /** Waits for the viewer. The device waits as well, since nothing is read from it. */
  async #drained(response: ServerResponse): Promise<void> {
    await new Promise<void>((resolve) => {
      const go = (): void => {
        response.off('drain', go);
        response.off('close', go);
        resolve();
      };
      response.once('drain', go);
      response.once('close', go);
    });
    this.#mediaAtMs = performance.now();
  }

  #onPicture(block: Buffer, start: number, end: number): void {
    const role = videoRole(block, start, end);
    if (role !== 'key-frame' && role !== 'inter-frame') return;
    this.#pictureAtMs ??= performance.now();
    const timestamp = readTimestamp(block, start);
    const stepMs = this.#lastTimestamp === null ? 0 : timestamp - this.#lastTimestamp;
    if (stepMs > 0 && stepMs < MAX_STEP_MS) this.#atMs += stepMs * this.#speed;
    this.#lastTimestamp = timestamp;
    const nowMs = performance.now();
    if (nowMs - this.#toldAtMs < TELL_EVERY_MS) return;
    this.#toldAtMs = nowMs;
    this.#host.tell({ kind: 'at', atMs: Math.round(this.#atMs) });
  }

  #isDecided(): boolean {
    if (this.#pictureAtMs === null) return false;
    const isEnough =
      this.#heldBytes > MAX_BEFORE_PICTURE_BYTES || performance.now() - this.#pictureAtMs >= SOUND_GRACE_MS;
    return this.#hasSound || !this.#claims.audio || isEnough;
  }

  #begin(): void {
    const held = this.#held ?? [];
    this.#held = null;
    this.#viewer?.write(Buffer.concat([flvHeader({ audio: this.#hasSound, video: this.#claims.video }), ...held]));
  }

  #check(): void {
    if (this.#held !== null && this.#isDecided()) this.#begin();
    const isWaitingForViewer = this.#viewer?.writableNeedDrain === true;
    if (this.#isPaused || isWaitingForViewer) {
      this.#mediaAtMs = performance.now();
      return;
    }
    const quietMs = performance.now() - this.#mediaAtMs;
    if (quietMs < this.#host.watchdogMs * PATIENCE_FACTOR) return;
    this.#end(retryable('media.stalled', { seconds: Math.round(quietMs / 1_000) }));
  }

  #end(error: ReturnType<typeof retryable> | null): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const response = this.#viewer;
    // The viewer sees all that came, then the end of the stream.
    if (response?.headersSent === true) response.end();
    else response?.writeHead(502).end();
    this.#abort.abort();
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#upstream?.destroy();
    this.#host.tell({ kind: 'ended', atMs: Math.round(this.#atMs), error: error?.toWire() ?? null });
  }
}
