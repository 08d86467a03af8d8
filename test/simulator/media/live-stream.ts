/**
 * One live stream of one camera: walks along the camera's time line and hands every due frame, as ready FLV bytes,
 * to all its viewers at once. Viewers share those bytes; only the preamble is their own.
 */
import { GOP_MS } from './camera.ts';
import type { Camera } from './camera.ts';
import type { MediaClock } from './clock.ts';
import { flvFrame, flvPreamble, flvSound } from './flv.ts';
import { soundBetween } from './sound.ts';
import type { SoundKind } from './sound.ts';
import type { MediaGrant, MediaViewer } from './types.ts';

/** A viewer that reads this slowly loses frames up to the next key frame. */
const MAX_QUEUE_BYTES = 4 * 1024 * 1024;

/** Where a viewer's FLV bytes go: an http answer, or an RTMP connection, which wraps them. */
export interface ViewerOut {
  /** Written, but not yet taken by the system. */
  readonly queuedBytes: number;
  /** @returns how many bytes went out for these. */
  write(flv: Buffer): number;
  /** Ends the stream in order. */
  end(): void;
  /** Breaks the connection as a crash would. */
  reset(): void;
  onClose(listener: () => void): void;
}

export interface LiveViewer {
  readonly id: string;
  readonly grant: MediaGrant;
  readonly out: ViewerOut;
  readonly sinceMs: number;
  sentBytes: number;
  isStalled: boolean;
  /** `preamble`: nothing sent yet; `key`: lost frames, continues at a key frame. */
  wants: 'preamble' | 'key' | 'next';
}

interface Batch {
  readonly bytes: Buffer;
  /** Where the first key frame begins, -1 without one. */
  readonly keyAt: number;
  readonly keyTimestampMs: number;
}

export class LiveStream {
  readonly #camera: Camera;
  readonly #clock: MediaClock;
  readonly #sound: SoundKind | null;
  readonly #viewers = new Set<LiveViewer>();
  #group: number;
  #index = 0;
  #clockMs = 0;

  /** @param sound the voice of the camera, or null for a mute one. */
  constructor(camera: Camera, clock: MediaClock, sound: SoundKind | null) {
    this.#camera = camera;
    this.#sound = sound;
    this.#clock = clock;
    this.#group = camera.groupAt(clock.paceMs());
    this.#startGroup(this.#group);
  }

  get viewers(): ReadonlySet<LiveViewer> {
    return this.#viewers;
  }

  /** Adds a viewer and gives it the group of pictures that is on air, from its key frame up to now. */
  join(viewer: LiveViewer): void {
    this.advance();
    this.#viewers.add(viewer);
    if (!viewer.isStalled && this.#index > 0) this.#give(viewer, this.#batch(this.#group, 0, this.#index));
  }

  leave(viewer: LiveViewer): void {
    this.#viewers.delete(viewer);
  }

  /** Sends what has become due since the last call. */
  advance(): void {
    const nowMs = this.#clock.paceMs();
    const { fps } = this.#camera.clip;
    const onAir = this.#camera.groupAt(nowMs);
    while (this.#group <= onAir) {
      const sinceStartMs = nowMs - this.#camera.groupStartMs(this.#group);
      const due = Math.min(fps, Math.floor((sinceStartMs * fps) / 1000) + 1);
      if (due > this.#index) {
        const batch = this.#batch(this.#group, this.#index, due);
        this.#index = due;
        for (const viewer of this.#viewers) this.#give(viewer, batch);
      }
      if (this.#group === onAir) return;
      this.#startGroup(this.#group + 1);
    }
  }

  #startGroup(group: number): void {
    this.#group = group;
    this.#index = 0;
    this.#clockMs = this.#camera.groupStartMs(group) + this.#clock.skewMs();
  }

  #batch(group: number, from: number, to: number): Batch {
    const tags: Buffer[] = [];
    let keyTimestampMs = 0;
    for (let index = from; index < to; index++) {
      const frame = this.#camera.frame(group, index, this.#clockMs);
      const timestampMs = frame.atMs - this.#clock.anchorMs;
      if (frame.isKey) keyTimestampMs = timestampMs;
      tags.push(flvFrame(frame, timestampMs), ...this.#soundAfter(group, index, frame.atMs));
    }
    const [only] = tags;
    const bytes = tags.length === 1 && only !== undefined ? only : Buffer.concat(tags);
    return { bytes, keyAt: from === 0 ? 0 : -1, keyTimestampMs };
  }

  /** The sound that begins between a picture and the next one. */
  #soundAfter(group: number, index: number, atMs: number): readonly Buffer[] {
    const sound = this.#sound;
    if (sound === null) return [];
    const next = index + 1;
    const { fps } = this.#camera.clip;
    const toMs = this.#camera.groupStartMs(group) + Math.round((next * GOP_MS) / fps);
    return soundBetween(sound, atMs, toMs).map((one) => flvSound(sound, one, one.atMs - this.#clock.anchorMs));
  }

  #give(viewer: LiveViewer, batch: Batch): void {
    const { out } = viewer;
    if (viewer.isStalled) {
      if (viewer.wants === 'next') viewer.wants = 'key';
      return;
    }
    if (viewer.wants === 'next' && out.queuedBytes > MAX_QUEUE_BYTES) viewer.wants = 'key';
    if (viewer.wants !== 'next') {
      if (batch.keyAt < 0 || out.queuedBytes > MAX_QUEUE_BYTES) return;
      if (viewer.wants === 'preamble') {
        this.#write(viewer, flvPreamble(this.#camera.clip, batch.keyTimestampMs, this.#sound));
      }
      viewer.wants = 'next';
    }
    this.#write(viewer, batch.bytes);
  }

  #write(viewer: LiveViewer, bytes: Buffer): void {
    viewer.sentBytes += viewer.out.write(bytes);
  }
}

/** How a viewer appears in the server's list. */
export function describeLiveViewer(viewer: LiveViewer): MediaViewer {
  const { cameraKey, cameraName, profile, kind } = viewer.grant;
  const { id, sinceMs, sentBytes, isStalled } = viewer;
  return { id, cameraKey, cameraName, profile, kind, sinceMs, sentBytes, isStalled };
}
