/** The operator's walls: kept over restarts, one there from the start. */
import { asWallId, type AccountId } from '../../preload/domain/ids.ts';
import type { Wall } from '../../preload/domain/model.ts';
import { mergeWalls } from '../../preload/domain/wall-merge.ts';
import { normalise, withoutCameras } from '../../preload/domain/wall-tiles.ts';
import type { WallTable } from '../db/walls.ts';
import type { AccountBook } from './account-book.ts';
import type { Emit } from './emit.ts';

export class WallsService {
  readonly #table: WallTable;
  readonly #book: AccountBook;
  readonly #emit: Emit;
  readonly #defaultName: string;

  constructor(options: { table: WallTable; book: AccountBook; emit: Emit; systemLocale: string }) {
    this.#table = options.table;
    this.#book = options.book;
    this.#emit = options.emit;
    this.#defaultName = options.systemLocale.toLowerCase().startsWith('zh') ? '电视墙 1' : 'Wall 1';
  }

  /** Every wall; tiles of accounts that are no more are empty. */
  list(): Wall[] {
    const stored = this.#table.all();
    if (stored.length === 0) return [this.#default()];
    const owners = new Set<string>(this.#book.list().map((account) => account.id));
    return stored.map((wall) => withoutCameras(wall, (accountId) => owners.has(accountId)));
  }

  /** Keeps a window's change of a wall, joined with what was saved since the window read it. */
  change({ base, wall }: { readonly base: Wall; readonly wall: Wall }): Wall {
    const current = this.#table.find(wall.id);
    return this.save(current === null || current.revision === base.revision ? wall : mergeWalls(base, wall, current));
  }

  /** Keeps the wall as it is given, under the next revision. */
  save(wall: Wall): Wall {
    const revision = Math.max(wall.revision, this.#table.find(wall.id)?.revision ?? 0) + 1;
    const saved = { ...normalise(wall), revision };
    this.#table.save(saved);
    this.#emit('wall.changed', saved);
    return saved;
  }

  /** Empties the tiles that showed cameras of an account that was removed. */
  onAccountRemoved(accountId: AccountId): void {
    for (const wall of this.#table.all()) {
      const kept = withoutCameras(wall, (owner) => owner !== accountId);
      if (kept !== wall) this.save(kept);
    }
  }

  #default(): Wall {
    const { id, name } = { id: asWallId('wall-1'), name: this.#defaultName };
    return normalise({ id, name, layout: 4, tiles: [], aspects: [], isLocked: false, revision: 0 });
  }
}
