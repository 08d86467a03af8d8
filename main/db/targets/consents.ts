/** Signed statements: who agreed to what, when, and what became of each channel. The name of the signer is stored here alone. */
import type { DatabaseSync } from 'node:sqlite';
import { nativePartOf, type DeviceId } from '../../../preload/domain/ids.ts';
import type { ConsentRecord } from '../../../preload/domain/people/targets.ts';
import { AppError } from '../../errors.ts';

export type StoredConsent = ConsentRecord & {
  /** The cloud's own id of the device. */
  readonly device: string;
};

type Row = Readonly<Record<string, unknown>>;

/** @throws {AppError} `cloud.not-found` for a text that is no id. */
function deviceOf(deviceId: DeviceId): string {
  try {
    return decodeURIComponent(nativePartOf(deviceId).slice(1));
  } catch (cause) {
    throw new AppError('cloud.not-found', 'no such device', { cause });
  }
}

function consentIn(row: Row): StoredConsent {
  return {
    id: Number(row['id']),
    device: row['device'] as string,
    signer: row['signer'] as string,
    signedAtMs: Number(row['signed_at_ms']),
    state: row['state'] === 'opened' ? 'opened' : 'closed',
    statement: row['statement'] as string,
    sha256: row['sha256'] as string,
    outcomes: JSON.parse(row['outcomes'] as string) as ConsentRecord['outcomes'],
  };
}

export class TargetConsentTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** @returns the id of the record. */
  add(deviceId: DeviceId, record: Omit<ConsentRecord, 'id'>): number {
    const { signer, signedAtMs, state, statement, sha256, outcomes } = record;
    const { lastInsertRowid } = this.#db
      .prepare(
        `INSERT INTO target_consents (device, signer, signed_at_ms, state, statement, sha256, outcomes)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(deviceOf(deviceId), signer, signedAtMs, state, statement, sha256, JSON.stringify(outcomes));
    return Number(lastInsertRowid);
  }

  setOutcomes(id: number, outcomes: ConsentRecord['outcomes']): void {
    this.#db.prepare('UPDATE target_consents SET outcomes = ? WHERE id = ?').run(JSON.stringify(outcomes), id);
  }

  /** The latest first. */
  of(deviceId: DeviceId, limit: number): StoredConsent[] {
    const sql = 'SELECT * FROM target_consents WHERE device = ? ORDER BY id DESC LIMIT ?';
    return this.#db.prepare(sql).all(deviceOf(deviceId), limit).map(consentIn);
  }

  /** In the order in which they were signed. */
  all(): StoredConsent[] {
    return this.#db.prepare('SELECT * FROM target_consents ORDER BY id').all().map(consentIn);
  }
}
