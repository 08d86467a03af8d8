/**
 * The worker's side of clips, replays and files from the page. It reads streams that the hub keeps open; it owns
 * nothing of a stream, and holds it open only while it records.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError, toWireError } from '../../errors.ts';
import { ClipRecorder } from '../record/clip-recorder.ts';
import { receiveFile, type ExpectedFile } from './file-upload.ts';
import { RingViewer } from '../past/ring-viewer.ts';
import type { ClipProgress, RingAnswers, RingNews, RingOrder, RingQuestion } from '../messages/ring-messages.ts';
import type { SharedStream } from './shared-stream.ts';
import { openViewer, type Viewer } from './viewer.ts';

/** Where a replay begins; its socket is expected soon after. */
interface PendingReplay {
  readonly stream: SharedStream;
  readonly position: number;
  readonly untilMs: number;
}

interface Recording {
  readonly recorder: ClipRecorder;
  readonly stream: SharedStream;
}

const MAX_PENDING = 64;

export class WorkerTools {
  readonly #streamOf: (key: string) => SharedStream | null;
  readonly #post: (news: RingNews) => void;
  readonly #recordings = new Map<string, Recording>();
  readonly #pending = new Map<string, PendingReplay>();
  readonly #viewers = new Map<Viewer, RingViewer>();
  readonly #files = new Map<string, ExpectedFile>();

  constructor(streamOf: (key: string) => SharedStream | null, post: (news: RingNews) => void) {
    this.#streamOf = streamOf;
    this.#post = post;
  }

  handle(order: RingOrder): void {
    if (order.kind === 'stop-clip') {
      void this.#recordings.get(order.clipId)?.recorder.stop('stopped');
      return;
    }
    const { requestId, question } = order;
    try {
      this.#post({ kind: 'answer', requestId, value: this.#answer(question) });
    } catch (error) {
      this.#post({ kind: 'refusal', requestId, error: toWireError(error) });
    }
  }

  tick(nowMs: number): void {
    for (const [clipId, { recorder, stream }] of this.#recordings) {
      stream.work.run(() => recorder.tick(nowMs));
      if (!recorder.isEnded) continue;
      this.#recordings.delete(clipId);
      stream.release(nowMs);
    }
    for (const [page, viewer] of this.#viewers) if (!viewer.move(nowMs)) page.end();
  }

  /** The stream ends: its recordings are finished with the media that have arrived. */
  onStreamGone(stream: SharedStream): void {
    for (const recording of this.#recordings.values()) {
      if (recording.stream === stream) void recording.recorder.stop('stopped');
    }
  }

  knowsReplay(id: string): boolean {
    return this.#pending.has(id);
  }

  /** The page of a replay has connected; its id cannot be used again. */
  onReplay(id: string, response: ServerResponse): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (pending === undefined) {
      response.writeHead(404).end();
      return;
    }
    const page = openViewer(response, () => this.#viewers.delete(page));
    const viewer = new RingViewer(pending.stream.ring, pending.position, pending.untilMs, page);
    this.#viewers.set(page, viewer);
    if (!viewer.move(Date.now())) page.end();
  }

  knowsFile(id: string): boolean {
    return this.#files.has(id);
  }

  /** The page sends a file; its id cannot be used again. */
  onFile(id: string, request: IncomingMessage, response: ServerResponse): void {
    const expected = this.#files.get(id);
    this.#files.delete(id);
    if (expected === undefined) response.writeHead(404).end();
    else void receiveFile(expected, request, response);
  }

  /** Finishes every recording. */
  async dispose(): Promise<void> {
    for (const page of this.#viewers.keys()) page.destroy();
    await Promise.all([...this.#recordings.values()].map(({ recorder }) => recorder.stop('stopped')));
    this.#recordings.clear();
  }

  #answer(question: RingQuestion): RingAnswers[RingQuestion['kind']] {
    switch (question.kind) {
      case 'sound':
        return this.#stream(question.key).sound;
      case 'replay':
        return this.#replay(question);
      case 'start-clip': {
        const { order } = question;
        const stream = this.#stream(order.key);
        const tell = (progress: ClipProgress): void => this.#post({ kind: 'clip', clipId: order.clipId, progress });
        stream.hold();
        this.#recordings.set(order.clipId, { recorder: new ClipRecorder(order, stream, tell), stream });
        return { fromMs: stream.ring.keyBefore(order.fromMs)?.arrivedAtMs ?? Date.now() };
      }
      case 'expect-file':
        return this.#expect(question);
      default:
        return question satisfies never;
    }
  }

  #replay({ key, fromMs, receiveMs }: Extract<RingQuestion, { kind: 'replay' }>): RingAnswers['replay'] {
    const stream = this.#stream(key);
    const { ring } = stream;
    const newest = ring.keys.findLast(({ isBreak }) => isBreak);
    const wanted = ring.keyBefore(fromMs);
    // Nothing before the last break: the lost time there must not look like a cut in the scene.
    const start = newest !== undefined && (wanted === null || wanted.at < newest.at) ? newest : wanted;
    if (start === null) throw new AppError('media.not-streaming', 'nothing has arrived yet', { retryable: true });
    const replayId = randomBytes(16).toString('base64url');
    this.#pending.set(replayId, { stream, position: start.at, untilMs: Date.now() + receiveMs });
    forgetOldest(this.#pending);
    return { replayId, fromMs: start.arrivedAtMs };
  }

  #expect({ path, maxBytes }: Extract<RingQuestion, { kind: 'expect-file' }>): RingAnswers['expect-file'] {
    const uploadId = randomBytes(16).toString('base64url');
    this.#files.set(uploadId, { path, maxBytes });
    forgetOldest(this.#files);
    return { uploadId };
  }

  /** @throws {AppError} `media.not-streaming`, or `media.no-past` for a stream that cannot be taken apart. */
  #stream(key: string): SharedStream {
    const stream = this.#streamOf(key);
    if (stream === null) throw new AppError('media.not-streaming', 'no such stream', { retryable: true });
    const { refusal } = stream;
    if (refusal !== null) throw new AppError('media.no-past', refusal, { params: { detail: refusal } });
    return stream;
  }
}

function forgetOldest(map: Map<string, unknown>): void {
  const [oldest] = map.keys();
  if (map.size > MAX_PENDING && oldest !== undefined) map.delete(oldest);
}
