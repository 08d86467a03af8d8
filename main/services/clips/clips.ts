/**
 * Recordings of live streams, replays and snapshots. A recording holds its stream open by a lease of its own, so that a
 * change of a tile's size or stream does not end it. If the gateway's worker dies, the recording continues in another
 * part.
 */
import { MAX_SNAPSHOTS_A_MINUTE, MAX_SNAPSHOT_BYTES } from '../../../preload/domain/bounds.ts';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clip } from '../../../preload/contract/clips.ts';
import { CLIP_LEAD_MS, CLIP_LIMIT_MS, type SoundTrack } from '../../../preload/domain/exports/clips.ts';
import { streamKeyOf, type ChannelId, type LeaseId } from '../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import type { StreamProfile, StreamTicket } from '../../../preload/domain/media/streams.ts';
import { AppError, toWireError } from '../../errors.ts';
import { log } from '../../log.ts';
import { fileNamePart, fileStem, MAX_ACCOUNT_BYTES } from '../../../preload/domain/exports/clip-name.ts';
import type { GatewayTools } from '../../media/gateway/gateway-tools.ts';
import type { ClipPart, ClipProgress } from '../../media/messages/ring-messages.ts';
import { atMost } from '../shared/at-most.ts';
import { givenChannelRef } from '../shared/channel-ref.ts';
import { revealFile } from '../shared/reveal-file.ts';
import type { OnSaved } from '../shared/saved-file.ts';
import type { CaptureSettingsService } from './capture-settings.ts';
import type { Emit } from '../shared/emit.ts';

interface StreamName {
  readonly channelId: ChannelId;
  readonly profile: StreamProfile;
}

/** The part of the live service that a clip needs to open its stream. */
interface Streams {
  open(stream: StreamName, windowId: string): Promise<StreamTicket>;
  close(leaseId: LeaseId, windowId: string): void;
}

export interface ClipsOptions {
  readonly tools: GatewayTools;
  readonly addressOf: (kind: 'past' | 'file', id: string) => string;
  readonly live: Streams;
  readonly settings: CaptureSettingsService;
  readonly emit: Emit;
  readonly channelOf: (id: ChannelId) => NumberedChannel | undefined;
  readonly labelOf: (channelId: ChannelId) => string;
  /** Shows a file in its folder, or null where the host cannot. */
  readonly reveal: ((path: string) => void) | null;
  readonly onSaved: OnSaved;
}

interface Running {
  readonly windowId: string;
  readonly leaseId: LeaseId;
  readonly folder: string;
  readonly stem: string;
  /** Parts that a worker wrote which is gone. */
  before: readonly ClipPart[];
  beforeBytes: number;
  wish: 'stopped' | 'cleared' | null;
  clip: Clip;
}

/** The holder of streams for recordings: they belong to no window. */
const HOLDER = 'clips';
const MAX_REMEMBERED = 200;
const REPLAY_RECEIVE_MS = 120_000;
const FINISH_WITHIN_MS = 5_000;
const RESUME_EVERY_MS = 500;
const RESUME_TRIES = 40;

export class ClipsService {
  readonly #options: ClipsOptions;
  readonly #running = new Map<string, Running>();
  readonly #starting = new Map<ChannelId, Promise<Clip>>();
  /** Windows for which a recording is being started. */
  readonly #asking = new Set<{ readonly windowId: string; isGone: boolean }>();
  /** Files of this run, by the id under which the page knows them. */
  readonly #files = new Map<string, string>();
  /** Snapshots whose file the page has not written yet: their camera, null for the whole wall. */
  readonly #snapshots = new Map<string, { readonly channelId: ChannelId | null; readonly atMs: number }>();
  /** When each window asked for its snapshots of the last minute. */
  readonly #snapshotsAtMs = new Map<string, readonly number[]>();
  readonly #stopListening: () => void;
  readonly #disposed = new AbortController();
  #onIdle: () => void = () => {};

  constructor(options: ClipsOptions) {
    this.#options = options;
    this.#stopListening = options.tools.onClip((clipId, progress) => this.#onProgress(clipId, progress));
  }

  list(): Clip[] {
    return [...this.#running.values()].map(({ clip }) => clip);
  }

  /** @throws {AppError} what `live.open` throws, `media.no-past`, `media.not-streaming`, `media.gateway-down`. */
  start(stream: StreamName, windowId: string): Promise<Clip> {
    const known = [...this.#running.values()].find(({ clip }) => clip.channelId === stream.channelId);
    if (known !== undefined) return Promise.resolve(known.clip);
    const starting = this.#starting.get(stream.channelId) ?? this.#startFor(stream, windowId);
    this.#starting.set(stream.channelId, starting);
    const forget = (): boolean => this.#starting.delete(stream.channelId);
    starting.then(forget, forget);
    return starting;
  }

  stop(clipId: string, reason: 'stopped' | 'cleared'): void {
    const running = this.#running.get(clipId);
    if (running === undefined || running.wish !== null) return;
    running.wish = reason;
    this.#options.tools.stopClip(clipId);
  }

  /** @throws {AppError} `media.no-past`, `media.not-streaming`. */
  async replay(stream: StreamName & { readonly backMs: number }): Promise<{ url: string; fromMs: number }> {
    const { tools, addressOf } = this.#options;
    const fromMs = Date.now() - stream.backMs;
    const answer = await tools.ask({ kind: 'replay', key: streamKeyOf(stream), fromMs, receiveMs: REPLAY_RECEIVE_MS });
    return { url: addressOf('past', answer.replayId), fromMs: answer.fromMs };
  }

  /** @throws {AppError} `media.no-past`, `media.not-streaming`. */
  sound(stream: StreamName): Promise<SoundTrack> {
    return this.#options.tools.ask({ kind: 'sound', key: streamKeyOf(stream) });
  }

  /**
   * Names a file for a snapshot, and the address that takes it once.
   *
   * @throws {AppError} `channel.not-found` for an id that is none; `ipc.too-many` (param `limit`) for a window that asks too
   *   often.
   */
  async snapshot(request: { channelId: ChannelId | null; wallName: string; atMs: number }, windowId: string) {
    const { tools, addressOf, settings } = this.#options;
    const { channelId, wallName, atMs } = request;
    this.#countSnapshot(windowId);
    const stem = fileStem(channelId === null ? fileNamePart(wallName) : this.#stemOf(channelId), atMs);
    const path = freePath(settings.folder, stem, 'png');
    const { uploadId } = await tools.ask({ kind: 'expect-file', path, maxBytes: MAX_SNAPSHOT_BYTES });
    const fileId = randomUUID();
    this.#remember(fileId, path);
    this.#snapshots.set(fileId, { channelId, atMs });
    return { fileId, path, url: addressOf('file', uploadId) };
  }

  /** The page has written the file of a snapshot. Lists the file once; an id that is no snapshot lists nothing. */
  snapshotWritten(fileId: string): void {
    const path = this.#files.get(fileId);
    const snapshot = this.#snapshots.get(fileId);
    if (path === undefined || snapshot === undefined) return;
    const { channelId, atMs: ofMs } = snapshot;
    this.#snapshots.delete(fileId);
    this.#options.onSaved({ kind: channelId === null ? 'wall-snapshot' : 'snapshot', channelId, path, ofMs });
  }

  /** @throws {AppError} as {@link revealFile}. */
  async reveal(fileId: string): Promise<void> {
    await revealFile(this.#files.get(fileId) ?? null, this.#options.reveal);
  }

  /** The window is gone, and its tiles with it. */
  onWindowGone(windowId: string): void {
    this.#snapshotsAtMs.delete(windowId);
    for (const asking of this.#asking) if (asking.windowId === windowId) asking.isGone = true;
    for (const [clipId, running] of this.#running) if (running.windowId === windowId) this.stop(clipId, 'cleared');
  }

  /** Finishes every recording, for as long as that may take at the end of the client. */
  async dispose(): Promise<void> {
    this.#disposed.abort();
    for (const clipId of this.#running.keys()) this.stop(clipId, 'cleared');
    const finished = new Promise<void>((resolve) => {
      this.#onIdle = resolve;
      if (this.#running.size === 0) resolve();
    });
    await atMost(finished, FINISH_WITHIN_MS);
    this.#stopListening();
  }

  /** A recording whose window went away in the meantime ends as soon as it begins. */
  async #startFor(stream: StreamName, windowId: string): Promise<Clip> {
    const asking = { windowId, isGone: false };
    this.#asking.add(asking);
    const clip = await this.#start(stream, windowId).finally(() => this.#asking.delete(asking));
    if (asking.isGone) this.stop(clip.clipId, 'cleared');
    return clip;
  }

  async #start(stream: StreamName, windowId: string): Promise<Clip> {
    const { live, settings } = this.#options;
    const startedAtMs = Date.now();
    const { leaseId } = await live.open(stream, HOLDER);
    const clipId = randomUUID();
    const clip: Clip = {
      clipId,
      channelId: stream.channelId,
      profile: stream.profile,
      startedAtMs,
      fromMs: startedAtMs,
      parts: [],
      bytes: 0,
      sound: { kind: 'none' },
      ended: null,
    };
    const { folder } = settings;
    const stem = this.#stemOf(stream.channelId);
    const running: Running = { windowId, leaseId, folder, stem, before: [], beforeBytes: 0, wish: null, clip };
    this.#running.set(clipId, running);
    try {
      const fromMs = await this.#order(running, startedAtMs - CLIP_LEAD_MS);
      running.clip = { ...running.clip, fromMs };
    } catch (error) {
      this.#running.delete(clipId);
      live.close(leaseId, HOLDER);
      throw error;
    }
    log.info('recording a clip', { profile: stream.profile });
    return running.clip;
  }

  async #order({ clip, before, folder, stem }: Running, fromMs: number): Promise<number> {
    const maxMs = Math.max(0, clip.startedAtMs + CLIP_LIMIT_MS - Date.now());
    const order = {
      clipId: clip.clipId,
      key: streamKeyOf(clip),
      fromMs,
      folder,
      stem,
      maxMs,
      partsBefore: before.length,
    };
    return (await this.#options.tools.ask({ kind: 'start-clip', order })).fromMs;
  }

  #onProgress(clipId: string, progress: ClipProgress): void {
    const running = this.#running.get(clipId);
    if (running === undefined) return;
    const parts = [...running.before, ...progress.parts];
    const bytes = running.beforeBytes + progress.bytes;
    const isLost = progress.ended?.error?.code === 'media.gateway-down';
    if (isLost && running.wish === null) {
      running.before = running.clip.parts;
      running.beforeBytes = running.clip.bytes;
      void this.#resume(running);
      return;
    }
    const ended = progress.ended && { ...progress.ended, reason: endOf(progress.ended.reason, running.wish) };
    running.clip = { ...running.clip, parts, bytes, sound: progress.sound, ended };
    const [first] = parts;
    if (first !== undefined) this.#remember(clipId, first.path);
    if (ended !== null) this.#close(running);
    this.#options.emit('clip.changed', running.clip);
  }

  /** Waits for the restarted worker: the recording continues as soon as the stream is there. */
  async #resume(running: Running): Promise<void> {
    const { signal } = this.#disposed;
    for (let tries = 1; ; tries += 1) {
      await delay(RESUME_EVERY_MS, undefined, { signal }).catch(() => {});
      // The recording was stopped while it was starting, before the worker knew of it.
      if (running.wish !== null) return this.#end(running, { reason: running.wish, error: null });
      try {
        await this.#order(running, Date.now());
        return;
      } catch (error) {
        if (tries < RESUME_TRIES) continue;
        return this.#end(running, { reason: 'failed', error: toWireError(error) });
      }
    }
  }

  #end(running: Running, ended: NonNullable<Clip['ended']>): void {
    running.clip = { ...running.clip, ended };
    this.#close(running);
    this.#options.emit('clip.changed', running.clip);
  }

  #close({ clip, leaseId }: Running): void {
    const { channelId } = clip;
    for (const { path } of clip.parts) this.#options.onSaved({ kind: 'clip', channelId, path });
    this.#running.delete(clip.clipId);
    this.#options.live.close(leaseId, HOLDER);
    if (this.#running.size === 0) this.#onIdle();
  }

  #countSnapshot(windowId: string): void {
    const nowMs = performance.now();
    const recent = (this.#snapshotsAtMs.get(windowId) ?? []).filter((atMs) => nowMs - atMs < 60_000);
    if (recent.length >= MAX_SNAPSHOTS_A_MINUTE) {
      const params = { limit: MAX_SNAPSHOTS_A_MINUTE };
      throw new AppError('ipc.too-many', 'too many snapshots', { params, action: 'wait' });
    }
    this.#snapshotsAtMs.set(windowId, [...recent, nowMs]);
  }

  #remember(fileId: string, path: string): void {
    this.#files.set(fileId, path);
    const [oldest] = this.#files.keys();
    if (this.#files.size <= MAX_REMEMBERED || oldest === undefined) return;
    this.#files.delete(oldest);
    this.#snapshots.delete(oldest);
  }

  /** `117 Dock gate, IVM demo`: what every file name of a camera begins with. */
  #stemOf(channelId: ChannelId): string {
    const native = givenChannelRef(channelId).channelNativeId;
    const channel = this.#options.channelOf(channelId);
    const camera = channel === undefined ? native : `${channel.number} ${channel.name}`;
    return `${fileNamePart(camera)}, ${fileNamePart(this.#options.labelOf(channelId), MAX_ACCOUNT_BYTES)}`;
  }
}

function endOf(
  reason: NonNullable<ClipProgress['ended']>['reason'],
  wish: Running['wish'],
): NonNullable<Clip['ended']>['reason'] {
  return reason === 'stopped' ? (wish ?? 'stopped') : reason;
}

function freePath(folder: string, stem: string, extension: string): string {
  for (let i = 1; ; i += 1) {
    const path = join(folder, `${stem}${i === 1 ? '' : ` (${i})`}.${extension}`);
    if (!existsSync(path)) return path;
  }
}
