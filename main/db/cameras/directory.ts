/** The tables of the directory as last read. Written and read in slices, so that 20,000 cameras never block main. */
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import type { AccountId, ChannelId, DeviceId, OrgNodeId } from '../../../preload/domain/ids.ts';
import type {
  AccessProtocol,
  Channel,
  ChannelCapability,
  DeviceStatus,
  OrgNode,
  StateReason,
} from '../../../preload/domain/cameras/cameras.ts';
import { inTransaction } from '../transaction.ts';

/** Rows per slice: a few milliseconds of SQLite. */
const SLICE = 500;

export interface StoredChannel extends Channel {
  readonly deviceName: string;
  /** Epoch milliseconds of the first reading that did not list the camera; absent while the last one did. */
  readonly missingSinceMs?: number;
}

export interface Reading {
  readonly groups: readonly OrgNode[];
  readonly channels: readonly StoredChannel[];
  readonly asOfMs: number;
}

export class DirectoryTable {
  readonly #db: DatabaseSync;
  readonly #checkpoint: () => Promise<void>;

  /** @param checkpoint called after a large write. */
  constructor(db: DatabaseSync, checkpoint: () => Promise<void>) {
    this.#db = db;
    this.#checkpoint = checkpoint;
  }

  /** The last whole reading of an account, or null. */
  async load(accountId: AccountId): Promise<Reading | null> {
    const head = this.#db
      .prepare('SELECT generation, as_of_ms FROM directory_readings WHERE account_id = ?')
      .get(accountId);
    if (!head) return null;
    const generation = Number(head['generation']);
    const groups = await this.#slices('directory_groups', accountId, generation, (row) => ({
      id: row['id'] as OrgNodeId,
      accountId,
      parentId: row['parent_id'] as OrgNodeId | null,
      name: row['name'] as string,
      ...kindOf(row['kind'] as string),
      ...given('status', row['status'] as DeviceStatus | null),
      ...given('protocol', row['protocol'] as AccessProtocol | null),
    }));
    const channels = await this.#slices('directory_channels', accountId, generation, (row) => ({
      id: row['id'] as ChannelId,
      deviceId: row['device_id'] as DeviceId,
      deviceName: row['device_name'] as string,
      accountId,
      orgNodeId: row['org_node_id'] as OrgNodeId | null,
      name: row['name'] as string,
      reachable: row['reachable'] as Channel['reachable'],
      isFrozen: row['is_frozen'] === 1,
      protocol: row['protocol'] as Channel['protocol'],
      capabilities: (row['capabilities'] as string).split(',').filter(Boolean) as ChannelCapability[],
      ...missingOf(row['missing_since_ms']),
      ...given('stateReason', row['state_reason'] as StateReason | null),
    }));
    return { groups, channels, asOfMs: Number(head['as_of_ms']) };
  }

  /** Replaces the reading of an account. A crash or an abort in between leaves the old one. */
  async save(accountId: AccountId, { groups, channels, asOfMs }: Reading, signal: AbortSignal): Promise<void> {
    const head = this.#db.prepare('SELECT generation FROM directory_readings WHERE account_id = ?').get(accountId);
    const generation = head ? Number(head['generation']) + 1 : 1;
    await this.#clear(accountId, generation, signal); // of an earlier try that did not end
    const group = this.#db.prepare('INSERT INTO directory_groups VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    await this.#inSlices(groups, signal, (g, i) =>
      group.run(
        ...([accountId, generation, i, g.id, g.parentId, g.name] as const),
        ...([g.kind ?? 'group', g.status ?? null, g.protocol ?? null] as const),
      ),
    );
    const channel = this.#db.prepare(
      'INSERT INTO directory_channels VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    await this.#inSlices(channels, signal, (c, i) =>
      channel.run(
        ...([accountId, generation, i, c.id, c.deviceId, c.deviceName, c.orgNodeId, c.name, c.reachable] as const),
        ...([c.isFrozen ? 1 : 0, c.protocol, c.capabilities.join(','), c.missingSinceMs ?? null] as const),
        c.stateReason ?? null,
      ),
    );
    signal.throwIfAborted();
    this.#db
      .prepare('INSERT OR REPLACE INTO directory_readings (account_id, generation, as_of_ms) VALUES (?, ?, ?)')
      .run(accountId, generation, asOfMs);
    if (head) await this.#clear(accountId, generation - 1, signal);
    await this.#checkpoint();
  }

  async forget(accountId: AccountId): Promise<void> {
    const head = this.#db.prepare('SELECT generation FROM directory_readings WHERE account_id = ?').get(accountId);
    this.#db.prepare('DELETE FROM directory_readings WHERE account_id = ?').run(accountId);
    const never = new AbortController().signal;
    if (head) await this.#clear(accountId, Number(head['generation']), never);
  }

  async #clear(accountId: AccountId, generation: number, signal: AbortSignal): Promise<void> {
    for (const table of ['directory_groups', 'directory_channels'] as const) {
      const sql = `DELETE FROM ${table} WHERE account_id = ? AND generation = ? AND position BETWEEN ? AND ?`;
      const remove = this.#db.prepare(sql);
      const last = this.#db
        .prepare(`SELECT max(position) AS last FROM ${table} WHERE account_id = ? AND generation = ?`)
        .get(accountId, generation)?.['last'];
      for (let from = 0; from <= Number(last ?? -1); from += SLICE) {
        signal.throwIfAborted();
        remove.run(accountId, generation, from, from + SLICE - 1);
        await yieldToEvents();
      }
    }
  }

  async #slices<T>(
    table: 'directory_groups' | 'directory_channels',
    accountId: AccountId,
    generation: number,
    read: (row: Record<string, unknown>) => T,
  ): Promise<T[]> {
    const select = this.#db.prepare(
      `SELECT * FROM ${table} WHERE account_id = ? AND generation = ? AND position >= ? ORDER BY position LIMIT ${SLICE}`,
    );
    const found: T[] = [];
    for (;;) {
      const rows = select.all(accountId, generation, found.length);
      for (const row of rows) found.push(read(row));
      if (rows.length < SLICE) return found;
      await yieldToEvents();
    }
  }

  async #inSlices<T>(
    rows: readonly T[],
    signal: AbortSignal,
    write: (row: T, position: number) => void,
  ): Promise<void> {
    for (let from = 0; from < rows.length; from += SLICE) {
      signal.throwIfAborted();
      inTransaction(this.#db, () => rows.slice(from, from + SLICE).forEach((row, i) => write(row, from + i)));
      await yieldToEvents();
    }
  }
}

function missingOf(sinceMs: unknown): Pick<StoredChannel, 'missingSinceMs'> {
  return sinceMs === null ? {} : { missingSinceMs: Number(sinceMs) };
}

/** The field where the row has a value, and nothing where the column is empty. */
function given<K extends string, V>(key: K, value: V | null): { readonly [P in K]?: V } {
  return value === null ? {} : ({ [key]: value } as { readonly [P in K]: V });
}

/** Most groups are ordinary ones, which say nothing of their kind. */
function kindOf(kind: string): Pick<OrgNode, 'kind'> {
  return kind === 'recorder' || kind === 'streams' ? { kind } : {};
}
