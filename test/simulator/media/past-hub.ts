/**
 * Owns the viewers of the past over FLV: each has a position of its own, which the cloud steers (pause, speed, seek,
 * stop) through the grant's control while the answer runs. Timestamps never go back: they count what was shown, and go
 * on over a gap in the footage, which is left out.
 */
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { refuse } from './http-door.ts';
import { cut } from './cut.ts';
import { GOP_MS } from './camera.ts';
import type { Clip } from './clip.ts';
import type { MediaClock } from './clock.ts';
import { flvFrame, flvHeader, flvPreamble, flvSound } from './flv.ts';
import { recordedFrom } from './footage.ts';
import { soundBetween } from './sound.ts';
import type { Past } from './past.ts';
import type { MediaGrant, MediaViewer, PlaybackControl } from './types.ts';

const TICK_MS = 50;
/** Sent ahead of real time, so that a player starts at once. */
const LEAD_MS = 600;
/** From this speed on only key frames are sent, as recorders do. */
const KEYS_ONLY_SCALE = 4;
const MAX_QUEUE_BYTES = 4 * 1024 * 1024;
const NOTHING = Buffer.alloc(0);

interface PastViewer {
  readonly id: string;
  readonly grant: MediaGrant;
  readonly past: Past;
  readonly response: ServerResponse;
  readonly control: PlaybackControl;
  readonly sinceMs: number;
  sentBytes: number;
  isStalled: boolean;
  /** Up to where the past may be sent by now, epoch ms. */
  dueMs: number;
  /** The next picture; null behind the last one. */
  group: number | null;
  index: number;
  /** The clip of the sequence header that was sent last. */
  clip: Clip;
  /** Epoch ms of the picture that was sent last, or null after a jump. */
  lastAtMs: number | null;
  timestampMs: number;
  lastTickMs: number;
}

export class PastHub {
  readonly #pastOf: (grant: MediaGrant) => Past;
  readonly #clock: MediaClock;
  readonly #viewers = new Set<PastViewer>();
  #timer: NodeJS.Timeout | null = null;

  constructor(pastOf: (grant: MediaGrant) => Past, clock: MediaClock) {
    this.#pastOf = pastOf;
    this.#clock = clock;
  }

  /** Serves `response` to the end of the range, or until the control or the viewer ends it. */
  serve(grant: MediaGrant, response: ServerResponse, isStalled: boolean): void {
    const past = this.#pastOf(grant);
    const { camera, runs } = past;
    const wanted = recordedFrom(runs, camera.groupAt(grant.fromMs ?? 0));
    if (wanted === null) return refuse(response, 404, 'nothing was recorded then');
    const group = past.entryOf(wanted);
    const viewer: PastViewer = {
      id: randomUUID(),
      grant,
      past,
      response,
      control: grant.control ?? { isPaused: false, isStopped: false, scale: 1, seekMs: null, isWatched: true },
      sinceMs: Date.now(),
      sentBytes: 0,
      isStalled,
      dueMs: Math.max(grant.fromMs ?? 0, camera.groupStartMs(wanted)) + LEAD_MS,
      group,
      index: 0,
      clip: past.clipOf(group),
      lastAtMs: null,
      timestampMs: 0,
      lastTickMs: this.#clock.paceMs(),
    };
    response.writeHead(200, { 'Content-Type': 'video/x-flv', 'Cache-Control': 'no-cache' });
    write(viewer, flvPreamble(viewer.clip, 0, past.traits.sound ?? null));
    this.#viewers.add(viewer);
    viewer.control.isWatched = true;
    response.once('close', () => {
      this.#viewers.delete(viewer);
      viewer.control.isWatched = [...this.#viewers].some(({ control }) => control === viewer.control);
      if (this.#viewers.size === 0) this.#stopTimer();
    });
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
  }

  viewers(): readonly MediaViewer[] {
    return [...this.#viewers].map(({ id, grant, sinceMs, sentBytes, isStalled }) => {
      const { cameraKey, cameraName, profile, kind } = grant;
      return { id, cameraKey, cameraName, profile, kind, sinceMs, sentBytes, isStalled };
    });
  }

  stall(isStalled: (grant: MediaGrant) => boolean): void {
    for (const viewer of this.#viewers) viewer.isStalled = isStalled(viewer.grant);
  }

  /** Destroys the sockets of matching viewers. @returns how many were hit. */
  reset(isHit: (grant: MediaGrant) => boolean): number {
    const hit = [...this.#viewers].filter((viewer) => isHit(viewer.grant));
    for (const { response } of hit) if (response.socket) cut(response.socket);
    return hit.length;
  }

  close(): void {
    this.#stopTimer();
    for (const { response } of this.#viewers) response.destroy();
    this.#viewers.clear();
  }

  #tick(): void {
    const nowMs = this.#clock.paceMs();
    for (const viewer of this.#viewers) advance(viewer, nowMs);
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}

function advance(viewer: PastViewer, nowMs: number): void {
  const { control, past, response } = viewer;
  const { camera } = past;
  const elapsedMs = nowMs - viewer.lastTickMs;
  viewer.lastTickMs = nowMs;
  if (control.isStopped) {
    response.end();
    return;
  }
  if (control.seekMs !== null) {
    jump(viewer, control.seekMs);
    control.seekMs = null;
  }
  const isWaiting = control.isPaused || viewer.isStalled || response.writableLength > MAX_QUEUE_BYTES;
  if (isWaiting) return;
  viewer.dueMs += elapsedMs * control.scale;
  const endMs = viewer.grant.toMs ?? Number.POSITIVE_INFINITY;
  const tags: Buffer[] = [];
  for (;;) {
    const { group } = viewer;
    const atMs =
      group === null
        ? endMs
        : camera.groupStartMs(group) + Math.round((viewer.index * GOP_MS) / past.clipOf(group).fps);
    if (group === null || atMs >= endMs) {
      write(viewer, Buffer.concat(tags));
      response.end();
      return;
    }
    if (atMs > viewer.dueMs) break;
    tags.push(nextTag(viewer, group, control.scale));
  }
  if (tags.length > 0) write(viewer, Buffer.concat(tags));
}

function jump(viewer: PastViewer, toMs: number): void {
  const { camera, runs } = viewer.past;
  const group = recordedFrom(runs, camera.groupAt(toMs));
  viewer.group = group === null ? null : viewer.past.entryOf(group);
  viewer.index = 0;
  viewer.dueMs = Math.max(toMs, viewer.group === null ? toMs : camera.groupStartMs(viewer.group)) + LEAD_MS;
  viewer.lastAtMs = null;
}

/** The next picture as a tag, or nothing where it is left out. At double speed neighbours are half as far apart in time. */
function nextTag(viewer: PastViewer, group: number, scale: number): Buffer {
  const { past, index } = viewer;
  const clip = past.clipOf(group);
  const isKeysOnly = scale >= KEYS_ONLY_SCALE;
  const frame = past.frame(group, index);
  const isLast = index + 1 >= clip.fps || isKeysOnly;
  viewer.index = isLast ? 0 : index + 1;
  if (frame === null || (isKeysOnly && !frame.isKey)) {
    if (isLast) goOn(viewer, group + 1);
    return NOTHING;
  }
  const stepMs = viewer.lastAtMs === null ? GOP_MS / clip.fps : (frame.atMs - viewer.lastAtMs) / scale;
  viewer.timestampMs += stepMs;
  viewer.lastAtMs = frame.atMs;
  if (isLast) goOn(viewer, group + 1);
  const picture = flvFrame(frame, Math.round(viewer.timestampMs));
  const sound = scale === 1 ? soundAfter(viewer, frame.atMs, GOP_MS / clip.fps) : [];
  if (clip === viewer.clip) return sound.length === 0 ? picture : Buffer.concat([picture, ...sound]);
  viewer.clip = clip;
  return Buffer.concat([flvHeader(clip, Math.round(viewer.timestampMs)), picture, ...sound]);
}

/** The sound that begins between a picture and the next one. */
function soundAfter({ past, timestampMs }: PastViewer, atMs: number, stepMs: number): readonly Buffer[] {
  const { sound } = past.traits;
  if (sound === undefined) return [];
  const frames = soundBetween(sound, atMs, atMs + Math.round(stepMs));
  return frames.map((one) => flvSound(sound, one, Math.round(timestampMs + one.atMs - atMs)));
}

/** Continues with `group`, or behind the gap that begins there. */
function goOn(viewer: PastViewer, group: number): void {
  viewer.group = recordedFrom(viewer.past.runs, group);
  if (viewer.group === null || viewer.group === group) return;
  viewer.dueMs += (viewer.group - group) * GOP_MS;
  viewer.lastAtMs = null;
}

function write(viewer: PastViewer, bytes: Buffer): void {
  viewer.response.write(bytes);
  viewer.sentBytes += bytes.length;
}
