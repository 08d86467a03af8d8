/** The table of sequences. */
import type { DatabaseSync } from 'node:sqlite';
import type { SequenceId } from '../../../preload/domain/ids.ts';
import type { Sequence, SequenceStep } from '../../../preload/domain/sequences.ts';

export class SequenceTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Every sequence, as names are read. */
  all(): Sequence[] {
    return this.#db.prepare('SELECT * FROM sequences ORDER BY name COLLATE NOCASE').all().map(sequenceOf);
  }

  find(id: SequenceId): Sequence | null {
    const row = this.#db.prepare('SELECT * FROM sequences WHERE id = ?').get(id);
    return row ? sequenceOf(row) : null;
  }

  save({ id, name, kind, dwellSec, offline, steps, revision }: Sequence): void {
    this.#db
      .prepare(
        `INSERT INTO sequences (id, name, kind, dwell_sec, offline, steps, revision) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET
           name = excluded.name, kind = excluded.kind, dwell_sec = excluded.dwell_sec, offline = excluded.offline,
           steps = excluded.steps, revision = excluded.revision`,
      )
      .run(id, name, kind, dwellSec, offline, JSON.stringify(steps), revision);
  }

  remove(id: SequenceId): void {
    this.#db.prepare('DELETE FROM sequences WHERE id = ?').run(id);
  }
}

function sequenceOf(row: Record<string, unknown>): Sequence {
  return {
    id: row['id'] as SequenceId,
    name: row['name'] as string,
    kind: row['kind'] as Sequence['kind'],
    dwellSec: Number(row['dwell_sec']),
    offline: row['offline'] as Sequence['offline'],
    steps: JSON.parse(row['steps'] as string) as SequenceStep[],
    revision: Number(row['revision']),
  };
}
