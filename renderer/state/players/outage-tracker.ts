/**
 * Keeps the shared causes over time: one opens when pictures have been lost together for a moment, and ends when they are
 * back. A tile that tries again is still lost until its picture moves.
 */
import type { WireError } from '../../../preload/domain/error.ts';
import { accountOf, type AccountId, type ChannelId, type DeviceId } from '../../../preload/domain/ids.ts';
import type { SlotKey } from '../../media/pool/player-pool.ts';
import type { PlayerSnapshot } from '../../media/live/player-state.ts';
import { groupLosses, scopeKey, type Loss, type LossGroup, type OutageScope } from './outage-groups.ts';

/** A shorter loss is a hiccup, which the tiles show by themselves. */
const OPENS_AFTER_MS = 2_000;
/**
 * A cause that went out of sight, as when another screen was looked at, continues if it is seen again within this time.
 */
const REMEMBER_MS = 15 * 60_000;
const MAX_PAST = 20;

export interface Outage {
  readonly id: string;
  readonly scope: OutageScope;
  readonly error: WireError;
  /** The tiles that have no picture now. */
  readonly slots: ReadonlySet<SlotKey>;
  readonly cameras: number;
  readonly mostCameras: number;
  /** The account does not answer, or none of its cameras on the wall plays: nothing is known of its other cameras. */
  readonly isSilent: boolean;
  readonly sinceMs: number;
  /** When the last picture was back, or null while some are lost. */
  readonly endedAtMs: number | null;
}

export interface Outages {
  /** Most cameras first. */
  readonly active: readonly Outage[];
  /** Those that ended, the latest first. */
  readonly past: readonly Outage[];
}

export const NO_OUTAGES: Outages = { active: [], past: [] };

export class OutageTracker {
  readonly #losses = new Map<SlotKey, Loss>();
  /** The accounts of the cameras that play. */
  readonly #playing = new Set<AccountId>();
  /** The tiles whose pictures came back since the last look. */
  readonly #back = new Set<SlotKey>();
  readonly #active = new Map<string, Outage>();
  readonly #remembered = new Map<string, { readonly sinceMs: number; readonly seenAtMs: number }>();
  /** When a group was first seen that has not opened yet. */
  readonly #pending = new Map<string, number>();
  #past: readonly Outage[] = [];

  /** True while another look may find something although no player changes. */
  get isWaiting(): boolean {
    return this.#pending.size > 0;
  }

  update(
    players: Readonly<Record<SlotKey, PlayerSnapshot>>,
    deviceOf: (channelId: ChannelId) => DeviceId | null,
    nowMs: number,
  ): Outages {
    this.#collect(players, deviceOf, nowMs);
    const groups = new Map(groupLosses([...this.#losses.values()]).map((group) => [scopeKey(group.scope), group]));
    for (const key of this.#pending.keys()) if (!groups.has(key)) this.#pending.delete(key);
    for (const [key, group] of groups) this.#continue(key, group, nowMs);
    for (const [key, outage] of this.#active) if (!groups.has(key)) this.#dwindle(key, outage, nowMs);
    this.#back.clear();
    const active = [...this.#active.values()].sort((a, b) => b.cameras - a.cameras);
    return { active, past: this.#past };
  }

  #collect(
    players: Readonly<Record<SlotKey, PlayerSnapshot>>,
    deviceOf: (channelId: ChannelId) => DeviceId | null,
    nowMs: number,
  ): void {
    this.#playing.clear();
    for (const slot of this.#losses.keys()) if (!players[slot]) this.#losses.delete(slot);
    for (const [slot, { channelId, state }] of Object.entries(players) as [SlotKey, PlayerSnapshot][]) {
      if (state.phase === 'playing' || state.phase === 'delayed') {
        this.#playing.add(accountOf(channelId));
        if (this.#losses.delete(slot)) this.#back.add(slot);
      } else if (state.phase === 'parked') this.#losses.delete(slot);
      else if (state.phase === 'reconnecting' || state.phase === 'failed') {
        const accountId = accountOf(channelId);
        const sinceMs = this.#losses.get(slot)?.sinceMs ?? nowMs;
        this.#losses.set(slot, { slot, accountId, deviceId: deviceOf(channelId), error: state.error, sinceMs });
      }
    }
  }

  #continue(key: string, group: LossGroup, nowMs: number): void {
    const known = this.#active.get(key);
    const firstSeenMs = this.#pending.get(key) ?? nowMs;
    if (!known && Math.abs(nowMs - firstSeenMs) < OPENS_AFTER_MS) {
      this.#pending.set(key, firstSeenMs);
      return;
    }
    this.#pending.delete(key);
    const isSilent = this.#isSilent(group);
    this.#active.set(key, grown(known ?? this.#opened(key, group, nowMs), group, isSilent));
  }

  #isSilent({ scope, isOfApi }: LossGroup): boolean {
    return scope.kind === 'account' && (isOfApi || !this.#playing.has(scope.accountId));
  }

  #opened(key: string, group: LossGroup, nowMs: number): Outage {
    const remembered = this.#remembered.get(key);
    this.#remembered.delete(key);
    const isSame = remembered !== undefined && Math.abs(nowMs - remembered.seenAtMs) < REMEMBER_MS;
    const sinceMs = isSame ? remembered.sinceMs : Math.min(...group.losses.map((loss) => loss.sinceMs));
    const { scope, error } = group;
    const none = { slots: new Set<SlotKey>(), cameras: 0, mostCameras: 0, isSilent: false, endedAtMs: null };
    return { id: `${key}|${sinceMs}`, scope, error, sinceMs, ...none };
  }

  /** Too few are lost for a group: the cause stands until the last of its tiles is back or gone. */
  #dwindle(key: string, outage: Outage, nowMs: number): void {
    const left = [...outage.slots].filter((slot) => this.#losses.has(slot));
    if (left.length > 0) {
      // A camera that plays again proves that the account answers; tiles that left the screen prove nothing.
      const { scope } = outage;
      const isAnswered = scope.kind === 'account' && this.#playing.has(scope.accountId);
      const isSilent = outage.isSilent && !isAnswered;
      this.#active.set(key, { ...outage, slots: new Set(left), cameras: left.length, isSilent });
      return;
    }
    this.#active.delete(key);
    if ([...outage.slots].some((slot) => this.#back.has(slot))) {
      this.#past = [{ ...outage, slots: new Set<SlotKey>(), cameras: 0, endedAtMs: nowMs }, ...this.#past].slice(
        0,
        MAX_PAST,
      );
    } else {
      this.#remembered.set(key, { sinceMs: outage.sinceMs, seenAtMs: nowMs });
    }
  }
}

function grown(outage: Outage, { error, losses }: LossGroup, isSilent: boolean): Outage {
  const cameras = losses.length;
  const isSame =
    outage.error.code === error.code &&
    outage.isSilent === isSilent &&
    cameras === outage.cameras &&
    losses.every(({ slot }) => outage.slots.has(slot));
  if (isSame) return outage;
  const slots = new Set(losses.map(({ slot }) => slot));
  return { ...outage, error, slots, cameras, isSilent, mostCameras: Math.max(outage.mostCameras, cameras) };
}
