/** The operator's walls: kept over restarts, one there from the start. Every change of one passes here. */
import { asWallId, type WallId } from '../../../preload/domain/ids.ts';
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import { mergeWalls } from '../../../preload/domain/walls/wall-merge.ts';
import { normalise } from '../../../preload/domain/walls/wall-tiles.ts';
import type { VersionKind } from '../../db/walls/wall-versions.ts';
import type { RemovedWall, WallTable } from '../../db/walls/walls.ts';
import { AppError } from '../../errors.ts';
import type { Emit } from '../shared/emit.ts';
import { nextRevision } from '../shared/revisions.ts';

/** Hears of every change of a wall after it was written. `before` is null for a new one. */
export type WallListener = (change: {
  readonly before: Wall | null;
  readonly after: Wall;
  readonly kind: VersionKind;
}) => void;

/** The default name of a wall, before its number. */
export const wallStem = (locale: string): string => (locale.toLowerCase().startsWith('zh') ? '电视墙' : 'Wall');

/** The wall that is there from the start is `wall-1`, or the next number that no deleted wall has. */
const firstWallId = (n: number): WallId => asWallId(`wall-${n}`);

export class WallsService {
  readonly #table: WallTable;
  readonly #emit: Emit;
  readonly #locale: () => string;
  readonly #listeners = new Set<WallListener>();

  /** @param options.locale the language of the page, in which new walls are named. */
  constructor(options: { table: WallTable; emit: Emit; locale: () => string }) {
    this.#table = options.table;
    this.#emit = options.emit;
    this.#locale = options.locale;
  }

  /** Every wall in its order. Cameras whose account is gone stay on it, so that they can be found again. */
  list(): Wall[] {
    const stored = this.#table.all();
    return stored.length === 0 ? [this.#default()] : stored;
  }

  find(id: WallId): Wall | null {
    return this.#table.find(id) ?? this.list().find((candidate) => candidate.id === id) ?? null;
  }

  /** @throws {AppError} `wall.not-found`. */
  get(id: WallId): Wall {
    const wall = this.find(id);
    if (!wall) throw new AppError('wall.not-found', 'no such wall', { params: { detail: id } });
    return wall;
  }

  /**
   * Stores a window's change of a wall, joined with changes that were saved since the window read it.
   *
   * @throws {AppError} `wall.not-found`: an edit that comes late does not bring a deleted wall back.
   */
  change({ base, wall }: { readonly base: Wall; readonly wall: Wall }): Wall {
    const current = this.get(wall.id);
    return this.save(current.revision === base.revision ? wall : mergeWalls(base, wall, current));
  }

  /** Keeps the wall as it is given, under the next revision. @throws {AppError} `storage.write-failed`. */
  save(wall: Wall, kind: VersionKind = 'edited'): Wall {
    const known = this.#table.find(wall.id);
    const first = known === null && this.#table.all().length === 0 ? this.#default() : null;
    const before = known ?? (wall.id === first?.id ? first : null);
    const revision = nextRevision(wall.revision, known?.revision ?? 0);
    const saved = { ...normalise(wall), revision };
    written(() => this.#table.save(saved));
    for (const listener of this.#listeners) listener({ before, after: saved, kind });
    this.#emit('wall.changed', saved);
    return saved;
  }

  /** Writes the wall that is there from the start, so that others can stand beside it. */
  storeDefault(): void {
    const [first] = this.list();
    if (first?.revision === 0) this.save(first, 'created');
  }

  /** Deleted walls that can come back. */
  removed(): RemovedWall[] {
    return this.#table.removed();
  }

  /** Keeps a deleted wall with other cameras; no window shows it. @throws {AppError} `storage.write-failed`. */
  saveRemoved(wall: Wall): void {
    written(() => this.#table.save(wall));
  }

  onChanged(listener: WallListener): void {
    this.#listeners.add(listener);
  }

  #default(): Wall {
    let n = 1;
    while (this.#table.isTaken(firstWallId(n))) n += 1;
    return normalise({
      id: firstWallId(n),
      name: `${wallStem(this.#locale())} 1`,
      layout: 4,
      tiles: [],
      aspects: [],
      isLocked: false,
      revision: 0,
    });
  }
}

/** @throws {AppError} `storage.write-failed` when the disk refuses; nothing is changed then. */
export function written<T>(write: () => T): T {
  try {
    return write();
  } catch (cause) {
    throw new AppError('storage.write-failed', 'the walls could not be stored', { retryable: true, cause });
  }
}
