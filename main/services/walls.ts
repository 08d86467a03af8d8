/** The operator's walls: kept over restarts, one there from the start. */
import { asWallId, type AccountId } from '../../preload/domain/ids.ts';
import { WALL_LAYOUTS, type Wall } from '../../preload/domain/model.ts';
import { mergeWalls } from '../../preload/domain/wall-merge.ts';
import type { WallTable } from '../db/walls.ts';
import type { AccountBook } from './account-book.ts';
import type { Emit } from './emit.ts';

const LARGEST = Math.max(...WALL_LAYOUTS);

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
    const owners = new Set(this.#book.list().map((account) => account.id as string));
    return stored.map((wall) => ({
      ...wall,
      tiles: wall.tiles.map((id) => (id !== null && owners.has(id.slice(0, id.indexOf(':'))) ? id : null)),
    }));
  }

  /** Keeps a window's change of a wall, joined with what was saved since the window read it. */
  change({ base, wall }: { readonly base: Wall; readonly wall: Wall }): Wall {
    const current = this.#table.find(wall.id);
    return this.save(current === null || current.revision === base.revision ? wall : mergeWalls(base, wall, current));
  }

  /** Keeps the wall as it is given, under the next revision. */
  save(wall: Wall): Wall {
    const revision = Math.max(wall.revision, this.#table.find(wall.id)?.revision ?? 0) + 1;
    const saved = { ...wall, revision };
    this.#table.save(saved);
    this.#emit('wall.changed', { ...saved, tiles: [...saved.tiles] });
    return saved;
  }

  /** Empties the tiles that showed cameras of an account that was removed. */
  onAccountRemoved(accountId: AccountId): void {
    for (const wall of this.#table.all()) {
      const tiles = wall.tiles.map((id) => (id?.startsWith(`${accountId}:`) ? null : id));
      if (tiles.some((id, i) => id !== wall.tiles[i])) this.save({ ...wall, tiles });
    }
  }

  #default(): Wall {
    const tiles = new Array<null>(LARGEST).fill(null);
    return { id: asWallId('wall-1'), name: this.#defaultName, layout: 4, tiles, revision: 0 };
  }
}
