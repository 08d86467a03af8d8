/** The cameras whose set-up is not finished. */
import type { DatabaseSync } from 'node:sqlite';
import type { AccountId, ChannelId, DeviceId, OrgNodeId } from '../../../preload/domain/ids.ts';
import type {
  OnboardingDevice,
  OnboardingKind,
  OnboardingValues,
  RegistrationLine,
} from '../../../preload/domain/onboarding/onboarding.ts';

type Row = Record<string, unknown>;

/** Marks of a camera whose answer was lost, by which it is found where the cloud gives the ids. */
export interface Sought {
  /** As sent; never a password or a code. */
  readonly values: OnboardingValues;
  /** The ids of the devices that were like it before it was sent; or how many devices the account had, where none is listed. */
  readonly before: readonly string[] | number;
}

export class OnboardingTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** The oldest first. */
  list(limit: number): OnboardingDevice[] {
    const rows = this.#db.prepare('SELECT * FROM onboarding_devices ORDER BY added_at_ms, id LIMIT ?').all(limit);
    return rows.map(deviceOf);
  }

  count(): number {
    return Number(this.#db.prepare('SELECT count(*) AS n FROM onboarding_devices').get()?.['n'] ?? 0);
  }

  find(id: DeviceId): OnboardingDevice | null {
    const row = this.#db.prepare('SELECT * FROM onboarding_devices WHERE id = ?').get(id);
    return row === undefined ? null : deviceOf(row);
  }

  /** Null where the answer came, or an installer gave the id. */
  sought(id: DeviceId): Sought | null {
    const row = this.#db.prepare('SELECT row_values, alike_before FROM onboarding_sought WHERE id = ?').get(id);
    if (row === undefined) return null;
    const values = JSON.parse(row['row_values'] as string) as OnboardingValues;
    return { values, before: JSON.parse(row['alike_before'] as string) as Sought['before'] };
  }

  /** Until the camera is saved with its answer. */
  seek(id: DeviceId, { values, before }: Sought): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO onboarding_sought VALUES (?, ?, ?)')
      .run(id, JSON.stringify(values), JSON.stringify(before));
  }

  /** Adds or replaces. */
  save(device: OnboardingDevice): void {
    const { id, accountId, kind, nativeId, name, userName, algorithm, groupId } = device;
    const flag = (value: boolean | null): number | null => (value === null ? null : Number(value));
    this.#db
      .prepare('INSERT OR REPLACE INTO onboarding_devices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        ...[id, accountId, kind, nativeId, name, userName, algorithm, groupId],
        ...[Number(device.isPlaced), Number(device.isUnsure), device.channelId, flag(device.hasPackage)],
        ...[device.addedAtMs, device.passedAtMs, JSON.stringify(device.log)],
      );
    if (!device.isUnsure) this.#forget(id);
  }

  remove(id: DeviceId): void {
    this.#forget(id);
    this.#db.prepare('DELETE FROM onboarding_devices WHERE id = ?').run(id);
  }

  removeAccount(accountId: AccountId): void {
    this.#db
      .prepare('DELETE FROM onboarding_sought WHERE id IN (SELECT id FROM onboarding_devices WHERE account_id = ?)')
      .run(accountId);
    this.#db.prepare('DELETE FROM onboarding_devices WHERE account_id = ?').run(accountId);
  }

  #forget(id: DeviceId): void {
    this.#db.prepare('DELETE FROM onboarding_sought WHERE id = ?').run(id);
  }
}

function deviceOf(row: Row): OnboardingDevice {
  const text = (name: string): string | null => row[name] as string | null;
  const number = (name: string): number | null => (row[name] === null ? null : Number(row[name]));
  return {
    id: row['id'] as DeviceId,
    accountId: row['account_id'] as AccountId,
    kind: row['kind'] as OnboardingKind,
    nativeId: row['native_id'] as string,
    name: text('name'),
    userName: text('user_name'),
    algorithm: text('algorithm'),
    groupId: text('group_id') as OrgNodeId | null,
    isPlaced: row['is_placed'] === 1,
    isUnsure: row['is_unsure'] === 1,
    channelId: text('channel_id') as ChannelId | null,
    hasPackage: row['has_package'] === null ? null : row['has_package'] === 1,
    addedAtMs: number('added_at_ms') ?? 0,
    passedAtMs: number('passed_at_ms'),
    log: JSON.parse(row['log'] as string) as RegistrationLine[],
  };
}
