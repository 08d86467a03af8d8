/**
 * Sends the footage of a span of the past as a file, in chunks of unknown total length, as fast as the receiver takes
 * it or as ordered. Timestamps follow the time of recording: they jump where nothing was recorded.
 */
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setImmediate as yieldToEvents, setTimeout as delay } from 'node:timers/promises';
import { cut } from './cut.ts';
import { mp4Fragment, mp4Head } from './mp4.ts';
import type { Past } from './past.ts';
import type { MediaGrant, MediaViewer } from './types.ts';

/** Room for the program clock before the first picture. */
const TS_FIRST_PTS_MS = 10_000;
/** How often a stalled download looks whether it may continue. */
const STALL_CHECK_MS = 50;

interface Download {
  readonly id: string;
  readonly grant: MediaGrant;
  readonly response: ServerResponse;
  readonly gone: AbortController;
  readonly sinceMs: number;
  sentBytes: number;
  isStalled: boolean;
}

/** Owns the downloads that run. */
export class FileHub {
  readonly #pastOf: (grant: MediaGrant) => Past;
  readonly #downloads = new Set<Download>();

  constructor(pastOf: (grant: MediaGrant) => Past) {
    this.#pastOf = pastOf;
  }

  /** Resolves when the file is sent or the receiver is gone. */
  async serve(grant: MediaGrant, response: ServerResponse, isStalled: boolean): Promise<void> {
    const common = { id: randomUUID(), gone: new AbortController(), sinceMs: Date.now(), sentBytes: 0 };
    const download: Download = { ...common, grant, response, isStalled };
    this.#downloads.add(download);
    response.once('close', () => {
      this.#downloads.delete(download);
      download.gone.abort();
    });
    const past = this.#pastOf(grant);
    response.writeHead(200, {
      'Content-Type': grant.kind === 'mp4-file' ? 'video/mp4' : 'video/mp2t',
      'Content-Disposition': `attachment; filename="${grant.fileName ?? `video.${grant.kind.slice(0, -5)}`}"`,
      'Cache-Control': 'no-cache',
    });
    for (const part of partsOf(past, grant)) {
      await send(download, part, past.traits.bytesPerSec);
      if (download.gone.signal.aborted) return;
    }
    response.end();
  }

  viewers(): readonly MediaViewer[] {
    return [...this.#downloads].map(({ id, grant, sinceMs, sentBytes, isStalled }) => {
      const { cameraKey, cameraName, profile, kind } = grant;
      return { id, cameraKey, cameraName, profile, kind, sinceMs, sentBytes, isStalled };
    });
  }

  stall(isStalled: (grant: MediaGrant) => boolean): void {
    for (const download of this.#downloads) download.isStalled = isStalled(download.grant);
  }

  /** Destroys the sockets of matching downloads. @returns how many were hit. */
  reset(isHit: (grant: MediaGrant) => boolean): number {
    const hit = [...this.#downloads].filter(({ grant }) => isHit(grant));
    for (const { response } of hit) if (response.socket) cut(response.socket);
    return hit.length;
  }

  close(): void {
    for (const { response } of this.#downloads) response.destroy();
  }
}

/** The file, second by second. */
function* partsOf(past: Past, grant: MediaGrant): Iterable<Buffer> {
  const { camera, runs } = past;
  const isMp4 = grant.kind === 'mp4-file';
  if (isMp4) yield mp4Head(camera.clip);
  const zeroMs = camera.groupStartMs(runs[0]?.firstGroup ?? 0);
  let sequence = 0;
  for (const { firstGroup, groupCount } of runs) {
    for (let group = firstGroup; group < firstGroup + groupCount; group += 1) {
      const frames = past.frames(group);
      yield isMp4
        ? mp4Fragment(camera.clip, frames, sequence + 1, camera.groupStartMs(group) - zeroMs)
        : past.transport(camera.clip, frames, sequence, zeroMs - TS_FIRST_PTS_MS);
      sequence += 1;
    }
  }
}

/** Writes a part and waits until the next may follow; returns early when the receiver is gone. */
async function send(download: Download, part: Buffer, bytesPerSec: number | undefined): Promise<void> {
  const { response, gone } = download;
  const wait = async (ms: number): Promise<void> =>
    delay(ms, undefined, { signal: gone.signal }).catch(() => undefined);
  while (download.isStalled && !gone.signal.aborted) await wait(STALL_CHECK_MS);
  if (gone.signal.aborted) return;
  download.sentBytes += part.length;
  if (response.write(part)) {
    await yieldToEvents(); // others have their turn between two seconds of video
  } else {
    await once(response, 'drain', { signal: gone.signal }).catch(() => undefined);
  }
  if (bytesPerSec !== undefined) await wait((part.length / bytesPerSec) * 1000);
}
