/** Owns every live viewer, whether it came over http or RTMP, and the one timer that paces them all. */
import { randomUUID } from 'node:crypto';
import type { Camera } from './camera.ts';
import type { MediaClock } from './clock.ts';
import { LiveStream } from './live-stream.ts';
import type { LiveViewer, ViewerOut } from './live-stream.ts';
import type { SoundKind } from './sound.ts';
import type { MediaGrant } from './types.ts';

/** Two frames at 25 fps, or most often one at 15 fps, per write: few system calls, and still a live feeling. */
const TICK_MS = 50;

export class LiveHub {
  readonly #cameraOf: (grant: MediaGrant) => Camera;
  readonly #clock: MediaClock;
  readonly #soundOf: (grant: MediaGrant) => SoundKind | null;
  readonly #streams = new Map<Camera, LiveStream>();
  #timer: NodeJS.Timeout | null = null;

  /** @param soundOf the voice of a camera, asked when its stream begins. */
  constructor(
    cameraOf: (grant: MediaGrant) => Camera,
    clock: MediaClock,
    soundOf: (grant: MediaGrant) => SoundKind | null,
  ) {
    this.#soundOf = soundOf;
    this.#cameraOf = cameraOf;
    this.#clock = clock;
  }

  viewers(): readonly LiveViewer[] {
    return [...this.#streams.values()].flatMap((stream) => [...stream.viewers]);
  }

  /** Serves `out` until either side closes it. */
  serve(grant: MediaGrant, out: ViewerOut, isStalled: boolean): void {
    const camera = this.#cameraOf(grant);
    const stream = this.#streams.get(camera) ?? new LiveStream(camera, this.#clock, this.#soundOf(grant));
    this.#streams.set(camera, stream);
    const viewer: LiveViewer = {
      id: randomUUID(),
      grant,
      out,
      sinceMs: Date.now(),
      sentBytes: 0,
      isStalled,
      wants: 'preamble',
    };
    out.onClose(() => {
      stream.leave(viewer);
      if (stream.viewers.size === 0 && this.#streams.get(camera) === stream) this.#streams.delete(camera);
      if (this.#streams.size === 0) this.#stopTimer();
    });
    stream.join(viewer);
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
  }

  close(): void {
    this.#stopTimer();
    for (const viewer of this.viewers()) viewer.out.reset();
    this.#streams.clear();
  }

  #tick(): void {
    const nowMs = this.#clock.paceMs();
    for (const stream of this.#streams.values()) {
      for (const { grant, out } of stream.viewers) {
        if (grant.endsAtMs !== undefined && grant.endsAtMs <= nowMs) out.end();
      }
      stream.advance();
    }
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}
