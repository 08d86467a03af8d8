/**
 * Decides which tiles give way when this computer cannot play everything that their sizes ask for: main streams become
 * sub streams, the least important tile first; when that is not enough, the least important tiles are parked. Quality
 * is given back one tile at a time, and later each time when giving it back did not work. Pure: no element, no clock.
 */
import type { StreamProfile } from '../../../preload/domain/media/streams.ts';
import { HIGH } from './load-limits.ts';

/** Why a tile gives way. */
export type LoadReason =
  /** More pictures than this computer is known to decode. */
  | 'budget'
  /** Frames were dropped, or came too late to be shown. */
  | 'decode'
  /** The client takes nearly all of the processor. */
  | 'processor'
  /** The window could not react, again and again. */
  | 'page';

export interface Restraint {
  readonly kind: 'lowered' | 'parked';
  readonly reason: LoadReason;
  readonly sinceMs: number;
}

export interface GovernedTile {
  readonly key: string;
  /** The stream that the tile's size asks for. */
  readonly wanted: StreamProfile;
  /** The tile has a sub stream that plays on this computer. */
  readonly canLower: boolean;
  readonly areaPx: number;
  /** The tile is maximised, so the operator looks at it. */
  readonly isMaximised: boolean;
  /** The operator works with it: it is selected, heard, recorded or enlarged. Never parked, and lowered after the others. */
  readonly isWatched: boolean;
  /** Never gives way. */
  readonly isProtected: boolean;
  /** Pictures of each stream in pixels per second, as measured or assumed. */
  readonly pixelRates: Readonly<Record<StreamProfile, number>>;
}

/** The cost of the last seconds. Shares are from 0 to 1; null for a value that was not measured. */
export interface LoadReading {
  readonly nowMs: number;
  /** The share of the decoded frames that were not shown. */
  readonly droppedShare: number | null;
  /** The share of the frames that should have been decoded, with their data there, and were not. */
  readonly missingShare: number | null;
  /** The share of the time in which the window could not react. */
  readonly heldUpShare: number | null;
  /** The share of all processors that the whole client takes. */
  readonly cpu: number | null;
}

/** Above these values, lowering streams was not enough. */
const SEVERE = { droppedShare: 0.4, missingShare: 0.5 } as const;
/** Below all of these values, quality may be given back. */
const COOL = { droppedShare: 0.03, missingShare: 0.06, heldUpShare: 0.12, cpu: 0.75 } as const;

const HIGH_FOR_MS = 6_000;
/** A busy processor does not prove that pictures suffer, so it must be busy for longer. */
const CPU_HIGH_FOR_MS = 12_000;
const SEVERE_FOR_MS = 15_000;
/** A step needs this long to show its effect. */
const STEP_GAP_MS = 6_000;
const RAISE_AFTER_MS = 30_000;
/** A tile that began small for lack of room waits at most this long once the streams prove smaller than assumed. */
const ROOM_AFTER_MS = 4_000;
const RAISE_AFTER_AT_MOST_MS = 900_000;
/** A quality that is lowered this soon after it was raised should not have been raised: the next raise waits longer. */
const REGRET_MS = 60_000;
/** After this long without load and with nothing lowered, the longer waits of an early failure end. */
const FORGIVE_AFTER_MS = 600_000;
/** Updates come every few seconds: after a longer gap the computer slept, or its clock was set. */
const GAP_MS = 60_000;
/**
 * The share of the playing main streams that are lowered in one step, and the share of the tiles that are parked in one
 * step.
 */
const LOWER_SHARE = 0.25;
const PARK_SHARE = 0.125;

type Since = number | null;

/** The less important tile first; of equal tiles the later one. */
function byImportance(a: GovernedTile, b: GovernedTile): number {
  if (a.isMaximised !== b.isMaximised) return a.isMaximised ? 1 : -1;
  if (a.isWatched !== b.isWatched) return a.isWatched ? 1 : -1;
  return a.areaPx - b.areaPx;
}

const mayPark = ({ isMaximised, isWatched }: GovernedTile): boolean => !isMaximised && !isWatched;

const showsMain = (tile: GovernedTile, restraints: ReadonlyMap<string, Restraint>): boolean =>
  tile.wanted === 'main' && !restraints.has(tile.key);

export class Governor {
  #budget: number;
  /** In the order in which they were imposed: the last is given back first. */
  readonly #restraints = new Map<string, Restraint>();
  #highSince: Since = null;
  #cpuHighSince: Since = null;
  #severeSince: Since = null;
  #coolSince: Since = null;
  #updatedAtMs: Since = null;
  #steppedAtMs = -Infinity;
  #raisedAtMs = -Infinity;
  #raiseAfterMs = RAISE_AFTER_MS;

  /** @param budget pixels per second that this computer is assumed to decode at the start. */
  constructor(budget: number) {
    this.#budget = budget;
  }

  /** Pixels per second that may be decoded, as far as known now. */
  get budget(): number {
    return this.#budget;
  }

  get restraints(): ReadonlyMap<string, Restraint> {
    return this.#restraints;
  }

  /** Sets a better estimate of the computer, before playing has taught anything. */
  setBudget(budget: number): void {
    this.#budget = budget;
  }

  /** Whether a tile that is about to open must begin with its sub stream. @param others the tiles that are there. */
  admit(tile: GovernedTile, others: readonly GovernedTile[], nowMs: number): Restraint | null {
    const known = this.#restraints.get(tile.key);
    if (known) return known;
    if (tile.wanted === 'sub' || !tile.canLower || !mayGiveWay(tile)) return null;
    if (rateOf([...others, tile], this.#restraints) <= this.#budget) return null;
    return this.#impose(tile, 'lowered', 'budget', nowMs);
  }

  /** The operator looks at a tile: its quality is restored at once. */
  release(key: string): void {
    this.#restraints.delete(key);
  }

  /** Called every few seconds. @returns the restraints that are in force from now on. */
  update(reading: LoadReading, tiles: readonly GovernedTile[]): ReadonlyMap<string, Restraint> {
    const { nowMs } = reading;
    this.#forget(tiles, nowMs);
    this.#mindGaps(nowMs);
    this.#judge(reading);
    if (this.#mustGiveWay(nowMs)) this.#giveWay(reading, tiles);
    else if (this.#hasRoomForAll(tiles)) this.#restraints.clear();
    else if (tiles.every(({ key }) => this.#restraints.get(key)?.kind === 'parked')) this.#giveBack(tiles, nowMs);
    else if (lasts(this.#coolSince, ROOM_AFTER_MS, nowMs) && this.#useRoom(tiles)) return this.#restraints;
    else if (this.#coolSince !== null && nowMs - this.#coolSince >= this.#raiseAfterMs) this.#giveBack(tiles, nowMs);
    return this.#restraints;
  }

  /**
   * Drops restraints of tiles that left, that ask for the sub stream or have none, that are protected, or that are
   * parked although the operator works with them.
   */
  #forget(tiles: readonly GovernedTile[], nowMs: number): void {
    const byKey = new Map(tiles.map((tile) => [tile.key, tile]));
    for (const [key, { kind, reason }] of [...this.#restraints]) {
      const tile = byKey.get(key);
      const isNeedless = kind === 'lowered' && (tile?.wanted === 'sub' || tile?.canLower === false);
      if (!tile || isNeedless || tile.isProtected) this.#restraints.delete(key);
      else if (kind === 'parked' && !mayPark(tile)) this.#unpark(tile, reason, nowMs);
    }
  }

  /**
   * After a gap nothing that lasted before is known to last. A clock that was set back must not leave steps in the
   * future.
   */
  #mindGaps(nowMs: number): void {
    const elapsedMs = nowMs - (this.#updatedAtMs ?? nowMs);
    this.#updatedAtMs = nowMs;
    if (elapsedMs >= 0 && elapsedMs <= GAP_MS) return;
    this.#highSince = this.#cpuHighSince = this.#severeSince = this.#coolSince = null;
    this.#steppedAtMs = Math.min(this.#steppedAtMs, nowMs);
    this.#raisedAtMs = Math.min(this.#raisedAtMs, nowMs);
  }

  #judge(reading: LoadReading): void {
    const { nowMs, cpu, droppedShare, missingShare, heldUpShare } = reading;
    const since = (before: Since, isSo: boolean): Since => (isSo ? (before ?? nowMs) : null);
    const isAbove = (value: number | null, limit: number): boolean => value !== null && value > limit;
    const isHigh =
      isAbove(droppedShare, HIGH.droppedShare) ||
      isAbove(missingShare, HIGH.missingShare) ||
      isAbove(heldUpShare, HIGH.heldUpShare);
    this.#highSince = since(this.#highSince, isHigh);
    this.#cpuHighSince = since(this.#cpuHighSince, isAbove(cpu, HIGH.cpu));
    const isSevere = isAbove(droppedShare, SEVERE.droppedShare) || isAbove(missingShare, SEVERE.missingShare);
    this.#severeSince = since(this.#severeSince, isSevere);
    const isCool =
      !isAbove(droppedShare, COOL.droppedShare) &&
      !isAbove(missingShare, COOL.missingShare) &&
      !isAbove(heldUpShare, COOL.heldUpShare) &&
      !isAbove(cpu, COOL.cpu);
    this.#coolSince = since(this.#coolSince, isCool);
    const isAtPeace = isCool && this.#restraints.size === 0;
    if (isAtPeace && nowMs - this.#raisedAtMs > FORGIVE_AFTER_MS) this.#raiseAfterMs = RAISE_AFTER_MS;
  }

  #mustGiveWay(nowMs: number): boolean {
    if (nowMs - this.#steppedAtMs < STEP_GAP_MS) return false;
    return lasts(this.#highSince, HIGH_FOR_MS, nowMs) || lasts(this.#cpuHighSince, CPU_HIGH_FOR_MS, nowMs);
  }

  #giveWay(reading: LoadReading, tiles: readonly GovernedTile[]): void {
    const { nowMs } = reading;
    const free = tiles.filter(mayGiveWay).sort(byImportance);
    const isSevere = lasts(this.#severeSince, SEVERE_FOR_MS, nowMs);
    // The operator looks closely at a maximised tile: it gives way only when almost no other tile can.
    const mayLower = ({ isMaximised, canLower }: GovernedTile): boolean => canLower && (isSevere || !isMaximised);
    const mains = free.filter((tile) => mayLower(tile) && showsMain(tile, this.#restraints));
    const reason = reasonOf(reading);
    const lowered = mains.slice(0, Math.ceil(mains.length * LOWER_SHARE));
    for (const tile of lowered) this.#impose(tile, 'lowered', reason, nowMs);
    if (lowered.length === 0 && !(isSevere && this.#park(tiles, free, nowMs))) return;
    this.#steppedAtMs = nowMs;
    this.#budget = Math.min(this.#budget, rateOf(tiles, this.#restraints));
    if (nowMs - this.#raisedAtMs < REGRET_MS)
      this.#raiseAfterMs = Math.min(this.#raiseAfterMs * 2, RAISE_AFTER_AT_MOST_MS);
  }

  /** One tile always plays. */
  #park(tiles: readonly GovernedTile[], free: readonly GovernedTile[], nowMs: number): boolean {
    const isRunning = ({ key }: GovernedTile): boolean => this.#restraints.get(key)?.kind !== 'parked';
    const most = Math.min(tiles.filter(isRunning).length - 1, Math.ceil(tiles.length * PARK_SHARE));
    const parked = free.filter((tile) => isRunning(tile) && mayPark(tile)).slice(0, Math.max(0, most));
    for (const tile of parked) this.#impose(tile, 'parked', 'decode', nowMs);
    return parked.length > 0;
  }

  #giveBack(tiles: readonly GovernedTile[], nowMs: number): void {
    const key = [...this.#restraints.keys()].at(-1);
    const tile = tiles.find((one) => one.key === key);
    if (key === undefined || !tile) return;
    const before = this.#restraints.get(key);
    if (before?.kind === 'parked') this.#unpark(tile, before.reason, nowMs);
    else this.#restraints.delete(key);
    this.#budget = Math.max(this.#budget, rateOf(tiles, this.#restraints));
    this.#raisedAtMs = nowMs;
    this.#coolSince = nowMs;
  }

  /** A parked tile comes back with its sub stream. */
  #unpark(tile: GovernedTile, reason: LoadReason, nowMs: number): void {
    this.#restraints.delete(tile.key);
    if (tile.wanted === 'main' && tile.canLower) this.#impose(tile, 'lowered', reason, nowMs);
  }

  /**
   * Whether the proven budget carries every tile at its full quality, as after a change to a smaller wall: then no tile
   * waits for its turn. On the wall that was too much this is false, because that load has lowered the budget.
   */
  #hasRoomForAll(tiles: readonly GovernedTile[]): boolean {
    if (this.#restraints.size === 0 || this.#highSince !== null || this.#cpuHighSince !== null) return false;
    return rateOf(tiles, new Map()) <= this.#budget;
  }

  /** Raises one more tile that was kept small only by the budget, if the measured streams leave room for it. */
  #useRoom(tiles: readonly GovernedTile[]): boolean {
    const waiting = tiles.filter(({ key }) => this.#restraints.get(key)?.reason === 'budget');
    const best = waiting.sort(byImportance).at(-1);
    if (!best) return false;
    const extra = best.pixelRates.main - best.pixelRates.sub;
    if (rateOf(tiles, this.#restraints) + extra > this.#budget) return false;
    this.#restraints.delete(best.key);
    return true;
  }

  #impose(tile: GovernedTile, kind: Restraint['kind'], reason: LoadReason, nowMs: number): Restraint {
    const restraint: Restraint = { kind, reason, sinceMs: nowMs };
    this.#restraints.delete(tile.key);
    this.#restraints.set(tile.key, restraint);
    return restraint;
  }
}

const mayGiveWay = (tile: GovernedTile): boolean => !tile.isProtected;

const lasts = (since: Since, ms: number, nowMs: number): boolean => since !== null && nowMs - since >= ms;

/** The pixels per second that all tiles together decode under these restraints. */
export function rateOf(tiles: readonly GovernedTile[], restraints: ReadonlyMap<string, Restraint>): number {
  return tiles.reduce((sum, tile) => {
    const kind = restraints.get(tile.key)?.kind;
    if (kind === 'parked') return sum;
    return sum + tile.pixelRates[kind === 'lowered' ? 'sub' : tile.wanted];
  }, 0);
}

/** The reading that harms most, for the words to the operator. */
function reasonOf({ droppedShare, missingShare, heldUpShare }: LoadReading): LoadReason {
  if ((droppedShare ?? 0) > HIGH.droppedShare || (missingShare ?? 0) > HIGH.missingShare) return 'decode';
  return (heldUpShare ?? 0) > HIGH.heldUpShare ? 'page' : 'processor';
}
