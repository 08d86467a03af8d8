/**
 * Runs every tile that chooses its camera by itself on the wall on screen, and the walls that are shown in turn. It
 * follows the pool's ticker only while something runs, and publishes only changes.
 */
import type { ChannelId, SequenceId, WallId } from '../../../../preload/domain/ids.ts';
import type { SpecialTile, Wall } from '../../../../preload/domain/walls/wall.ts';
import { visibleTiles } from '../../../../preload/domain/walls/wall-tiles.ts';
import { changeAlarms, advanceBoard, useAlarmTiles, withHold, withTiles } from './sequences-alarms.ts';
import { SequenceEngine, type PauseReason } from '../../../state/sequences/sequences-engine.ts';
import { usePreferences } from '../../../state/page/preferences.ts';
import {
  camerasOn,
  copyOf,
  isAlarmKey,
  specialKeysOf,
  specialSlotOf,
  useShown,
  type Run,
  type SpecialKey,
} from '../../../state/sequences/sequences-shown.ts';
import { useSequences } from '../../../state/sequences/sequences.ts';
import { isSeen } from '../../../page/sight.ts';
import { useWalls } from '../../../state/walls/walls.ts';
import { currentWall } from '../../../state/walls/walls-store.ts';
import type { PlayerPool } from '../../../media/pool/player-pool.ts';
import { pointedTile } from './sequence-pointer.ts';
import { FollowRun, SequenceRun, WarmSlot } from './sequence-run.ts';
import { ALARM_PAUSE_MS, isAlarmPause, setReasons } from './sequence-reasons.ts';
import { hasSubStream, isOff, resolver, type Resolve } from '../../../state/sequences/sequence-world.ts';
import { WallRun } from './sequence-walls.ts';

/** Placing a sequence selects its tile. */
const PLACING_MS = 1_000;

type TileRun = {
  readonly key: SpecialKey;
  readonly warm: WarmSlot;
  /** The tile was selected before the sequence began, or by placing the sequence: this selection does not stop it. */
  isSelectionOld: boolean;
  readonly beganAtMs: number;
  alarmUntilMs: number;
} & (
  | { readonly kind: 'sequence'; readonly sequenceId: SequenceId; readonly run: SequenceRun; from: ReturnType<Resolve> }
  | { readonly kind: 'hotspot' | 'alarm'; readonly run: FollowRun }
);

export class SpecialTiles {
  readonly #pool: Pick<PlayerPool, 'acquire' | 'snapshot' | 'room'>;
  readonly #resolve: Resolve = resolver();
  readonly #held = new Map<SpecialKey, TileRun>();
  readonly #places = new Map<SpecialKey, HTMLElement>();
  readonly #walls: WallRun;
  #wallId: WallId | null = null;
  #isLooking = false;
  /** The last camera of each hotspot: selecting an empty tile does not empty the hotspot. */
  readonly #targets = new Map<SpecialKey, ChannelId>();

  constructor(pool: Pick<PlayerPool, 'acquire' | 'snapshot' | 'room'>) {
    this.#pool = pool;
    this.#walls = new WallRun(pool, this.#resolve);
  }

  /** True while anything depends on the time. */
  get isBusy(): boolean {
    return this.#held.size > 0 || this.#walls.isRunning;
  }

  /** The element below the picture of a special tile; null when the tile leaves the page. */
  setPlace(key: SpecialKey, place: HTMLElement | null): void {
    if (place) this.#places.set(key, place);
    else this.#places.delete(key);
    this.#held.get(key)?.warm.setPlace(place);
  }

  /** An element behind the wall; null when the wall leaves the page. */
  setWallPlace(place: HTMLElement | null): void {
    this.#walls.setPlace(place);
  }

  /** Pauses a sequence at its step, or resumes it. */
  togglePause(key: SpecialKey): void {
    const held = this.#held.get(key);
    if (held?.kind === 'sequence') toggle(held.run.engine, held);
    this.update(Date.now());
  }

  step(key: SpecialKey, direction: 1 | -1): void {
    const held = this.#held.get(key);
    if (held?.kind === 'sequence') held.run.engine.step(direction, Date.now());
    this.update(Date.now());
  }

  toggleWalls(): void {
    this.#walls.togglePause();
    this.update(Date.now());
  }

  stepWalls(direction: 1 | -1): void {
    this.#walls.step(direction);
    this.update(Date.now());
  }

  /**
   * Pauses every sequence on screen, or resumes all when all are paused.
   *
   * @returns whether they are paused now; null when none runs.
   */
  togglePauseAll(): boolean | null {
    const all = [...this.#held.values()].filter((held) => held.kind === 'sequence');
    if (all.length === 0 && !this.#walls.isRunning) return null;
    const isAnyRunning =
      all.some(({ run }) => !run.engine.isPausedBy('hand')) || (this.#walls.isRunning && !this.#walls.isPausedByHand);
    for (const held of all)
      if (held.run.engine.isPausedBy('hand') !== isAnyRunning) setByHand(held.run.engine, held, isAnyRunning);
    this.#walls.setPaused(isAnyRunning);
    this.update(Date.now());
    return isAnyRunning;
  }

  /** A sequence that shows the camera of the alarm stays on that camera. */
  onAlarm(channelId: ChannelId): void {
    const untilMs = Date.now() + ALARM_PAUSE_MS;
    for (const held of this.#held.values()) {
      if (held.kind !== 'sequence' || useShown.getState().cameras[held.key] !== channelId) continue;
      held.alarmUntilMs = untilMs;
      held.run.engine.pause('alarm');
    }
    this.#walls.pauseForAlarm(untilMs);
    this.update(Date.now());
  }

  /** Brings sequences, hotspots and alarm tiles up to date with the wall, the alarms and the time. */
  update(nowMs: number): void {
    // A change of the wall calls its listeners, and this method is one of them.
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      this.#update(nowMs);
    } finally {
      this.#isLooking = false;
    }
  }

  #update(nowMs: number): void {
    const wall = currentWall();
    const tiles = wall ? visibleTiles(wall) : [];
    const keys = specialKeysOf(tiles);
    this.#keep(wall, keys);
    changeAlarms((board) => {
      const alarmKeys = keys.filter((key) => key !== null && isAlarmKey(key)) as SpecialKey[];
      const { alarmHoldSec } = usePreferences.getState();
      return advanceBoard(withTiles(withHold(board, alarmHoldSec), alarmKeys, nowMs), nowMs);
    });
    const cameras: Record<SpecialKey, ChannelId | null> = {};
    const runs: Record<SpecialKey, Run> = {};
    keys.forEach((key, tile) => {
      const content = tiles[tile];
      if (key === null || !content || typeof content === 'string') return;
      const held = this.#held.get(key) ?? this.#begin(key, content, nowMs);
      if (held.kind !== 'sequence') cameras[key] = held.run.follow(this.#targetOf(held.key, held.kind, wall), nowMs);
      else {
        runs[key] = this.#runOf(held, tile, nowMs);
        cameras[key] = runs[key].shownId as ChannelId | null;
      }
    });
    publish(cameras, runs, this.#walls.advance(nowMs));
  }

  dispose(): void {
    for (const { warm } of this.#held.values()) warm.release();
    this.#held.clear();
    this.#places.clear();
    this.#walls.dispose();
    useShown.setState(useShown.getInitialState(), true);
  }

  /** Ends the runs of tiles that the wall no longer has. A hotspot of another wall starts without a camera. */
  #keep(wall: Wall | null, keys: readonly (SpecialKey | null)[]): void {
    const isOther = wall !== null && wall.id !== this.#wallId;
    this.#wallId = wall?.id ?? null;
    const { sequences } = useSequences.getState();
    for (const [key, held] of this.#held) {
      const isGone = !keys.includes(key) || (held.kind === 'hotspot' && isOther);
      const isOrphan = held.kind === 'sequence' && !sequences.some(({ id }) => id === held.sequenceId);
      if (!isGone && !isOrphan) continue;
      held.warm.release();
      this.#held.delete(key);
      this.#targets.delete(key);
    }
  }

  #begin(key: SpecialKey, content: SpecialTile, nowMs: number): TileRun {
    const isBest = content.kind === 'hotspot';
    const slotOf = (id: ChannelId) => specialSlotOf(id, key);
    const warm = new WarmSlot({ pool: this.#pool, slotOf, hasSubStream, isBest });
    warm.setPlace(this.#places.get(key) ?? null);
    const shared = { key, warm, isSelectionOld: true, beganAtMs: nowMs, alarmUntilMs: nowMs };
    if (content.kind !== 'sequence') return this.#hold({ ...shared, kind: content.kind, run: new FollowRun(warm) });
    const { sequenceId } = content;
    const from = this.#resolve(sequenceId);
    const engine = new SequenceEngine(from.frames, from.sequence?.offline ?? 'skip', copyOf(key));
    const run = new SequenceRun(engine, warm, isOff);
    return this.#hold({ ...shared, kind: 'sequence', sequenceId, run, from });
  }

  #hold(held: TileRun): TileRun {
    // A run whose sequence is gone is made again at every update, until the sequence is there.
    if (held.kind !== 'sequence' || held.from.sequence) this.#held.set(held.key, held);
    return held;
  }

  #runOf(held: Extract<TileRun, { kind: 'sequence' }>, tile: number, nowMs: number): Run {
    const { engine } = held.run;
    const from = this.#resolve(held.sequenceId);
    if (from !== held.from) engine.setFrames(from.frames, from.sequence?.offline ?? 'skip', nowMs);
    held.from = from;
    const { selectedTile, maximisedTile } = useWalls.getState();
    const isSelected = selectedTile === tile;
    if (!isSelected && Math.abs(nowMs - held.beganAtMs) > PLACING_MS) held.isSelectionOld = false;
    const isUnseen = !isSeen() || (maximisedTile !== null && maximisedTile !== tile);
    const because: Readonly<Record<Exclude<PauseReason, 'hand'>, boolean>> = {
      selected: isSelected && !held.isSelectionOld,
      hover: pointedTile(nowMs) === tile,
      unseen: isUnseen,
      alarm: isAlarmPause(held.alarmUntilMs, nowMs),
    };
    setReasons(engine, because, nowMs);
    return { ...held.run.advance(nowMs), gone: from.gone };
  }

  #targetOf(key: SpecialKey, kind: 'hotspot' | 'alarm', wall: Wall | null): ChannelId | null {
    if (kind === 'alarm') return useAlarmTiles.getState().places[key]?.alarm.channelId ?? null;
    const { selectedTile } = useWalls.getState();
    const content = wall && selectedTile !== null ? (wall.tiles[selectedTile] ?? null) : null;
    const isOwn = content === null || (typeof content !== 'string' && content.kind === 'hotspot');
    const chosen = wall && selectedTile !== null && !isOwn ? camerasOn(wall)[selectedTile]?.channelId : null;
    if (chosen) this.#targets.set(key, chosen);
    return this.#targets.get(key) ?? null;
  }
}

function setByHand(engine: SequenceEngine, held: Parameters<typeof toggle>[1], isPaused: boolean): void {
  if (isPaused) engine.pause('hand');
  else toggle(engine, held);
}

/**
 * When the operator presses Resume, the sequence runs even if something else had paused it. Only the pointer on the tile
 * still pauses it.
 */
function toggle(engine: SequenceEngine, held: { isSelectionOld: boolean; alarmUntilMs: number }): void {
  const nowMs = Date.now();
  const holds = ['hand', 'alarm', 'selected'] as const;
  if (!holds.some((reason) => engine.isPausedBy(reason))) return engine.pause('hand');
  held.alarmUntilMs = nowMs;
  held.isSelectionOld = true;
  for (const reason of holds) engine.resume(reason, nowMs);
}

function publish(
  cameras: Readonly<Record<SpecialKey, ChannelId | null>>,
  runs: Readonly<Record<SpecialKey, Run>>,
  wallRun: Run | null,
): void {
  const now = useShown.getState();
  const same = <T>(a: T, b: T): boolean => JSON.stringify(a) === JSON.stringify(b);
  const changes = {
    ...(same(now.cameras, cameras) ? {} : { cameras }),
    ...(same(now.runs, runs) ? {} : { runs }),
    ...(same(now.wallRun, wallRun) ? {} : { wallRun }),
  };
  if (Object.keys(changes).length > 0) useShown.setState(changes);
}
