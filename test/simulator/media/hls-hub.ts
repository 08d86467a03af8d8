/**
 * Owns every HLS session. The opening request is the only one that the simulated cloud judges; what follows carries
 * the session's id in its path. Segments are built when asked for, from the same groups of pictures as FLV.
 */
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { cut } from './cut.ts';
import type { Camera, Frame } from './camera.ts';
import type { MediaClock } from './clock.ts';
import { refuse } from './http-door.ts';
import { hevcRendition, hevcSegment } from './hevc.ts';
import { Pace } from './pace.ts';
import type { Past } from './past.ts';
import type { PastBook } from './past-traits.ts';
import * as playlist from './playlist.ts';
import { soundBetween } from './sound.ts';
import { tsSegment } from './ts.ts';
import type { MediaGrant, MediaViewer } from './types.ts';

const PREFIX = '/media-session/';
/** A session that asked for nothing this long counts as gone. */
const VIEWER_IDLE_MS = 30_000;
/** A list of the past that grows. */
const PAST_FILE = 'past.m3u8';
const FORGET_AFTER_MS = 300_000;

interface Session {
  readonly id: string;
  readonly grant: MediaGrant;
  readonly camera: Camera;
  /** Null for live. */
  readonly past: Past | null;
  /** Of footage that comes as its device reads it; else null. */
  readonly pace: Pace | null;
  /** Segments that it may still ask for. */
  segmentsLeft: number;
  readonly sinceMs: number;
  lastUsedMs: number;
  sentBytes: number;
  isStalled: boolean;
  /** The next segment is cut off in the middle. */
  isCutNext: boolean;
  /** Requests that wait for the end of a stall. */
  readonly held: Set<{ readonly file: string; readonly response: ServerResponse }>;
}

interface HlsParts {
  readonly cameraOf: (grant: MediaGrant) => Camera;
  readonly pastOf: (grant: MediaGrant) => Past;
  readonly book: PastBook;
  readonly clock: MediaClock;
}

export class HlsHub {
  readonly #cameraOf: (grant: MediaGrant) => Camera;
  readonly #pastOf: (grant: MediaGrant) => Past;
  readonly #book: PastBook;
  readonly #clock: MediaClock;
  readonly #sessions = new Map<string, Session>();

  constructor(parts: HlsParts) {
    this.#cameraOf = parts.cameraOf;
    this.#pastOf = parts.pastOf;
    this.#book = parts.book;
    this.#clock = parts.clock;
  }

  owns(path: string): boolean {
    return path.startsWith(PREFIX);
  }

  /** Answers the opening request with a playlist, and begins a session. */
  open(grant: MediaGrant, response: ServerResponse, isStalled: boolean): void {
    this.#forgetOld();
    const past = grant.kind === 'hls-vod' ? this.#pastOf(grant) : null;
    if (past?.runs.length === 0) return refuse(response, 404, 'nothing was recorded then');
    const session: Session = {
      id: randomUUID(),
      grant,
      camera: this.#cameraOf(grant),
      past,
      pace: past?.traits.pace === undefined ? null : new Pace(past.traits.pace, this.#clock.paceMs()),
      segmentsLeft: (past === null ? null : this.#book.takeEnd(past.traits)) ?? Number.POSITIVE_INFINITY,
      sinceMs: Date.now(),
      lastUsedMs: this.#clock.paceMs(),
      sentBytes: 0,
      isStalled,
      isCutNext: false,
      held: new Set(),
    };
    this.#sessions.set(session.id, session);
    this.#answerOrHold(session, 'open.m3u8', response);
  }

  /** Answers a request inside a session. */
  serve(path: string, response: ServerResponse): void {
    const [id = '', file = ''] = path.slice(PREFIX.length).split('/');
    const session = this.#sessions.get(id);
    if (session === undefined) return refuse(response, 404, 'no such media session');
    if (session.grant.endsAtMs !== undefined && session.grant.endsAtMs <= this.#clock.paceMs()) {
      return refuse(response, 403, 'the media session has ended');
    }
    if (session.segmentsLeft <= 0) return refuse(response, 403, 'the token has ended');
    session.segmentsLeft -= 1;
    session.lastUsedMs = this.#clock.paceMs();
    const waitMs = this.#waitOf(session, file);
    if (waitMs === 0) return this.#answerOrHold(session, file, response);
    const timer = setTimeout(() => this.#answerOrHold(session, file, response), waitMs);
    response.once('close', () => clearTimeout(timer));
  }

  viewers(): readonly MediaViewer[] {
    const since = this.#clock.paceMs() - VIEWER_IDLE_MS;
    return [...this.#sessions.values()]
      .filter((session) => session.lastUsedMs >= since)
      .map(({ id, grant, sinceMs, sentBytes, isStalled }) => {
        const { cameraKey, cameraName, profile, kind } = grant;
        return { id, cameraKey, cameraName, profile, kind, sinceMs, sentBytes, isStalled };
      });
  }

  stall(isStalled: (grant: MediaGrant) => boolean): void {
    for (const session of this.#sessions.values()) session.isStalled = isStalled(session.grant);
  }

  resume(): void {
    for (const session of this.#sessions.values()) {
      session.isStalled = false;
      for (const { file, response } of session.held) this.#answer(session, file, response);
      session.held.clear();
    }
  }

  /** Cuts what matching sessions are being sent, or else their next segment. @returns how many were hit. */
  reset(isHit: (grant: MediaGrant) => boolean): number {
    const hit = [...this.#sessions.values()].filter((session) => isHit(session.grant));
    for (const session of hit) {
      if (session.held.size === 0) session.isCutNext = true;
      for (const { response } of session.held) if (response.socket) cut(response.socket);
      session.held.clear();
    }
    return hit.length;
  }

  /** Forgets matching sessions of recordings, and cuts what they are being sent. */
  endPast(isHit: (grant: MediaGrant) => boolean): void {
    for (const session of this.#sessions.values()) {
      if (session.past === null || !isHit(session.grant)) continue;
      for (const { response } of session.held) if (response.socket) cut(response.socket);
      this.#sessions.delete(session.id);
    }
  }

  close(): void {
    for (const { held } of this.#sessions.values()) for (const { response } of held) response.destroy();
    this.#sessions.clear();
  }

  /** How long a segment of a session takes to come from its device. */
  #waitOf({ past, pace }: Session, file: string): number {
    const time = pace === null ? null : (past?.timeOf(Number.parseInt(file, 10)) ?? null);
    return time === null || pace === null ? 0 : pace.take(time.toMs - time.fromMs, this.#clock.paceMs());
  }

  #answerOrHold(session: Session, file: string, response: ServerResponse): void {
    if (!session.isStalled) return this.#answer(session, file, response);
    const entry = { file, response };
    session.held.add(entry);
    response.once('close', () => session.held.delete(entry));
  }

  #answer(session: Session, file: string, response: ServerResponse): void {
    const body = this.#build(session, file);
    if (body === null) return refuse(response, 404, 'no such segment');
    const isPlaylist = typeof body === 'string';
    const whole = isPlaylist ? Buffer.from(body, 'utf8') : body;
    // Segments of recordings in a cloud are files; a device that reads its disk sends from the begin.
    const isFile = !isPlaylist && session.past !== null && session.pace === null;
    const part = isFile ? partOf(response.req.headers.range, whole.length) : null;
    const bytes = part === null ? whole : whole.subarray(part.from, part.to);
    session.sentBytes += bytes.length;
    const range = part === null ? {} : { 'Content-Range': `bytes ${part.from}-${part.to - 1}/${whole.length}` };
    response.writeHead(part === null ? 200 : 206, {
      ...range,
      'Content-Type': isPlaylist ? 'application/vnd.apple.mpegurl' : 'video/mp2t',
      'Content-Length': bytes.length,
      'Cache-Control': 'no-cache',
    });
    if (isPlaylist || !session.isCutNext) {
      response.end(bytes);
      return;
    }
    session.isCutNext = false;
    response.write(bytes.subarray(0, bytes.length >> 1), () => {
      if (response.socket) cut(response.socket);
    });
  }

  #build(session: Session, file: string): string | Buffer | null {
    const uriOf = (name: string | number): string => `${PREFIX}${session.id}/${name}`;
    const segmentUri = (sequence: number): string => uriOf(`${sequence}.ts`);
    const { camera, grant, past } = session;
    const window = playlist.liveWindow(camera, this.#clock.paceMs());
    if (file === 'open.m3u8') {
      if (past?.traits.isGrowing === true) return playlist.multivariantPlaylist(renditionOf(session), uriOf(PAST_FILE));
      return past !== null
        ? past.playlist(segmentUri)
        : playlist.multivariantPlaylist(renditionOf(session), uriOf('live.m3u8'));
    }
    if (file === PAST_FILE && past !== null) {
      return past.playlist(segmentUri, session.pace?.dueMs(this.#clock.paceMs()) ?? null);
    }
    if (file === 'live.m3u8' && past === null) {
      return playlist.livePlaylist(camera, window, this.#clock.skewMs(), segmentUri);
    }
    const sequence = /^\d{1,12}\.ts$/.test(file) ? Number.parseInt(file, 10) : -1;
    if (past !== null) {
      const time = past.timeOf(sequence);
      return time === null || this.#book.takeLoss(past.traits, time) ? null : past.segment(sequence);
    }
    if (sequence < window.oldestKept || sequence > window.last) return null;
    const group = sequence * playlist.LIVE_GROUPS_PER_SEGMENT;
    if (grant.codec === 'h265') {
      const startMs = camera.groupStartMs(group) - this.#clock.anchorMs;
      return hevcSegment(group, playlist.LIVE_GROUPS_PER_SEGMENT, startMs, sequence);
    }
    const frames = framesOf(camera, group, playlist.LIVE_GROUPS_PER_SEGMENT, this.#clock.skewMs());
    const { sound } = this.#book.traitsOf(grant);
    const fromMs = camera.groupStartMs(group);
    const toMs = camera.groupStartMs(group + playlist.LIVE_GROUPS_PER_SEGMENT);
    const voice = sound === undefined ? null : { kind: sound, frames: soundBetween(sound, fromMs, toMs) };
    return tsSegment(camera.clip, frames, sequence, ({ atMs }) => atMs - this.#clock.anchorMs, voice);
  }

  #forgetOld(): void {
    const before = this.#clock.paceMs() - FORGET_AFTER_MS;
    for (const { id, lastUsedMs } of this.#sessions.values()) if (lastUsedMs < before) this.#sessions.delete(id);
  }
}

/** One range of bytes from a begin, RFC 9110 chapter 14; null for everything else, which is answered as a whole. */
function partOf(range: string | undefined, length: number): { readonly from: number; readonly to: number } | null {
  const [, first, last] = /^bytes=(\d{1,12})-(\d{0,12})$/.exec(range ?? '') ?? [];
  if (first === undefined || Number(first) >= length) return null;
  const end = last === undefined || last === '' ? length - 1 : Math.min(Number(last), length - 1);
  return end < Number(first) ? null : { from: Number(first), to: end + 1 };
}

function renditionOf({ grant, camera }: Session): playlist.Rendition {
  return grant.codec === 'h265' ? hevcRendition() : playlist.renditionOf(camera);
}

function framesOf(camera: Camera, group: number, count: number, skewMs: number): Frame[] {
  const frames: Frame[] = [];
  for (let g = group; g < group + count; g++) {
    const clockMs = camera.groupStartMs(g) + skewMs;
    for (let index = 0; index < camera.clip.fps; index++) frames.push(camera.frame(g, index, clockMs));
  }
  return frames;
}
