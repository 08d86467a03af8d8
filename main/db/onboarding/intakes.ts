/** The platforms of intake groups as they were entered here. Their passwords are in no column. */
import type { DatabaseSync } from 'node:sqlite';
import type { AccountId, OrgNodeId } from '../../../preload/domain/ids.ts';
import type { KeptIntake } from '../../../preload/domain/onboarding/intakes.ts';

type Row = Readonly<Record<string, unknown>>;

export class IntakeTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** The oldest first. */
  list(): KeptIntake[] {
    return this.#db.prepare('SELECT * FROM onboarding_intakes ORDER BY added_at_ms, group_id').all().map(keptOf);
  }

  /** Adds or replaces. @param limit the oldest ones beyond it are forgotten. */
  save({ groupId, accountId, addedAtMs, ip, port, account, jobs, topics, prefix }: KeptIntake, limit: number): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO onboarding_intakes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(groupId, accountId, addedAtMs, ip, port, account, jobs, topics, prefix);
    this.#db
      .prepare(
        `DELETE FROM onboarding_intakes WHERE group_id NOT IN
          (SELECT group_id FROM onboarding_intakes ORDER BY added_at_ms DESC, group_id LIMIT ?)`,
      )
      .run(limit);
  }

  remove(groupId: OrgNodeId): void {
    this.#db.prepare('DELETE FROM onboarding_intakes WHERE group_id = ?').run(groupId);
  }
}

function keptOf(row: Row): KeptIntake {
  const text = (name: string): string => row[name] as string;
  return {
    groupId: text('group_id') as OrgNodeId,
    accountId: text('account_id') as AccountId,
    addedAtMs: Number(row['added_at_ms']),
    ip: text('ip'),
    port: text('port'),
    account: text('account'),
    jobs: text('jobs'),
    topics: text('topics'),
    prefix: text('prefix'),
  };
}
