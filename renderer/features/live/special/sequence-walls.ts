/**
 * Walls in turn: the sequence of walls that runs, if any. The next wall is opened ahead, as far as the computer has
 * room for it.
 */
import type { WallId } from '../../../../preload/domain/ids.ts';
import { SequenceEngine } from '../../../state/sequences/sequences-engine.ts';
import type { Run } from '../../../state/sequences/sequences-shown.ts';
import { useSequences } from '../../../state/sequences/sequences.ts';
import { isSeen } from '../../../page/sight.ts';
import { showWall, useWalls } from '../../../state/walls/walls.ts';
import { FIRST_PAGE, type WallsState } from '../../../state/walls/walls-store.ts';
import type { PlayerPool } from '../../../media/pool/player-pool.ts';
import { pointedTile } from './sequence-pointer.ts';
import { isAlarmPause, setReasons } from './sequence-reasons.ts';
import { WarmWall } from './sequence-warm-wall.ts';
import type { Resolve, Resolved } from '../../../state/sequences/sequence-world.ts';

interface Running {
  readonly id: string;
  readonly engine: SequenceEngine;
  from: Resolved;
}

export class WallRun {
  readonly #resolve: Resolve;
  readonly #warm: WarmWall;
  #run: Running | null = null;
  #isSelectionOld = true;
  #alarmUntilMs = 0;
  /** The wall on screen at the last update. */
  #shown: WallId | null = null;
  /** The page of the wall at the last update. */
  #page: WallsState['page'] = FIRST_PAGE;
  /** The wall whose turn it is. */
  #turn: WallId | null = null;

  constructor(pool: Pick<PlayerPool, 'acquire' | 'snapshot' | 'room'>, resolve: Resolve) {
    this.#resolve = resolve;
    this.#warm = new WarmWall(pool, resolve);
  }

  get isRunning(): boolean {
    return useSequences.getState().runningId !== null;
  }

  get isPausedByHand(): boolean {
    return this.#run?.engine.isPausedBy('hand') ?? false;
  }

  togglePause(): void {
    const holds = ['hand', 'alarm', 'selected'] as const;
    this.setPaused(!holds.some((reason) => this.#run?.engine.isPausedBy(reason)));
  }

  /**
   * When the operator presses Resume, the sequence of walls runs again even if something else had paused them. It stays
   * paused only while the pointer rests on the wall.
   */
  setPaused(isPaused: boolean): void {
    const engine = this.#run?.engine;
    if (!engine) return;
    if (isPaused) return engine.pause('hand');
    const nowMs = Date.now();
    this.#alarmUntilMs = nowMs;
    this.#isSelectionOld = true;
    for (const reason of ['hand', 'alarm', 'selected'] as const) engine.resume(reason, nowMs);
  }

  step(direction: 1 | -1): void {
    this.#run?.engine.step(direction, Date.now());
  }

  /** Where the next wall can be opened unseen. */
  setPlace(place: HTMLElement | null): void {
    this.#warm.setPlace(place);
  }

  pauseForAlarm(untilMs: number): void {
    this.#alarmUntilMs = untilMs;
  }

  /** Shows the wall whose turn it is. @returns null while none runs. */
  advance(nowMs: number): Run | null {
    const run = this.#keep(nowMs);
    if (!run) return null;
    const { currentId, selectedTile, page } = useWalls.getState();
    // The operator opened another wall, or turned to another page of this wall, and wants to see the wall or the page.
    const isTurned = page !== this.#page && page.wallId === currentId;
    if (this.#shown !== null && (currentId !== this.#shown || isTurned)) run.engine.pause('hand');
    this.#page = page;
    if (selectedTile === null) this.#isSelectionOld = false;
    const because = {
      selected: selectedTile !== null && !this.#isSelectionOld,
      hover: pointedTile(nowMs) !== null,
      unseen: !isSeen(),
      alarm: isAlarmPause(this.#alarmUntilMs, nowMs),
    };
    setReasons(run.engine, because, nowMs);
    const view = run.engine.update(nowMs, (id) => this.#warm.healthOf(id as WallId));
    const shown = view.shownId as WallId | null;
    this.#warm.want(view.nextId as WallId | null);
    this.#shown = currentId;
    if (shown !== null && shown !== this.#turn) this.#show(shown);
    return { ...view, gone: run.from.gone };
  }

  dispose(): void {
    this.#warm.release();
    this.#run = null;
  }

  #show(wallId: WallId): void {
    this.#turn = wallId;
    if (wallId !== useWalls.getState().currentId) showWall(wallId);
    this.#shown = wallId;
    this.#isSelectionOld = true;
  }

  #keep(nowMs: number): Running | null {
    const { runningId } = useSequences.getState();
    const from = runningId === null ? null : this.#resolve(runningId);
    if (runningId === null || !from?.sequence) {
      this.#warm.want(null);
      this.#run = null;
      this.#shown = null;
      this.#turn = null;
      return null;
    }
    if (this.#run?.id !== runningId) {
      this.#run = { id: runningId, engine: new SequenceEngine(from.frames, 'show'), from };
      this.#isSelectionOld = true;
      this.#shown = null;
      this.#turn = null;
    } else if (this.#run.from !== from) {
      this.#run.engine.setFrames(from.frames, 'show', nowMs);
      this.#run.from = from;
    }
    return this.#run;
  }
}
