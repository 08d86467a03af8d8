/** The table of sequences. A deleted sequence stays in the table, unseen, for as long as it can come back. */
import type { DatabaseSync } from 'node:sqlite';
import type { SequenceId } from '../../../preload/domain/ids.ts';
import type { Sequence, SequenceStep } from '../../../preload/domain/sequences.ts';

export interface RemovedSequence {
  readonly sequence: Sequence;
  readonly removedAtMs: number;
}

export class SequenceTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Every sequence, as names are read. */
  all(): Sequence[] {
    return this.#db
      .prepare('SELECT * FROM sequences WHERE removed_at_ms IS NULL ORDER BY name COLLATE NOCASE')
      .all()
      .map(sequenceOf);
  }

  find(id: SequenceId): Sequence | null {
    const row = this.#db.prepare('SELECT * FROM sequences WHERE id = ? AND removed_at_ms IS NULL').get(id);
    return row ? sequenceOf(row) : null;
  }

  /** The deleted sequences. */
  removed(): RemovedSequence[] {
    const rows = this.#db.prepare('SELECT * FROM sequences WHERE removed_at_ms IS NOT NULL').all();
    return rows.map((row) => ({ sequence: sequenceOf(row), removedAtMs: Number(row['removed_at_ms']) }));
  }

  /** Adds or replaces a sequence. One that was deleted stays deleted. */
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

  /** Takes a sequence out of sight, or brings it back. */
  setRemoved(id: SequenceId, atMs: number | null): void {
    this.#db.prepare('UPDATE sequences SET removed_at_ms = ? WHERE id = ?').run(atMs, id);
  }

  /** Deletes a sequence for good. */
  forget(id: SequenceId): void {
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
