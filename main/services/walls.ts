/** The operator's walls: kept over restarts, one there from the start. */
import { asWallId, type AccountId } from '../../preload/domain/ids.ts';
import { WALL_LAYOUTS, type Wall } from '../../preload/domain/model.ts';
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

  save(wall: Wall): Wall {
    this.#table.save(wall);
    this.#emit('wall.changed', { ...wall, tiles: [...wall.tiles] });
    return wall;
  }

  /** Empties the tiles that showed cameras of an account that was removed. */
  onAccountRemoved(accountId: AccountId): void {
    for (const wall of this.#table.all()) {
      const tiles = wall.tiles.map((id) => (id?.startsWith(`${accountId}:`) ? null : id));
      if (tiles.some((id, i) => id !== wall.tiles[i])) this.save({ ...wall, tiles });
    }
  }

  #default(): Wall {
    return { id: asWallId('wall-1'), name: this.#defaultName, layout: 4, tiles: new Array<null>(LARGEST).fill(null) };
  }
}
