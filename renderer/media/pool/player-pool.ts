/**
 * Owns every live player and its `<video>`. Components borrow a slot by a handle; they never construct, seek or destroy
 * a player. A released slot lingers, so a layout change or StrictMode's double effect does not reconnect.
 */
import { isOfAccount, type AccountId, type ChannelId, type LeaseId } from '../../../preload/domain/ids.ts';
import type { StreamFeed, StreamProfile, StreamTicket } from '../../../preload/domain/media/streams.ts';
import type { FrameAligner } from '../live/frame-aligner.ts';
import { LeaseIndex } from './lease-index.ts';
import { Player } from '../live/player.ts';
import type { LivePorts } from '../live/player-setup.ts';
import type { EngineFactory } from '../engines/player-engine.ts';
import { PlayerSlot, type SlotPorts, type SlotRequest } from './player-slot.ts';
import type { PlayerSnapshot } from '../live/player-state.ts';
import type { PoolGovernor } from './pool-governor.ts';
import { PoolWatchdog } from './pool-watchdog.ts';
import { StartQueue } from './start-queue.ts';
import type { TileExtent } from '../live/stream-profile.ts';
import type { Tick, Ticker } from '../ticker.ts';
import { VideoElementPool } from './video-element-pool.ts';

/** Names a slot: a camera, and which of its appearances on the wall. It does not name the tile, so tiles can swap. */
export type SlotKey = string & { readonly __slot: true };

const LINGER_MS = 2_000;
/**
 * A stream that cannot be seen is closed after this time. A hidden page ticks only once a second, so the real time is
 * at most two seconds. A short glance at another window costs nothing.
 */
const PARK_AFTER_UNSEEN_MS = 750;
const TICKS_PER_GOVERNOR_LOOK = 8;
const PUBLISH_EVERY_MS = 250;
const TICKS_PER_SECOND = 4;
const SPARE_VIDEO_ELEMENTS = 16;

export interface SlotHandle {
  /** Puts the picture into `container`, at once and without a new connection. */
  show(container: HTMLElement): void;
  setExtent(extent: TileExtent): void;
  /** False while another tile covers it. */
  setSeen(isSeen: boolean): void;
  setProtected(isProtected: boolean): void;
  /** Gives the slot back. A second call does nothing. */
  release(): void;
  /** Gives the slot back and closes its stream at once, unless another component holds the slot. */
  end(): void;
}

export type PoolListener = (changes: ReadonlyMap<SlotKey, PlayerSnapshot | null>) => void;

export interface PoolOptions {
  readonly ports: LivePorts;
  readonly createEngine: EngineFactory;
  readonly createVideo: () => HTMLVideoElement;
  readonly createHost: () => HTMLElement;
  readonly ticker: Ticker;
  /** Without it every tile plays the stream that its size asks for. */
  readonly governor?: PoolGovernor;
  /** Without it the pictures of tiles change at any time. */
  readonly beat?: FrameAligner;
  readonly random?: () => number;
}

interface Entry {
  readonly key: SlotKey;
  readonly slot: PlayerSlot;
  holders: number;
  isProtected: boolean;
  /** Since when another tile covers it, or null. */
  coveredAtMs: number | null;
  releasedAtMs: number | null;
  isDirty: boolean;
  publishedAtMs: number;
}

/** Counts of the pool's objects; all zero after `dispose`. For leak tests. */
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
  readonly #leases = new LeaseIndex();
  readonly #videoElements: VideoElementPool;
  readonly #queue = new StartQueue();
  readonly #watchdog: PoolWatchdog;
  #players = 0;
  #audible: SlotKey | null = null;
  #heard: HTMLVideoElement | null = null;
  #stopTicking: (() => void) | null = null;
  #tickCount = 0;
  #isVisible = true;
  #hiddenAtMs = 0;
  #isFlushPlanned = false;
  /** The element that shows the picture of a slot now. */
  readonly videoOf = (key: SlotKey) => this.#entries.get(key)?.slot.players()[0]?.video ?? null;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#videoElements = new VideoElementPool(options.createVideo, SPARE_VIDEO_ELEMENTS);
    this.#watchdog = new PoolWatchdog(options.random ?? Math.random);
  }

  /** Borrows the slot of `key`, and opens its stream when no other component holds the slot yet. */
  acquire(key: SlotKey, request: SlotRequest): SlotHandle {
    const entry = this.#entries.get(key) ?? this.#create(key, request);
    // While the slot was closed nothing tried to recover it, so a failed player tries again now.
    if (entry.releasedAtMs !== null) this.#retryFailed(entry);
    entry.holders++;
    entry.releasedAtMs = null;
    entry.isProtected = request.isProtected ?? false;
    this.#setExtent(entry, request.extent);
    let isHeld = true;
    const release = (): void => {
      if (!isHeld) return;
      isHeld = false;
      entry.holders--;
      if (entry.holders === 0) entry.releasedAtMs = Date.now();
    };
    return {
      show: (container) => {
        container.append(entry.slot.host);
        for (const player of entry.slot.players()) player.resume();
      },
      setExtent: (extent) => {
        if (isHeld) this.#setExtent(entry, extent);
      },
      setSeen: (isSeen) => {
        if (isHeld) this.#setSeen(entry, isSeen);
      },
      setProtected: (isProtected) => {
        if (isHeld) entry.isProtected = isProtected;
      },
      release,
      end: () => {
        release();
        if (entry.holders === 0 && this.#entries.get(key) === entry) this.#remove(entry);
      },
    };
  }

  /**
   * The one slot whose own sound is heard, or null: for streams that carry sound and pictures together. It is not
   * closed while it is heard, even if its tile cannot be seen.
   */
  setAudible(key: SlotKey | null): void {
    this.#audible = key;
    this.#applySound();
  }

  /** The user does not want to wait for the next try. */
  retry(key: SlotKey): void {
    for (const player of this.#entries.get(key)?.slot.players() ?? []) player.retryNow();
  }

  snapshot(key: SlotKey): PlayerSnapshot | null {
    return this.#entries.get(key)?.slot.snapshot() ?? null;
  }

  /** The pixels per second that may be opened besides the open streams. */
  room(): number {
    return this.#options.governor?.room(this.#entries.values()) ?? Infinity;
  }

  /**
   * Calls `listener` with the present snapshots, if there are any, then with changes, at most four times a second per
   * slot; null means that the slot is gone.
   */
  subscribe(listener: PoolListener): () => void {
    if (this.#entries.size > 0) listener(new Map([...this.#entries].map(([key, { slot }]) => [key, slot.snapshot()])));
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onFeed(leaseId: LeaseId, feed: StreamFeed): void {
    this.#leases.onFeed(leaseId, feed, this.#players > 0);
  }

  onReplaced(leaseId: LeaseId, ticket: StreamTicket): void {
    this.#leases.onReplaced(leaseId, ticket);
  }

  /** The browser reports for one of the videos that more of it was loaded. */
  onProgress(): void {
    this.#queue.beat();
  }

  /** The connection to main is back, or the machine woke. */
  recoverNow(): void {
    const nowMs = Date.now();
    for (const player of this.#allPlayers()) {
      player.restartWaits(nowMs);
      player.recoverNow();
    }
  }

  /** The cloud of an account answers again: players that wait for this account try now. */
  retryAccount(accountId: AccountId): void {
    for (const { slot } of this.#entries.values()) {
      if (!isOfAccount(slot.channelId, accountId)) continue;
      for (const player of slot.players()) {
        if (player.state.phase === 'failed' || player.state.phase === 'reconnecting') player.retryNow();
      }
    }
  }

  /** Pictures of a hidden page prove nothing; its streams are soon closed until the page is seen again. */
  setVisible(isVisible: boolean): void {
    if (isVisible === this.#isVisible) return;
    this.#isVisible = isVisible;
    const nowMs = Date.now();
    if (!isVisible) {
      this.#hiddenAtMs = nowMs;
      return;
    }
    for (const player of this.#allPlayers()) player.restartWaits(nowMs);
    for (const entry of this.#entries.values()) if (entry.coveredAtMs === null) this.#wake(entry);
  }

  counts(): PoolCounts {
    return {
      slots: this.#entries.size,
      players: this.#players,
      videos: this.#videoElements.counts().lent,
      timers: this.#queue.counts().timers + (this.#stopTicking ? 1 : 0),
      listeners: this.#listeners.size,
    };
  }

  /** Closes every stream and forgets every listener. */
  dispose(): void {
    for (const entry of [...this.#entries.values()]) this.#remove(entry);
    this.#listeners.clear();
    this.#queue.clear();
    this.#videoElements.clear();
    this.#leases.clear();
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
    const waiting = { holders: 0, isProtected: request.isProtected ?? false, coveredAtMs: null, releasedAtMs: null };
    const entry: Entry = { key, slot, ...waiting, isDirty: true, publishedAtMs: 0 };
    this.#entries.set(key, entry);
    if (this.#isVisible) this.#wake(entry);
    else slot.park();
    this.#markDirty(key);
    return entry;
  }

  #createPlayer(
    channelId: ChannelId,
    profile: StreamProfile,
    events: { readonly onChange: () => void; readonly onUnsupported: (codec: string) => void },
  ): Player {
    this.#players++;
    const { ports, createEngine, random = Math.random } = this.#options;
    const onLease = (now: LeaseId | null, before: LeaseId | null): void => this.#leases.move(player, now, before);
    const video = this.#videoElements.take();
    const shared = { ports, createEngine, random, rejoin: (begin: () => void) => this.#queue.rejoin(begin) };
    const player: Player = new Player({ channelId, profile, video, onLease, ...shared, ...events });
    return player;
  }

  #discard(player: Player): void {
    player.dispose();
    if (player.video === this.#heard) {
      player.video.muted = true;
      this.#heard = null;
    }
    this.#videoElements.give(player.video);
    this.#players--;
  }

  #tick({ nowMs, hasJumped }: Tick): void {
    this.#tickCount++;
    for (const entry of [...this.#entries.values()]) {
      if (entry.releasedAtMs !== null && Math.abs(nowMs - entry.releasedAtMs) >= LINGER_MS) this.#remove(entry);
    }
    if (hasJumped) for (const { slot } of this.#entries.values()) slot.restartWaits(nowMs);
    this.#parkUnseen(nowMs);
    this.#applySound();
    if (this.#isVisible) {
      const isSecond = this.#tickCount % TICKS_PER_SECOND === 0;
      for (const entry of this.#entries.values()) this.#tickSlot(entry, nowMs, isSecond);
      this.#watchdog.check(this.#entries, nowMs);
      if (isSecond) this.#options.beat?.check(this.#allPlayers().flatMap(({ beatTile }) => beatTile ?? []));
      if (this.#tickCount % TICKS_PER_GOVERNOR_LOOK === 0)
        this.#options.governor?.update(this.#entries.values(), nowMs);
    }
    this.#publish();
    if (this.#entries.size > 0) return;
    this.#stopTicking?.();
    this.#stopTicking = null;
  }

  /** A failure of one tile must not keep the other tiles from their tick. */
  #tickSlot({ key, slot }: Entry, nowMs: number, isSecond: boolean): void {
    try {
      slot.tick(nowMs, isSecond);
    } catch (error) {
      this.#watchdog.accuse(key);
      reportError(error);
    }
  }

  /** A clock that was set counts as time gone by: closing too early costs little, never closing costs much. */
  #parkUnseen(nowMs: number): void {
    const isDue = (sinceMs: number | null): boolean =>
      sinceMs !== null && Math.abs(nowMs - sinceMs) > PARK_AFTER_UNSEEN_MS;
    const isPageDue = !this.#isVisible && isDue(this.#hiddenAtMs);
    for (const { key, slot, coveredAtMs } of this.#entries.values()) {
      if (key !== this.#audible && (isPageDue || isDue(coveredAtMs))) slot.park();
    }
  }

  /** Players are replaced when a stream changes: the sound moves to the player that shows. */
  #applySound(): void {
    const video = this.#audible && this.videoOf(this.#audible);
    if (video === this.#heard) return;
    if (this.#heard) this.#heard.muted = true;
    this.#heard = video;
    if (video) video.muted = false;
  }

  #setExtent(entry: Entry, extent: TileExtent): void {
    const before = entry.slot.wish;
    entry.slot.setExtent(extent);
    // Looking closely asks for a main stream that nothing else gives up for it: only what there is room for.
    const isAsking = (extent.zoom ?? 1) > 1 && before === 'sub' && entry.slot.wish === 'main';
    if (isAsking) this.#options.governor?.admit(entry, this.#entries.values(), Date.now());
  }

  #setSeen(entry: Entry, isSeen: boolean): void {
    if (isSeen === (entry.coveredAtMs === null)) return;
    entry.coveredAtMs = isSeen ? null : Date.now();
    if (isSeen && this.#isVisible) this.#wake(entry);
  }

  #wake(entry: Entry): void {
    this.#options.governor?.admit(entry, this.#entries.values(), Date.now());
    entry.slot.start();
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

  /**
   * Sends the changes, except of slots that were sent less than a quarter of a second ago: those wait for the next
   * tick.
   */
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
