/** The table of the folders in which walls stand. */
import type { DatabaseSync } from 'node:sqlite';
import type { WallFolderId } from '../../../preload/domain/ids.ts';
import type { WallFolder } from '../../../preload/domain/walls/wall-library.ts';
import { inTransaction } from '../transaction.ts';

export class WallFolderTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** In their order. */
  all(): WallFolder[] {
    const rows = this.#db.prepare('SELECT id, name FROM wall_folders ORDER BY position').all();
    return rows.map((row) => ({ id: row['id'] as WallFolderId, name: row['name'] as string }));
  }

  /** These folders and no others, in this order. Walls of a folder that goes stand outside of all folders then. */
  replace(folders: readonly WallFolder[]): void {
    const write = this.#db.prepare('INSERT INTO wall_folders (id, position, name) VALUES (?, ?, ?)');
    inTransaction(this.#db, () => {
      this.#db.exec('DELETE FROM wall_folders');
      folders.forEach(({ id, name }, position) => write.run(id, position, name));
      this.#db.exec('UPDATE walls SET folder_id = NULL WHERE folder_id NOT IN (SELECT id FROM wall_folders)');
    });
  }
}
