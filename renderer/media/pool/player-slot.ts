/**
 * The place of one camera on a wall: its host element, the player that shows, and while the stream changes a second player
 * that starts unseen below it. The change is a cut at the first frame of the new stream, so the picture never goes black.
 */
import type { WireError } from '../../../preload/domain/error.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { StreamProfile } from '../../../preload/domain/media/streams.ts';
import { ASSUMED_PIXEL_RATES, USUAL_SUB } from './decoder-budget.ts';
import type { GovernedTile, Restraint } from './governor.ts';
import type { Player } from '../live/player.ts';
import {
  isMoving,
  NO_STATISTICS,
  type PlayerSnapshot,
  type PlayerState,
  type ProfileNotice,
} from '../live/player-state.ts';
import { chooseProfile, type PictureSize, type TileExtent } from '../live/stream-profile.ts';

/** A tile keeps its new size this long before the stream follows, so that a layout being tried out costs nothing. */
const SETTLE_MS = 700;
/**
 * After the picture is reduced, the main stream stays this long, because the operator may enlarge the picture again.
 */
const ZOOM_BACK_MS = 3_000;
/** After a failed change to the main stream the next try waits this long: the sub stream plays meanwhile. */
const MAIN_AGAIN_MS = 10_000;
const MAIN_AGAIN_HARD_MS = 60_000;
/** A new player begins within this time: the queue of starts is never longer. */
const START_LIMIT_MS = 15_000;

export interface SlotRequest {
  readonly channelId: ChannelId;
  /** False where the camera has one stream only, which is then called main. */
  readonly hasSubStream: boolean;
  readonly extent: TileExtent;
  /** The operator wants the best quality for this tile, whatever the load. */
  readonly isProtected?: boolean;
}

/** The functions that the pool supplies to its slots. */
export interface SlotPorts {
  createHost(): HTMLElement;
  createPlayer(
    slot: PlayerSlot,
    profile: StreamProfile,
    events: { readonly onChange: () => void; readonly onUnsupported: (codec: string) => void },
  ): Player;
  /** Disposes the player and takes its element back. */
  discard(player: Player): void;
  /** Starts in turn with the other slots; the returned function cancels the start. */
  enqueue(start: () => void): () => void;
  onChange(slot: PlayerSlot): void;
}

const otherThan = (profile: StreamProfile): StreamProfile => (profile === 'main' ? 'sub' : 'main');

export class PlayerSlot {
  readonly channelId: ChannelId;
  readonly host: HTMLElement;
  readonly #ports: SlotPorts;
  readonly #hasSubStream: boolean;
  #extent: TileExtent;
  /**
   * The stream that the size asks for, whatever shows; otherwise a lowered tile would look like a tile that wants no
   * more.
   */
  #wish: StreamProfile;
  #profile: StreamProfile;
  #current: Player | null = null;
  #pending: Player | null = null;
  /** The codec of each stream that this machine cannot decode. */
  readonly #unplayable = new Map<StreamProfile, string>();
  #mainFailure: WireError | null = null;
  #changeAtMs: number | null = null;
  #openedAtMs = 0;
  #restraint: Restraint | null = null;
  /** The tile cannot be seen: its stream is closed until it can be seen again. */
  #isAway = false;
  #resting: PlayerState = { phase: 'idle' };
  readonly #pixelRates: Record<StreamProfile, number> = { ...ASSUMED_PIXEL_RATES };
  #subSize: PictureSize = USUAL_SUB;
  #unqueue: () => void = () => undefined;

  /** Plays nothing before {@link start}. */
  constructor(request: SlotRequest, ports: SlotPorts) {
    this.channelId = request.channelId;
    this.#hasSubStream = request.hasSubStream;
    this.#extent = request.extent;
    this.#ports = ports;
    this.host = ports.createHost();
    this.#wish = chooseProfile(request.extent, null, this.#subSize);
    this.#profile = this.#wanted(null);
  }

  snapshot(): PlayerSnapshot {
    return {
      channelId: this.channelId,
      profile: this.#profile,
      state: this.#current?.state ?? this.#resting,
      statistics: this.#current?.statistics ?? NO_STATISTICS,
      notice: this.#notice(),
    };
  }

  /** The tile can be seen: opens the stream unless it is open or the governor has parked it. */
  start(): void {
    this.#isAway = false;
    this.#open();
  }

  #open(): void {
    if (this.#current || this.#isAway || this.#restraint?.kind === 'parked') return;
    this.#resting = { phase: 'idle' };
    this.#profile = this.#wanted(this.#profile);
    const player = this.#create(this.#profile);
    this.#current = player;
    this.host.append(player.video);
    const wantedAtMs = Date.now();
    this.#openedAtMs = wantedAtMs;
    this.#unqueue = this.#ports.enqueue(() => player.start(wantedAtMs));
  }

  /** Begins again with another player and another lease, whatever state the present player is in. */
  restart(): void {
    this.#dropPending();
    if (this.#current) this.#replace(this.#wanted(this.#profile));
    this.#ports.onChange(this);
  }

  /** When something must have happened to the picture at the latest; null when nothing must happen. */
  get dueAtMs(): number | null {
    const player = this.#current;
    if (!player) return null;
    return player.state.phase === 'idle' ? this.#openedAtMs + START_LIMIT_MS : player.dueAtMs;
  }

  get isMoving(): boolean {
    return this.#current !== null && isMoving(this.#current.state);
  }

  /** The tile cannot be seen: closes the streams and keeps the place. */
  park(): void {
    if (this.#isAway) return;
    this.#isAway = true;
    this.#close();
  }

  #close(): void {
    this.#unqueue();
    this.#dropPending();
    if (this.#current) this.#ports.discard(this.#current);
    this.#current = null;
    this.#resting = { phase: 'parked', sinceMs: Date.now() };
    this.#ports.onChange(this);
  }

  /** The facts that the governor needs; null while the tile cannot be seen. */
  demand(): Omit<GovernedTile, 'key' | 'isProtected'> | null {
    if (this.#isAway) return null;
    const { width, height, fps } = this.#current?.statistics ?? NO_STATISTICS;
    if (width > 0 && fps > 1) this.#pixelRates[this.#profile] = width * height * fps;
    const { widthPx, heightPx, isMaximised, isWatched = false, zoom = 1 } = this.#extent;
    return {
      wanted: this.#hasSubStream ? this.#wish : 'main',
      canLower: this.#hasSubStream && !this.#unplayable.has('sub'),
      // A picture that the operator enlarged counts as large as the whole enlarged picture.
      areaPx: widthPx * heightPx * zoom ** 2,
      isMaximised,
      isWatched: isWatched || zoom > 1,
      pixelRates: this.#pixelRates,
    };
  }

  /** The governor's verdict on this tile; null lets it play what its size asks for. */
  restrain(restraint: Restraint | null): void {
    const before = this.#restraint;
    this.#restraint = restraint;
    if (before?.kind === restraint?.kind && before?.reason === restraint?.reason) return;
    if (restraint?.kind === 'parked') return this.#close();
    if (this.#current) this.#changeProfile(Date.now());
    else this.#open();
    this.#ports.onChange(this);
  }

  tick(nowMs: number, isSecond: boolean): void {
    if (this.#changeAtMs !== null && nowMs >= this.#changeAtMs) this.#changeProfile(nowMs);
    this.#current?.tick(nowMs, isSecond);
    this.#pending?.tick(nowMs, isSecond);
  }

  /** The clock was set, or the machine slept: every planned time is planned again. */
  restartWaits(nowMs: number): void {
    if (this.#changeAtMs !== null) this.#changeAtMs = Math.min(this.#changeAtMs, nowMs + SETTLE_MS);
    for (const player of this.players()) player.restartWaits(nowMs);
  }

  setExtent(extent: TileExtent): void {
    const isChosen = (extent.choice ?? null) !== (this.#extent.choice ?? null);
    const isUrgent = isChosen || (extent.isMaximised && !this.#extent.isMaximised);
    const noticeBefore = this.#notice()?.kind;
    const wasZoomed = (this.#extent.zoom ?? 1) > 1;
    const { width, height } = this.#current?.statistics ?? NO_STATISTICS;
    if (this.#current?.profile === 'sub' && width > 0) this.#subSize = { width, height };
    this.#extent = extent;
    this.#wish = chooseProfile(extent, this.#wish, this.#subSize);
    if (this.#notice()?.kind !== noticeBefore) this.#ports.onChange(this);
    const wanted = this.#wanted(this.#profile);
    const showing = this.#pending?.profile ?? this.#profile;
    if (wanted === showing) {
      this.#changeAtMs = null;
      return;
    }
    const nowMs = Date.now();
    if (isUrgent) this.#changeProfile(nowMs);
    else this.#changeAtMs ??= nowMs + (wasZoomed && wanted === 'sub' ? ZOOM_BACK_MS : SETTLE_MS);
  }

  /** The stream that the size, the enlargement and the operator ask for. */
  get wish(): StreamProfile {
    return this.#hasSubStream ? this.#wish : 'main';
  }

  /** Every player of this slot: the player that shows and the player that is about to show. */
  players(): readonly Player[] {
    return [this.#current, this.#pending].filter((player) => player !== null);
  }

  dispose(): void {
    this.#isAway = true;
    this.#close();
    this.host.remove();
  }

  #wanted(current: StreamProfile | null): StreamProfile {
    if (!this.#hasSubStream) return 'main';
    const isLowered = this.#restraint !== null && !this.#unplayable.has('sub');
    const chosen = isLowered ? 'sub' : this.#wish;
    if (!this.#unplayable.has(chosen)) return chosen;
    return this.#unplayable.has(otherThan(chosen)) ? (current ?? chosen) : otherThan(chosen);
  }

  /** There is a notice only if the size asks for another stream than the one that shows. */
  #notice(): ProfileNotice | null {
    const restraint = this.#restraint;
    if (restraint?.kind === 'parked') return { kind: 'parked', reason: restraint.reason };
    const chosen = this.#wish;
    if (!this.#hasSubStream || chosen === this.#profile) return null;
    const codec = this.#unplayable.get(chosen);
    if (codec !== undefined) return { kind: 'codec', codec, instead: this.#profile };
    if (restraint && chosen === 'main') return { kind: 'lowered', reason: restraint.reason };
    return this.#mainFailure === null || chosen === 'sub' ? null : { kind: 'main-failed', error: this.#mainFailure };
  }

  #create(profile: StreamProfile): Player {
    const player: Player = this.#ports.createPlayer(this, profile, {
      onChange: () => this.#onChange(player),
      onUnsupported: (codec) => this.#onUnsupported(player, codec),
    });
    return player;
  }

  #changeProfile(nowMs: number): void {
    this.#changeAtMs = null;
    const wanted = this.#wanted(this.#profile);
    this.#dropPending();
    if (wanted === this.#profile) return;
    if (!this.#current?.hasPicture) return this.#replace(wanted);
    const player = this.#create(wanted);
    this.#pending = player;
    // Below the present picture, so that it decodes but is not seen.
    this.host.prepend(player.video);
    player.start(nowMs);
  }

  #replace(profile: StreamProfile): void {
    this.#unqueue();
    if (this.#current) this.#ports.discard(this.#current);
    this.#current = null;
    this.#profile = profile;
    this.#open();
  }

  #onChange(player: Player): void {
    if (player === this.#pending) this.#watchPending(player);
    else if (player === this.#current) this.#ports.onChange(this);
  }

  #watchPending(player: Player): void {
    if (player.hasPicture) {
      const before = this.#current;
      this.#current = player;
      this.#pending = null;
      this.#profile = player.profile;
      this.#mainFailure = null;
      if (before) this.#ports.discard(before);
      this.#ports.onChange(this);
    } else if (player.state.phase === 'failed' || player.state.phase === 'reconnecting') {
      this.#giveUpPending(player.state.error);
    }
  }

  #giveUpPending(error: WireError): void {
    const isMain = this.#pending?.profile === 'main';
    this.#dropPending();
    if (!isMain) return;
    this.#mainFailure = error;
    this.#changeAtMs = Date.now() + (error.retryable ? MAIN_AGAIN_MS : MAIN_AGAIN_HARD_MS);
    this.#ports.onChange(this);
  }

  #onUnsupported(player: Player, codec: string): void {
    const other = otherThan(player.profile);
    if (!this.#hasSubStream || this.#unplayable.has(player.profile)) return;
    this.#unplayable.set(player.profile, codec);
    if (player === this.#current && !this.#unplayable.has(other)) this.#replace(other);
    else this.#ports.onChange(this);
  }

  #dropPending(): void {
    if (this.#pending) this.#ports.discard(this.#pending);
    this.#pending = null;
  }
}
