/** The jobs of exports, with where each camera's files are. */
import type { DatabaseSync } from 'node:sqlite';
import type { FileTimes } from '../../../preload/domain/exports/export-times.ts';
import type { ExportItem, ExportJob } from '../../../preload/domain/exports/exports.ts';
import type { ExportId } from '../../../preload/domain/ids.ts';

/** Where the files of a camera are written: the same after a restart. */
export interface ExportTarget {
  /** Below the folder of the job. */
  readonly folders: readonly string[];
  /** Without an ending. */
  readonly name: string;
}

export interface StoredExport {
  readonly job: ExportJob;
  /** In which the files are named: an IANA name. */
  readonly zone: string;
  /** For each camera; null before its files were begun. */
  readonly targets: readonly (ExportTarget | null)[];
  /** For each camera which times its files show, file by file; empty before its files are whole. */
  readonly times: readonly (readonly (FileTimes | null)[])[];
}

/** A row of an earlier version of the client, which lacks the later fields. */
type Written = Omit<StoredExport, 'job' | 'times'> & {
  readonly job: Omit<ExportJob, LaterPart | 'items'> &
    Partial<Pick<ExportJob, LaterPart>> & {
      readonly items: readonly (Omit<ExportItem, LaterOfItem> & Partial<Pick<ExportItem, LaterOfItem>>)[];
    };
  readonly times?: StoredExport['times'];
};

type LaterPart = 'copies' | 'recalls' | 'wantsCopies';
type LaterOfItem = 'notes' | 'moreNotes' | 'zipped';

const wholeJob = ({ job, times, ...rest }: Written): StoredExport => ({
  ...rest,
  times: times ?? job.items.map(() => []),
  job: {
    copies: [],
    recalls: [],
    wantsCopies: false,
    ...job,
    items: job.items.map((item) => ({ notes: [], moreNotes: 0, zipped: [], ...item })),
  },
});

export class ExportJobTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** The latest first, by the order in which they came: the clock may have been set back between two jobs. */
  all(): StoredExport[] {
    const rows = this.#db.prepare('SELECT body FROM export_jobs ORDER BY rowid DESC').all();
    return rows.map((row) => wholeJob(JSON.parse(row['body'] as string) as Written));
  }

  save(stored: StoredExport): void {
    const { id, createdAtMs } = stored.job;
    this.#db
      .prepare(
        `INSERT INTO export_jobs (id, created_at_ms, body) VALUES (?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
      )
      .run(id, createdAtMs, JSON.stringify(stored));
  }

  forget(id: ExportId): void {
    this.#db.prepare('DELETE FROM export_jobs WHERE id = ?').run(id);
  }
}
