/**
 * Owns every live player and its `<video>`. Components borrow a slot through a lease; they never construct, seek or destroy
 * a player. A released slot lingers, so a layout change or StrictMode's double effect does not reconnect.
 */
import type { ChannelId, LeaseId } from '../../preload/domain/ids.ts';
import type { StreamFeed, StreamProfile, StreamTicket } from '../../preload/domain/model.ts';
import type { FrameGrid } from './frame-grid.ts';
import { Player, type LivePorts } from './player.ts';
import type { EngineFactory } from './player-engine.ts';
import { PlayerSlot, type SlotPorts, type SlotRequest } from './player-slot.ts';
import type { PlayerSnapshot } from './player-state.ts';
import { StartQueue } from './start-queue.ts';
import type { TileExtent } from './stream-profile.ts';
import type { Tick, Ticker } from './ticker.ts';
import { VideoShelf } from './video-shelf.ts';

/** Names a slot: a camera, and which of its appearances on the wall. It does not name the tile, so tiles can swap. */
export type SlotKey = string & { readonly __slot: true };

export function slotKeyOf(channelId: ChannelId, copy: number): SlotKey {
  return `${channelId}#${copy}` as SlotKey;
}

const LINGER_MS = 2_000;
/** A hidden page keeps its streams this long: longer, and a video that Chromium has paused would fill its buffer. */
const PARK_AFTER_HIDDEN_MS = 30_000;
const PUBLISH_EVERY_MS = 250;
const TICKS_PER_SECOND = 4;
/** Events of leases whose `live.open` has not been answered yet. */
const MAX_EARLY_FEEDS = 64;
const SHELF_CAPACITY = 16;

export interface PlayerLease {
  /** Puts the picture into `container`, at once and without a new connection. */
  show(container: HTMLElement): void;
  setExtent(extent: TileExtent): void;
  /** Gives the slot back. A second call does nothing. */
  release(): void;
}

export type PoolListener = (changes: ReadonlyMap<SlotKey, PlayerSnapshot | null>) => void;

export interface PoolOptions {
  readonly ports: LivePorts;
  readonly createEngine: EngineFactory;
  readonly createVideo: () => HTMLVideoElement;
  readonly createHost: () => HTMLElement;
  readonly ticker: Ticker;
  readonly grid: FrameGrid;
  readonly random?: () => number;
}

interface Entry {
  readonly key: SlotKey;
  readonly slot: PlayerSlot;
  holders: number;
  releasedAtMs: number | null;
  isDirty: boolean;
  publishedAtMs: number;
}

/** What is held; all zero after `dispose`. For leak tests. */
export interface PoolCounts {
  readonly slots: number;
  readonly players: number;
  readonly videos: number;
  readonly timers: number;
  readonly listeners: number;
}

export class PlayerPool {
  readonly #options: PoolOptions;
  readonly #entries = new Map<SlotKey, Entry>();
  readonly #listeners = new Set<PoolListener>();
  readonly #byLease = new Map<LeaseId, Player>();
  readonly #earlyFeeds = new Map<LeaseId, StreamFeed>();
  readonly #shelf: VideoShelf;
  readonly #queue = new StartQueue();
  #players = 0;
  #stopTicking: (() => void) | null = null;
  #tickCount = 0;
  #isVisible = true;
  #hiddenAtMs = 0;
  #isFlushPlanned = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#shelf = new VideoShelf(options.createVideo, SHELF_CAPACITY);
  }

  /** Borrows the slot of `key`, opening its stream when nobody holds it yet. */
  acquire(key: SlotKey, request: SlotRequest): PlayerLease {
    const entry = this.#entries.get(key) ?? this.#create(key, request);
    // Nobody watched for what would have mended it meanwhile, so what has failed tries again.
    if (entry.releasedAtMs !== null) this.#retryFailed(entry);
    entry.holders++;
    entry.releasedAtMs = null;
    entry.slot.setExtent(request.extent);
    let isHeld = true;
    return {
      show: (container) => {
        container.append(entry.slot.host);
        for (const player of entry.slot.players()) player.resume();
      },
      setExtent: (extent) => {
        if (isHeld) entry.slot.setExtent(extent);
      },
      release: () => {
        if (!isHeld) return;
        isHeld = false;
        entry.holders--;
        if (entry.holders === 0) entry.releasedAtMs = Date.now();
      },
    };
  }

  /** The user's wish not to wait for the next try. */
  retry(key: SlotKey): void {
    for (const player of this.#entries.get(key)?.slot.players() ?? []) player.retryNow();
  }

  snapshot(key: SlotKey): PlayerSnapshot | null {
    return this.#entries.get(key)?.slot.snapshot() ?? null;
  }

  /**
   * Calls `listener` with what is held now, if anything, then with what changed, at most four times a second per slot; null
   * means that the slot is gone.
   */
  subscribe(listener: PoolListener): () => void {
    if (this.#entries.size > 0) listener(new Map([...this.#entries].map(([key, { slot }]) => [key, slot.snapshot()])));
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onFeed(leaseId: LeaseId, feed: StreamFeed): void {
    const player = this.#byLease.get(leaseId);
    if (player) return player.onFeed(feed);
    if (this.#players === 0) return;
    if (this.#earlyFeeds.size >= MAX_EARLY_FEEDS) this.#earlyFeeds.clear();
    this.#earlyFeeds.set(leaseId, feed);
  }

  onReplaced(leaseId: LeaseId, ticket: StreamTicket): void {
    this.#byLease.get(leaseId)?.onReplaced(ticket);
  }

  /** The connection to main is back, or the machine woke. */
  hurry(): void {
    const nowMs = Date.now();
    for (const player of this.#allPlayers()) {
      player.forgive(nowMs);
      player.hurry();
    }
  }

  /** A hidden page proves nothing about pictures, and after a while its streams are closed until it is seen again. */
  setVisible(isVisible: boolean): void {
    if (isVisible === this.#isVisible) return;
    this.#isVisible = isVisible;
    const nowMs = Date.now();
    if (!isVisible) {
      this.#hiddenAtMs = nowMs;
      return;
    }
    for (const player of this.#allPlayers()) player.forgive(nowMs);
    for (const entry of this.#entries.values()) entry.slot.start();
  }

  counts(): PoolCounts {
    return {
      slots: this.#entries.size,
      players: this.#players,
      videos: this.#shelf.counts().lent,
      timers: this.#queue.counts().timers + (this.#stopTicking ? 1 : 0),
      listeners: this.#listeners.size,
    };
  }

  /** Closes every stream and forgets every listener. */
  dispose(): void {
    for (const entry of [...this.#entries.values()]) this.#remove(entry);
    this.#listeners.clear();
    this.#queue.clear();
    this.#shelf.clear();
    this.#earlyFeeds.clear();
    this.#stopTicking?.();
    this.#stopTicking = null;
  }

  #create(key: SlotKey, request: SlotRequest): Entry {
    this.#stopTicking ??= this.#options.ticker.subscribe((tick) => this.#tick(tick));
    const ports: SlotPorts = {
      createHost: this.#options.createHost,
      createPlayer: (slot, profile, events) => this.#createPlayer(slot.channelId, profile, events),
      discard: (player) => this.#discard(player),
      enqueue: (start) => this.#queue.add(start),
      onChange: () => this.#markDirty(key),
    };
    const slot = new PlayerSlot(request, ports);
    const entry: Entry = { key, slot, holders: 0, releasedAtMs: null, isDirty: true, publishedAtMs: 0 };
    this.#entries.set(key, entry);
    this.#markDirty(key);
    return entry;
  }

  #createPlayer(
    channelId: ChannelId,
    profile: StreamProfile,
    events: { readonly onChange: () => void; readonly onUnsupported: (codec: string) => void },
  ): Player {
    this.#players++;
    const { ports, createEngine, grid, random = Math.random } = this.#options;
    const onLease = (now: LeaseId | null, before: LeaseId | null): void => {
      if (before) this.#byLease.delete(before);
      if (!now) return;
      this.#byLease.set(now, player);
      const feed = this.#earlyFeeds.get(now);
      this.#earlyFeeds.delete(now);
      if (feed) player.onFeed(feed);
    };
    const video = this.#shelf.take();
    const shared = { ports, createEngine, random, grid };
    const player: Player = new Player({ channelId, profile, video, onLease, ...shared, ...events });
    return player;
  }

  #discard(player: Player): void {
    player.dispose();
    this.#shelf.give(player.video);
    this.#players--;
  }

  #tick({ nowMs, hasJumped }: Tick): void {
    this.#tickCount++;
    for (const entry of [...this.#entries.values()]) {
      if (entry.releasedAtMs !== null && Math.abs(nowMs - entry.releasedAtMs) >= LINGER_MS) this.#remove(entry);
    }
    if (hasJumped) for (const player of this.#allPlayers()) player.forgive(nowMs);
    if (this.#isVisible) {
      const isSecond = this.#tickCount % TICKS_PER_SECOND === 0;
      for (const entry of this.#entries.values()) entry.slot.tick(nowMs, isSecond);
    } else if (nowMs - this.#hiddenAtMs > PARK_AFTER_HIDDEN_MS) {
      for (const entry of this.#entries.values()) if (entry.slot.players().length > 0) entry.slot.park();
    }
    this.#publish();
    if (this.#entries.size > 0) return;
    this.#stopTicking?.();
    this.#stopTicking = null;
  }

  #retryFailed(entry: Entry): void {
    for (const player of entry.slot.players()) if (player.state.phase === 'failed') player.retryNow();
  }

  #allPlayers(): readonly Player[] {
    return [...this.#entries.values()].flatMap((entry) => entry.slot.players());
  }

  #remove(entry: Entry): void {
    this.#entries.delete(entry.key);
    entry.slot.dispose();
    for (const listener of this.#listeners) listener(new Map([[entry.key, null]]));
  }

  #markDirty(key: SlotKey): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    entry.isDirty = true;
    if (this.#isFlushPlanned) return;
    this.#isFlushPlanned = true;
    queueMicrotask(() => {
      this.#isFlushPlanned = false;
      this.#publish();
    });
  }

  /** Sends what changed, save slots that were sent less than a quarter second ago: those wait for the next tick. */
  #publish(): void {
    const nowMs = Date.now();
    const changes = new Map<SlotKey, PlayerSnapshot | null>();
    for (const entry of this.#entries.values()) {
      if (!entry.isDirty || Math.abs(nowMs - entry.publishedAtMs) < PUBLISH_EVERY_MS) continue;
      entry.isDirty = false;
      entry.publishedAtMs = nowMs;
      changes.set(entry.key, entry.slot.snapshot());
    }
    if (changes.size > 0) for (const listener of this.#listeners) listener(changes);
  }
}
