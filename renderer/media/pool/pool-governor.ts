/** Connects tiles and the governor: passes the demands of the tiles up and the restraints down, and reports both. */
import { measureBudget } from './decoder-budget.ts';
import { rateOf, type GovernedTile, type Governor, type LoadReading, type Restraint } from './governor.ts';
import type { LoadWatch, WatchedPlayer } from './load-watch.ts';
import type { SlotKey } from './player-pool.ts';

/** The values of the load meter. */
export interface GovernorReport {
  readonly reading: LoadReading;
  /** Pixels per second: the known limit of this computer, and what the tiles decode now. */
  readonly budget: number;
  readonly rate: number;
  readonly restraints: ReadonlyMap<SlotKey, Restraint>;
  readonly protectedTiles: number;
}

/** The player of a tile: a live stream, or a recording. */
export interface GovernedSlot {
  /** The facts that the governor needs; null while nothing can be seen. */
  demand(): Omit<GovernedTile, 'key' | 'isProtected'> | null;
  players(): readonly WatchedPlayer[];
  /** The governor's verdict; null: what the tile asks for may play. */
  restrain(restraint: Restraint | null): void;
}

export interface GovernedEntry {
  readonly key: SlotKey;
  readonly slot: GovernedSlot;
  readonly isProtected: boolean;
}

export class PoolGovernor {
  readonly #governor: Governor;
  readonly #watch: LoadWatch;
  readonly #listeners = new Set<(report: GovernorReport) => void>();
  #isMeasured = false;

  constructor(governor: Governor, watch: LoadWatch) {
    this.#governor = governor;
    this.#watch = watch;
  }

  /** Asks the browser, once, how much it decodes; until the answer comes, the number of cores counts. */
  async measure(): Promise<void> {
    if (this.#isMeasured) return;
    this.#isMeasured = true;
    this.#governor.setBudget(await measureBudget());
  }

  /** Calls `listener` with every update, until the returned function is called. */
  subscribe(listener: (report: GovernorReport) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** To be called before a tile opens its stream. */
  admit(entry: GovernedEntry, others: Iterable<GovernedEntry>, nowMs: number): void {
    const tile = tileOf(entry);
    if (!tile) return;
    const rest = tilesOf(others).filter(({ key }) => key !== entry.key);
    entry.slot.restrain(this.#governor.admit(tile, rest, nowMs));
  }

  /** Whether any tile gives way now. */
  get isGivingWay(): boolean {
    return this.#governor.restraints.size > 0;
  }

  /** The operator looks at a tile: its quality is restored at once. */
  release({ key, slot }: GovernedEntry): void {
    this.#governor.release(key);
    slot.restrain(null);
  }

  /** Pixels per second that this computer decodes besides these tiles. */
  room(entries: Iterable<GovernedEntry>): number {
    return this.#governor.budget - rateOf(tilesOf(entries), this.#governor.restraints);
  }

  /** Every few seconds while the page is seen. */
  update(entries: Iterable<GovernedEntry>, nowMs: number): void {
    const all = [...entries];
    const tiles = tilesOf(all);
    const reading = this.#watch.read(
      all.flatMap(({ slot }) => slot.players()),
      nowMs,
    );
    const restraints = this.#governor.update(reading, tiles);
    for (const { key, slot } of all) slot.restrain(restraints.get(key) ?? null);
    if (this.#listeners.size === 0) return;
    const report: GovernorReport = {
      reading,
      budget: this.#governor.budget,
      rate: rateOf(tiles, restraints),
      restraints: new Map(all.flatMap(({ key }) => entryOf(restraints, key))),
      protectedTiles: all.filter(({ isProtected }) => isProtected).length,
    };
    for (const listener of this.#listeners) listener(report);
  }
}

function entryOf(restraints: ReadonlyMap<string, Restraint>, key: SlotKey): readonly (readonly [SlotKey, Restraint])[] {
  const restraint = restraints.get(key);
  return restraint ? [[key, restraint]] : [];
}

function tileOf({ key, slot, isProtected }: GovernedEntry): GovernedTile | null {
  const demand = slot.demand();
  return demand && { key, isProtected, ...demand };
}

function tilesOf(entries: Iterable<GovernedEntry>): readonly GovernedTile[] {
  return [...entries].map(tileOf).filter((tile) => tile !== null);
}
