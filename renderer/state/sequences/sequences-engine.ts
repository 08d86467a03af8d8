/**
 * Decides when a sequence shows which of its frames: cameras on a tile, or walls on the whole wall. It knows no clock,
 * no player and no page: it gets the time and the state of the next frame, and returns the frame to show and the frame
 * to open ahead.
 *
 * Frames of one dwell change on multiples of that dwell since the epoch. So sequences with the same dwell change together,
 * whenever each of them was started, paused or edited.
 */
import type { OfflineWay } from '../../../preload/domain/sequences.ts';

export interface Frame {
  /** A camera's or a wall's. */
  readonly id: string;
  readonly dwellMs: number;
}

/** How a frame would look if it were shown now. */
export type Health = 'unknown' | 'opening' | 'ready' | 'failed' | 'offline';

/** `unseen`: the tile cannot be seen, so nothing is opened for it. */
export type PauseReason = 'hand' | 'selected' | 'hover' | 'alarm' | 'unseen';

export interface SequenceView {
  /** Null while there is nothing to show. */
  readonly shownId: string | null;
  /** From 0. */
  readonly index: number;
  readonly count: number;
  /** The frame that must be opened unseen now; null if none. */
  readonly nextId: string | null;
  /** When the next frame is due; null while paused and when there is no other. */
  readonly dueAtMs: number | null;
  readonly dwellMs: number;
  readonly pausedBy: readonly PauseReason[];
  /** The next frame is due and has no picture yet. */
  readonly isWaiting: boolean;
}

/** The next frame is opened this long before it is due, or sooner for a short dwell. */
export const WARM_MS = 5_000;
const WARM_SHARE = 0.6;
/** A frame that is due gets this long for its first picture; the present one stays until then. */
export const GRACE_MS = 6_000;
/** The first dwell after a start or a pause is never shorter than this, or than half the dwell. */
const SHORTEST_FIRST_MS = 3_000;

/** The first common change that leaves enough time to look. */
function alignedDue(nowMs: number, dwellMs: number): number {
  const earliest = nowMs + Math.min(dwellMs / 2, SHORTEST_FIRST_MS);
  return Math.ceil(earliest / dwellMs) * dwellMs;
}

const warmLeadMs = (dwellMs: number): number => Math.min(WARM_MS, dwellMs * WARM_SHARE);

interface Turn {
  readonly direction: 1 | -1;
  readonly atMs: number;
}

export class SequenceEngine {
  #frames: readonly Frame[];
  #offline: OfflineWay;
  readonly #startAt: number;
  #index = -1;
  #dueAtMs: number | null = null;
  readonly #pausedBy = new Set<PauseReason>();
  /** A step that the operator made, also while paused. */
  #turn: Turn | null = null;
  /** Frames that gave no picture in this change. */
  readonly #passed = new Set<number>();
  #trying: { readonly index: number; readonly sinceMs: number } | null = null;

  /** @param startAt the frame to begin with; tiles that show the same sequence begin one after the other. */
  constructor(frames: readonly Frame[], offline: OfflineWay, startAt = 0) {
    this.#frames = frames;
    this.#offline = offline;
    this.#startAt = startAt;
  }

  /**
   * Takes the frames of a sequence that was edited, or whose cameras changed. The shown frame stays if it is still
   * among them.
   */
  setFrames(frames: readonly Frame[], offline: OfflineWay, nowMs: number): void {
    const before = this.#frames[this.#index];
    this.#frames = frames;
    this.#offline = offline;
    this.#trying = null;
    this.#passed.clear();
    if (before === undefined) return;
    const kept = frames[this.#index]?.id === before.id ? this.#index : frames.findIndex(({ id }) => id === before.id);
    this.#index = kept;
    const dwellMs = frames[kept]?.dwellMs ?? 0;
    if (kept < 0) this.#dueAtMs = null;
    else if (this.#dueAtMs !== null && dwellMs !== before.dwellMs) this.#dueAtMs = alignedDue(nowMs, dwellMs);
  }

  pause(reason: PauseReason): void {
    this.#pausedBy.add(reason);
    this.#dueAtMs = null;
    this.#trying = null;
  }

  resume(reason: PauseReason, nowMs: number): void {
    if (!this.#pausedBy.delete(reason) || this.#pausedBy.size > 0) return;
    this.#dueAtMs = this.#index < 0 ? null : alignedDue(nowMs, this.#dwellMs());
  }

  isPausedBy(reason: PauseReason): boolean {
    return this.#pausedBy.has(reason);
  }

  /** One frame on or back, as soon as it has a picture; the pause stays. */
  step(direction: 1 | -1, nowMs: number): void {
    this.#turn = { direction, atMs: nowMs };
    this.#trying = null;
    this.#passed.clear();
  }

  /**
   * Brings the sequence up to date. Called several times a second. @param healthOf asked for the frames that may come
   * next.
   */
  update(nowMs: number, healthOf: (id: string) => Health): SequenceView {
    this.#mindClock(nowMs);
    if (this.#index < 0) this.#begin(nowMs, healthOf);
    const nextId = this.#index < 0 ? null : this.#advance(nowMs, healthOf);
    const atMs = this.#turn?.atMs ?? this.#dueAtMs;
    return {
      shownId: this.#frames[this.#index]?.id ?? null,
      index: Math.max(0, this.#index),
      count: this.#frames.length,
      nextId,
      dueAtMs: this.#frames.length > 1 ? this.#dueAtMs : null,
      dwellMs: this.#dwellMs(),
      pausedBy: [...this.#pausedBy],
      isWaiting: nextId !== null && atMs !== null && nowMs >= atMs,
    };
  }

  /** No change is ever planned so far ahead: the clock was set back, and would keep the present frame for as long. */
  #mindClock(nowMs: number): void {
    const isAhead = (atMs: number | undefined, ms: number): boolean => atMs !== undefined && atMs > nowMs + ms;
    const dwellMs = this.#dwellMs();
    if (this.#dueAtMs !== null && isAhead(this.#dueAtMs, 2 * dwellMs)) this.#dueAtMs = alignedDue(nowMs, dwellMs);
    if (this.#turn !== null && isAhead(this.#turn.atMs, 0)) this.#turn = { ...this.#turn, atMs: nowMs };
    if (isAhead(this.#trying?.sinceMs, 0)) this.#trying = null;
  }

  #dwellMs(): number {
    return this.#frames[this.#index]?.dwellMs ?? 0;
  }

  #begin(nowMs: number, healthOf: (id: string) => Health): void {
    const count = this.#frames.length;
    const order = Array.from({ length: count }, (_, i) => (this.#startAt + i) % count);
    const first = order.find((i) => this.#mayShow(i, healthOf));
    if (first === undefined) return;
    this.#index = first;
    this.#dueAtMs = this.#pausedBy.size > 0 ? null : alignedDue(nowMs, this.#dwellMs());
  }

  #mayShow(index: number, healthOf: (id: string) => Health): boolean {
    return this.#offline === 'show' || healthOf(this.#frames[index]?.id ?? '') !== 'offline';
  }

  /** Changes to the next frame when it is time. @returns the frame to open ahead, or null. */
  #advance(nowMs: number, healthOf: (id: string) => Health): string | null {
    const atMs = this.#turn?.atMs ?? this.#dueAtMs;
    if (atMs === null || (this.#turn === null && nowMs < atMs - warmLeadMs(this.#dwellMs()))) return null;
    if (this.#pausedBy.has('unseen')) return null;
    for (;;) {
      const next = this.#candidate(healthOf);
      if (next === null) return this.#stay(nowMs, atMs);
      const verdict = this.#judge(next, atMs, nowMs, healthOf);
      if (verdict === 'wait') return this.#frames[next]?.id ?? null;
      if (verdict === 'cut') return this.#cut(next, nowMs);
      this.#passed.add(next);
    }
  }

  #candidate(healthOf: (id: string) => Health): number | null {
    const count = this.#frames.length;
    const direction = this.#turn?.direction ?? 1;
    for (let step = 1; step < count; step += 1) {
      const at = (this.#index + direction * step + count * step) % count;
      // The same camera may be in several steps: a change to the camera that shows already is done at once.
      if (!this.#passed.has(at) && this.#mayShow(at, healthOf)) return at;
    }
    return null;
  }

  #judge(next: number, atMs: number, nowMs: number, healthOf: (id: string) => Health): 'wait' | 'cut' | 'pass' {
    if (this.#trying?.index !== next) this.#trying = { index: next, sinceMs: nowMs };
    const id = this.#frames[next]?.id ?? '';
    const health = id === this.#frames[this.#index]?.id ? 'ready' : healthOf(id);
    const isDue = nowMs >= atMs;
    if (health === 'ready') return isDue ? 'cut' : 'wait';
    if (health === 'failed' || health === 'offline') {
      if (this.#offline === 'skip') return 'pass';
      return isDue ? 'cut' : 'wait';
    }
    const isLate = nowMs >= Math.max(atMs, this.#trying.sinceMs) + GRACE_MS;
    if (!isLate) return 'wait';
    return this.#offline === 'skip' ? 'pass' : 'cut';
  }

  /** Nothing else can be shown: the present frame gets another dwell. */
  #stay(nowMs: number, atMs: number): null {
    if (this.#turn === null && nowMs < atMs) return null;
    this.#turn = null;
    this.#trying = null;
    this.#passed.clear();
    if (this.#pausedBy.size === 0) this.#dueAtMs = alignedDue(nowMs, this.#dwellMs());
    return null;
  }

  #cut(index: number, nowMs: number): null {
    const wasDueAtMs = this.#turn === null ? this.#dueAtMs : null;
    this.#index = index;
    this.#turn = null;
    this.#trying = null;
    this.#passed.clear();
    const dwellMs = this.#dwellMs();
    const dueAtMs = wasDueAtMs === null ? null : wasDueAtMs + dwellMs;
    const isSoon = dueAtMs === null || dueAtMs < nowMs + Math.min(dwellMs / 2, SHORTEST_FIRST_MS);
    this.#dueAtMs = this.#pausedBy.size > 0 ? null : isSoon ? alignedDue(nowMs, dwellMs) : dueAtMs;
    return null;
  }
}
