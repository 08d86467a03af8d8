/** The services of one client over a data folder, as the composition root wires them, and what they emitted. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AccountDraft } from '../../../preload/contract/account.ts';
import type { EventName, EventPayload } from '../../../preload/contract/events.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { Persistence } from '../../../preload/domain/model.ts';
import { CameraNumbers } from '../../../main/db/camera-numbers.ts';
import { openDatabase } from '../../../main/db/database.ts';
import { DirectoryTable } from '../../../main/db/directory.ts';
import { WallTable } from '../../../main/db/walls.ts';
import type { SecretStore } from '../../../main/keychain/secret-store.ts';
import { Vault } from '../../../main/keychain/vault.ts';
import { AccountBook } from '../../../main/services/account-book.ts';
import { AccountsService } from '../../../main/services/accounts.ts';
import { DirectoryService } from '../../../main/services/directory.ts';
import type { Emit } from '../../../main/services/emit.ts';
import { Sessions } from '../../../main/services/sessions.ts';
import { WallsService } from '../../../main/services/walls.ts';
import type { MemoryCloud } from './memory-cloud.ts';

export interface Emitted {
  readonly atMs: number;
  readonly name: EventName;
  readonly payload: unknown;
}

export interface BenchOptions {
  readonly dir: string;
  readonly cloud: MemoryCloud;
  readonly keychain?: SecretStore | null;
  readonly refreshMs?: number;
  readonly retryMs?: number;
  readonly confirmMs?: number;
  /** The clock of the directory. */
  readonly now?: () => number;
}

export function openBench({ dir, cloud, keychain = null, ...pace }: BenchOptions) {
  const emitted: Emitted[] = [];
  const waiting = new Set<() => void>();
  const emit: Emit = (name, payload) => {
    emitted.push({ atMs: performance.now(), name, payload: structuredClone(payload) });
    for (const look of waiting) look();
  };
  const { db, tidy, close: closeDatabase } = openDatabase(join(dir, 'lanner.db'));
  const book = new AccountBook(dir);
  const vault = new Vault(keychain, book.nameIndex());
  const sessions = new Sessions(book, vault, { 'huawei-ivm': cloud.factory });
  const accounts = new AccountsService({ book, vault, sessions, emit });
  const [numbers, table] = [new CameraNumbers(db), new DirectoryTable(db, tidy)];
  const directory = new DirectoryService({ book, sessions, numbers, table, emit, ...pace });
  const walls = new WallsService({ table: new WallTable(db), emit, systemLocale: 'en-US' });
  accounts.onChanged((id, what) => directory.onAccount(id, what));
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    accounts.dispose();
    await directory.dispose();
    await sessions.forgetAll();
    await closeDatabase();
  };
  onTestFinished(close);
  /** Resolves with the first payload of `name`, past or to come, that `isMeant` takes. */
  const event = <N extends EventName>(name: N, isMeant: (payload: EventPayload<N>) => boolean) =>
    new Promise<EventPayload<N>>((resolve) => {
      const look = () => {
        const found = emitted.find((e) => e.name === name && isMeant(e.payload as EventPayload<N>));
        if (!found) return;
        waiting.delete(look);
        resolve(found.payload as EventPayload<N>);
      };
      waiting.add(look);
      look();
    });
  /** Resolves when the directory of the account satisfies `isMeant`. */
  const directoryState = (id: AccountId, isMeant: (s: EventPayload<'directory.changed'>) => boolean) =>
    event('directory.changed', (state) => state.accountId === id && isMeant(state));
  return { emitted, event, directoryState, book, vault, sessions, accounts, directory, walls, close };
}

export function draftOf(
  endpoint: string,
  change: Partial<AccountDraft & { persistence: Persistence }> = {},
): AccountDraft & { persistence: Persistence } {
  return {
    ...{ vendor: 'huawei-ivm', label: 'Shop', endpoint, region: null, persistence: 'session' },
    ...{ fields: { userId: '1234567890123456', ak: 'AK1' }, secrets: { sk: 'the-secret-key' } },
    ...change,
  };
}
