/** Owns every HTTP-FLV viewer and the one timer that paces them all. */
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Camera } from './camera.ts';
import type { MediaClock } from './clock.ts';
import { LiveStream } from './live-stream.ts';
import type { FlvViewer } from './live-stream.ts';
import type { MediaGrant } from './types.ts';

/** Two frames at 25 fps, or most often one at 15 fps, per write: few system calls, and still a live feeling. */
const TICK_MS = 50;

export class FlvHub {
  readonly #cameraOf: (grant: MediaGrant) => Camera;
  readonly #clock: MediaClock;
  readonly #streams = new Map<Camera, LiveStream>();
  #timer: NodeJS.Timeout | null = null;

  constructor(cameraOf: (grant: MediaGrant) => Camera, clock: MediaClock) {
    this.#cameraOf = cameraOf;
    this.#clock = clock;
  }

  viewers(): readonly FlvViewer[] {
    return [...this.#streams.values()].flatMap((stream) => [...stream.viewers]);
  }

  /** Serves `response` until either side closes it. */
  serve(grant: MediaGrant, response: ServerResponse, isStalled: boolean): void {
    const camera = this.#cameraOf(grant);
    const stream = this.#streams.get(camera) ?? new LiveStream(camera, this.#clock);
    this.#streams.set(camera, stream);
    const viewer: FlvViewer = {
      id: randomUUID(),
      grant,
      response,
      sinceMs: Date.now(),
      sentBytes: 0,
      isStalled,
      wants: 'preamble',
    };
    response.writeHead(200, { 'Content-Type': 'video/x-flv', 'Cache-Control': 'no-cache' });
    response.flushHeaders();
    response.once('close', () => {
      stream.leave(viewer);
      if (stream.viewers.size === 0 && this.#streams.get(camera) === stream) this.#streams.delete(camera);
      if (this.#streams.size === 0) this.#stopTimer();
    });
    stream.join(viewer);
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
  }

  close(): void {
    this.#stopTimer();
    for (const viewer of this.viewers()) viewer.response.destroy();
    this.#streams.clear();
  }

  #tick(): void {
    const nowMs = this.#clock.paceMs();
    for (const stream of this.#streams.values()) {
      for (const { grant, response } of stream.viewers) {
        if (grant.endsAtMs !== undefined && grant.endsAtMs <= nowMs) response.end();
      }
      stream.advance();
    }
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}
