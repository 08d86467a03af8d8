/**
 * Writes a clip of one stream. The recorder reads behind the newest end of the ring, so a disk that is slow for a while
 * loses nothing as long as the ring still has the media. Another connection or codec begins another part, because its
 * times do not continue the earlier part.
 */
import { join } from 'node:path';
import type { SoundTrack } from '../../../preload/domain/exports/clips.ts';
import { AppError } from '../../errors.ts';
import { fileStem } from '../../../preload/domain/exports/clip-name.ts';
import { fileFailure, makeFolder } from '../../file-failures.ts';
import { TAG_HEADER_BYTES, TAG_TRAILER_BYTES, TAG_VIDEO } from '../formats/flv/flv-tags.ts';
import { Mp4File } from './mp4-file.ts';
import { audioConfig, audioSample, g711Config, videoConfig, videoSample } from '../formats/mp4/mp4-samples.ts';
import type { AudioConfig } from '../formats/mp4/mp4-samples.ts';
import type { ClipOrder, ClipPart, ClipProgress } from '../messages/ring-messages.ts';
import type { RingKey, StreamRing } from '../past/ring.ts';

const READ_BYTES = 4 * 1024 * 1024;
const TELL_EVERY_MS = 1_000;

interface OpenPart {
  readonly file: Mp4File;
  readonly audio: AudioConfig | null;
  readonly fromMs: number;
  readonly baseMs: number;
  toMs: number;
}

export interface RecordedStream {
  readonly ring: StreamRing;
  readonly sound: SoundTrack;
  /** Of G.711. */
  readonly soundChannels: 1 | 2;
}

type Ended = NonNullable<ClipProgress['ended']>;

export class ClipRecorder {
  readonly order: ClipOrder;
  readonly #stream: RecordedStream;
  readonly #tell: (progress: ClipProgress) => void;
  readonly #parts: ClipPart[] = [];
  #bytes = 0;
  #part: OpenPart | null = null;
  #position: number;
  #work: Promise<void> | null = null;
  #toldAtMs = 0;
  #ended: Ended | null = null;
  #stopAt: number | null = null;
  #stopping: Promise<void> | null = null;
  #ending: Promise<void> | null = null;
  #startedAtMs: number | null = null;

  constructor(order: ClipOrder, stream: RecordedStream, tell: (progress: ClipProgress) => void) {
    this.order = order;
    this.#stream = stream;
    this.#tell = tell;
    this.#position = stream.ring.keyBefore(order.fromMs)?.at ?? stream.ring.end;
  }

  get isEnded(): boolean {
    return this.#ended !== null;
  }

  /** Writes what has arrived; called on every tick of the worker. */
  tick(nowMs: number): void {
    if (this.#ending !== null || this.#ended !== null) return;
    this.#startedAtMs ??= nowMs;
    if (nowMs - this.#startedAtMs > this.order.maxMs) void this.stop('limit');
    else this.#work ??= this.#pump().finally(() => (this.#work = null));
    if (nowMs - this.#toldAtMs < TELL_EVERY_MS) return;
    this.#toldAtMs = nowMs;
    this.#tell(this.#progress());
  }

  /** Writes what has arrived by now and ends. A second call waits for the first. */
  stop(reason: 'stopped' | 'limit'): Promise<void> {
    this.#stopping ??= this.#stop(reason);
    return this.#stopping;
  }

  async #stop(reason: 'stopped' | 'limit'): Promise<void> {
    this.#stopAt = this.#stream.ring.end;
    await this.#work;
    await (this.#work ??= this.#pump().finally(() => (this.#work = null)));
    await this.#end({ reason, error: null });
  }

  async #pump(): Promise<void> {
    try {
      await makeFolder(this.order.folder);
      while (this.#ending === null && this.#position < (this.#stopAt ?? this.#stream.ring.end)) {
        if (!(await this.#readOn())) return;
      }
    } catch (error) {
      await this.#end({ reason: 'failed', error: fileFailure(error, this.order.folder).toWire() });
    }
  }

  /** @returns false when there is nothing to read yet. */
  async #readOn(): Promise<boolean> {
    const { ring } = this.#stream;
    // The keys are read before the bytes, so that every key of these bytes is known.
    const keys = new Map(ring.keys.map((key) => [key.at, key]));
    const bytes = ring.read(this.#position, READ_BYTES);
    if (bytes === null) {
      // The disk was slower than the ring is long. The lost time must be visible, so a new part begins.
      await this.#closePart();
      this.#position = ring.start;
      return ring.keys.length > 0;
    }
    let at = 0;
    while (at + TAG_HEADER_BYTES <= bytes.length) {
      const end = at + TAG_HEADER_BYTES + bytes.readUIntBE(at + 1, 3) + TAG_TRAILER_BYTES;
      if (end > bytes.length) break;
      await this.#writeTag(bytes.subarray(at, end), keys.get(this.#position + at) ?? null);
      at = end;
    }
    this.#position += at;
    return at > 0;
  }

  async #writeTag(tag: Buffer, key: RingKey | null): Promise<void> {
    if (key !== null && (key.isBreak || this.#part === null)) {
      await this.#closePart();
      await this.#openPart(key);
    }
    const part = this.#part;
    if (part === null) return;
    if (key !== null) part.toMs = key.arrivedAtMs;
    if (tag[0] !== TAG_VIDEO) {
      const sound = part.audio === null ? null : audioSample(tag, part.audio);
      if (sound !== null) part.file.addAudio(sound);
      return;
    }
    const sample = videoSample(tag);
    if (sample === null) return;
    part.toMs = Math.max(part.toMs, part.fromMs + sample.dtsMs - part.baseMs);
    await part.file.addVideo(sample);
  }

  async #openPart({ headers, arrivedAtMs, mediaMs }: RingKey): Promise<void> {
    const { folder, stem, partsBefore } = this.order;
    const config = headers.video === null ? null : configOf(headers.video);
    if (config === null)
      throw new AppError('media.unsupported-codec', 'no MP4 for this codec', { params: { codec: '?' } });
    const audio = this.#soundOf(headers.audio);
    const name = fileStem(stem, arrivedAtMs, partsBefore + this.#parts.length + 1);
    const file = await createUnder(folder, name, (path) => Mp4File.create(path, config, audio, mediaMs));
    this.#part = { file, audio, fromMs: arrivedAtMs, baseMs: mediaMs, toMs: arrivedAtMs };
  }

  /** G.711 comes without a header: what the stream carries now is taken for what the part carries. */
  #soundOf(header: Buffer | null): AudioConfig | null {
    const { sound, soundChannels } = this.#stream;
    if (sound.kind === 'g711') return g711Config(sound.law, soundChannels);
    return header === null ? null : audioConfig(header);
  }

  async #closePart(): Promise<void> {
    const part = this.#part;
    this.#part = null;
    if (part === null) return;
    try {
      await part.file.finish();
    } finally {
      this.#bytes += part.file.bytes;
      this.#parts.push({ path: part.file.path, fromMs: part.fromMs, toMs: part.toMs });
    }
  }

  /** The first reason counts; later callers wait for the same end. */
  #end(ended: Ended): Promise<void> {
    this.#ending ??= this.#conclude(ended);
    return this.#ending;
  }

  async #conclude(ended: Ended): Promise<void> {
    let verdict = ended;
    try {
      await this.#closePart();
    } catch (error) {
      verdict = { reason: 'failed', error: ended.error ?? fileFailure(error, this.order.folder).toWire() };
    }
    if (this.#parts.length === 0 && verdict.error === null) {
      const nothing = new AppError('media.not-streaming', 'no picture arrived', { retryable: true });
      verdict = { reason: 'failed', error: nothing.toWire() };
    }
    this.#ended = verdict;
    this.#tell(this.#progress());
  }

  #progress(): ClipProgress {
    const part = this.#part;
    const now = part === null ? [] : [{ path: part.file.path, fromMs: part.fromMs, toMs: part.toMs }];
    return {
      parts: [...this.#parts, ...now],
      bytes: this.#bytes + (part?.file.bytes ?? 0),
      sound: this.#stream.sound,
      ended: this.#ended,
    };
  }
}

function configOf(header: Buffer): ReturnType<typeof videoConfig> {
  try {
    return videoConfig(header);
  } catch (cause) {
    throw new AppError('media.bad-stream', 'the sequence header is broken', { cause, params: { detail: 'SPS' } });
  }
}

const MAX_NAMESAKES = 50;

/** Finds a name that is free: two clips of one camera may begin in the same second. */
async function createUnder<T>(folder: string, name: string, create: (path: string) => Promise<T>): Promise<T> {
  for (let i = 1; ; i += 1) {
    try {
      return await create(join(folder, `${name}${i === 1 ? '' : ` (${i})`}.mp4`));
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      if (!isTaken || i >= MAX_NAMESAKES) throw error;
    }
  }
}
