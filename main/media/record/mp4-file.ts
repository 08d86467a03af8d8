/**
 * Writes one MP4 file while its pictures arrive. Until `finish` it is a fragmented MP4, so that what is on disk plays
 * even if the client or the machine ends; `finish` adds the table of all samples and turns the fragments into plain media
 * data, so that every player can seek in it and knows its length.
 */
import { open, type FileHandle } from 'node:fs/promises';
import { u32, u64Table } from '../formats/mp4/mp4-boxes.ts';
import type { AudioConfig, Sample, VideoConfig } from '../formats/mp4/mp4-samples.ts';
import { PRIVATE_FILE_MODE } from '../../file-failures.ts';
import {
  FILE_TYPE,
  fragmentBox,
  movieBox,
  scaleOf,
  type FragmentTrack,
  type Track,
} from '../formats/mp4/mp4-tracks.ts';

/** The space for the header of the media data, which is known only at the end. */
const PLACE_BYTES = 16;
/** A fragment is written at the next key frame, or when this many bytes have gathered. */
const MAX_FRAGMENT_BYTES = 4 * 1024 * 1024;
const DEFAULT_STEP_MS = 40;

/** A track with the samples that are not written yet. */
interface PendingTrack {
  readonly track: Track;
  waiting: Sample[];
  /** Ticks that have been written. */
  ticks: number;
  lastStep: number;
}

export class Mp4File {
  readonly path: string;
  readonly #file: FileHandle;
  readonly #video: PendingTrack;
  readonly #audio: PendingTrack | null;
  readonly #baseMs: number;
  #bytes: number;
  #waitingBytes = 0;
  #sequence = 0;

  private constructor(path: string, file: FileHandle, tracks: readonly Track[], baseMs: number, bytes: number) {
    const pending = (track: Track): PendingTrack => ({ track, waiting: [], ticks: 0, lastStep: 0 });
    const [video, audio] = tracks;
    if (video === undefined) throw new RangeError('a file without pictures');
    this.path = path;
    this.#file = file;
    this.#video = pending(video);
    this.#audio = audio === undefined ? null : pending(audio);
    this.#baseMs = baseMs;
    this.#bytes = bytes;
  }

  /**
   * Makes the file; it must not exist.
   *
   * @param baseMs decoding time of the first picture.
   * @throws the system's error, such as ENOSPC or EACCES.
   */
  static async create(path: string, video: VideoConfig, audio: AudioConfig | null, baseMs: number): Promise<Mp4File> {
    const configs = audio === null ? [video] : [video, audio];
    const tracks = configs.map((config, i) => ({ id: i + 1, config, startMs: 0, samples: [], chunks: [] }));
    const head = Buffer.concat([
      FILE_TYPE,
      u32(PLACE_BYTES),
      Buffer.from('free'),
      u64Table([0]),
      movieBox(tracks, true),
    ]);
    const file = await open(path, 'wx', PRIVATE_FILE_MODE);
    try {
      await file.write(head, 0, head.length, 0);
    } catch (error) {
      await file.close();
      throw error;
    }
    return new Mp4File(path, file, tracks, baseMs, head.length);
  }

  /** Bytes on disk. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Takes a picture; before a key frame, or when too many bytes have gathered, the earlier samples go to disk. */
  async addVideo(sample: Sample): Promise<void> {
    if (sample.isKey || this.#waitingBytes > MAX_FRAGMENT_BYTES) await this.#flush(sample.dtsMs);
    this.#add(this.#video, sample);
  }

  addAudio(sample: Sample): void {
    if (this.#audio !== null && sample.dtsMs >= this.#baseMs) this.#add(this.#audio, sample);
  }

  /** Writes the rest and the tables, and closes the file. @throws the system's error; the file is closed then too. */
  async finish(): Promise<void> {
    try {
      await this.#flush(null);
      const tracks = this.#trackList().map(({ track }) => track);
      const used = tracks.filter(({ samples }) => samples.length > 0);
      const size = this.#bytes - FILE_TYPE.length;
      await this.#append(movieBox(used, false));
      // This write turns the file from a fragmented movie into a plain movie.
      const head = Buffer.concat([u32(1), Buffer.from('mdat'), u64Table([size])]);
      await this.#file.write(head, 0, head.length, FILE_TYPE.length);
    } catch (error) {
      // If the file ends in the middle of a fragment, players still play every complete fragment before it.
      await this.#file.truncate(this.#bytes).catch(() => {});
      throw error;
    } finally {
      await this.#file.close();
    }
  }

  #trackList(): readonly PendingTrack[] {
    return this.#audio === null ? [this.#video] : [this.#video, this.#audio];
  }

  #add(pending: PendingTrack, sample: Sample): void {
    pending.waiting.push(sample);
    this.#waitingBytes += sample.data.length;
  }

  /** @param nextVideoMs when the picture after the waiting pictures is due: the last of them is shown until then. */
  async #flush(nextVideoMs: number | null): Promise<void> {
    const parts = this.#trackList().flatMap((pending) =>
      this.#place(pending, pending === this.#video ? nextVideoMs : null),
    );
    if (parts.length === 0) return;
    this.#sequence += 1;
    const data = parts.flatMap(({ media }) => media);
    const size = data.reduce((sum, { length }) => sum + length, 0);
    const head = fragmentBox(this.#sequence, parts);
    const bytes = Buffer.concat([head, u32(size + 8), Buffer.from('mdat'), ...data]);
    let offset = this.#bytes + head.length + 8;
    await this.#append(bytes);
    for (const { track, samples, media } of parts) {
      track.chunks.push({ offset, count: samples.length });
      track.samples.push(...samples);
      offset += media.reduce((sum, { length }) => sum + length, 0);
    }
    this.#waitingBytes = 0;
  }

  /**
   * The waiting samples of a track with their durations. A duration is the difference to the time of the next sample.
   */
  #place(
    pending: PendingTrack,
    nextMs: number | null,
  ): readonly (FragmentTrack & { readonly media: readonly Buffer[] })[] {
    const { track, waiting } = pending;
    const [first] = waiting;
    if (first === undefined) return [];
    const scale = scaleOf(track);
    if (track.samples.length === 0) track.startMs = Math.max(0, first.dtsMs - this.#baseMs);
    const originMs = this.#baseMs + track.startMs;
    const fromTicks = pending.ticks;
    const samples = waiting.map((sample, i) => {
      const dueMs = waiting[i + 1]?.dtsMs ?? nextMs;
      const guess = pending.lastStep || Math.round((DEFAULT_STEP_MS * scale) / 1_000);
      const dueTicks = dueMs === null ? pending.ticks + guess : Math.round(((dueMs - originMs) * scale) / 1_000);
      const duration = Math.max(1, dueTicks - pending.ticks);
      pending.ticks += duration;
      pending.lastStep = duration;
      const cts = Math.round((sample.ctsMs * scale) / 1_000);
      return { size: sample.data.length, duration, cts, isKey: sample.isKey };
    });
    pending.waiting = [];
    const startTicks = Math.round((track.startMs * scale) / 1_000);
    return [{ track, fromTicks: startTicks + fromTicks, samples, media: waiting.map(({ data }) => data) }];
  }

  async #append(bytes: Buffer): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await this.#file.write(bytes, done, bytes.length - done, this.#bytes + done);
      done += bytesWritten;
    }
    this.#bytes += bytes.length;
  }
}
