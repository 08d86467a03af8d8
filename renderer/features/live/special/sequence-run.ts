/**
 * The cameras of one tile that chooses its camera by itself. The next camera is opened in the pool unseen, below the
 * picture that shows, and is shown when it has a picture of its own. The tile then borrows the same slot, so the change
 * is a cut. At most one stream is open ahead.
 */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { Health, SequenceEngine, SequenceView } from '../../../state/sequences/sequences-engine.ts';
import type { SlotHandle, PlayerPool, SlotKey } from '../../../media/pool/player-pool.ts';
import type { TileExtent } from '../../../media/live/stream-profile.ts';

export interface WarmPorts {
  readonly pool: Pick<PlayerPool, 'acquire' | 'snapshot'>;
  /** The slot that the tile borrows for this camera. */
  readonly slotOf: (channelId: ChannelId) => SlotKey;
  readonly hasSubStream: (channelId: ChannelId) => boolean;
  /** The tile is important whatever its size: it always gets the main stream. */
  readonly isBest: boolean;
}

/** How the stream of a slot is doing. */
export function healthIn(pool: Pick<PlayerPool, 'snapshot'>, slot: SlotKey): Health {
  const phase = pool.snapshot(slot)?.state.phase;
  switch (phase) {
    case undefined:
    case 'idle':
    case 'parked':
      return 'unknown';
    case 'opening':
    case 'reconnecting':
      return 'opening';
    case 'playing':
    case 'delayed':
    case 'stalled':
      return 'ready';
    case 'frozen':
    case 'failed':
      return 'failed';
    default:
      return phase satisfies never;
  }
}

/** The size that is assumed before the tile is on the page. */
const SIZE_UNKNOWN = { widthPx: 640, heightPx: 360 };

export class WarmSlot {
  readonly #ports: WarmPorts;
  #held: { readonly id: ChannelId; readonly handle: SlotHandle } | null = null;
  #place: HTMLElement | null = null;

  constructor(ports: WarmPorts) {
    this.#ports = ports;
  }

  /** The element below the tile's picture, of the same size. */
  setPlace(place: HTMLElement | null): void {
    this.#place = place;
    if (place) this.#held?.handle.show(place);
  }

  /** Opens this camera ahead and closes the earlier one; null for none. */
  want(id: ChannelId | null): void {
    if (id === (this.#held?.id ?? null)) return;
    this.#held?.handle.release();
    this.#held = null;
    if (id === null) return;
    const { pool, slotOf, hasSubStream } = this.#ports;
    const handle = pool.acquire(slotOf(id), { channelId: id, hasSubStream: hasSubStream(id), extent: this.#extent() });
    if (this.#place) handle.show(this.#place);
    this.#held = { id, handle };
  }

  healthOf(id: ChannelId): Health {
    return healthIn(this.#ports.pool, this.#ports.slotOf(id));
  }

  release(): void {
    this.want(null);
    this.#place = null;
  }

  #extent(): TileExtent {
    const { isBest } = this.#ports;
    const place = this.#place;
    if (!place || place.clientWidth === 0) return { ...SIZE_UNKNOWN, isMaximised: isBest };
    const ratio = window.devicePixelRatio * (place.currentCSSZoom ?? 1);
    return { widthPx: place.clientWidth * ratio, heightPx: place.clientHeight * ratio, isMaximised: isBest };
  }
}

/** A sequence of cameras on a tile. */
export class SequenceRun {
  readonly engine: SequenceEngine;
  readonly warm: WarmSlot;
  readonly #isOff: (id: ChannelId) => boolean;

  /** @param isOff whether the cloud says that the camera is off: then its stream is not opened ahead. */
  constructor(engine: SequenceEngine, warm: WarmSlot, isOff: (id: ChannelId) => boolean) {
    this.engine = engine;
    this.warm = warm;
    this.#isOff = isOff;
  }

  advance(nowMs: number): SequenceView {
    const healthOf = (id: string): Health =>
      this.#isOff(id as ChannelId) ? 'offline' : this.warm.healthOf(id as ChannelId);
    const view = this.engine.update(nowMs, healthOf);
    this.warm.want(view.nextId as ChannelId | null);
    return view;
  }
}

/** A camera that was asked for gets this long for its picture before the tile changes to it without one. */
export const FOLLOW_GRACE_MS = 2_500;

/** A tile that follows the selected camera, or the camera of an alarm. */
export class FollowRun {
  readonly warm: WarmSlot;
  #shown: ChannelId | null = null;
  #target: ChannelId | null = null;
  #sinceMs = 0;

  constructor(warm: WarmSlot) {
    this.warm = warm;
  }

  /** @returns the camera to show now. */
  follow(target: ChannelId | null, nowMs: number): ChannelId | null {
    if (target !== this.#target) this.#sinceMs = nowMs;
    this.#target = target;
    if (target === this.#shown || target === null || this.#shown === null) return this.#cut(target);
    this.warm.want(target);
    const health = this.warm.healthOf(target);
    const isDone = health === 'ready' || health === 'failed' || Math.abs(nowMs - this.#sinceMs) >= FOLLOW_GRACE_MS;
    return isDone ? this.#cut(target) : this.#shown;
  }

  #cut(target: ChannelId | null): ChannelId | null {
    this.#shown = target;
    this.warm.want(null);
    return target;
  }
}
