/** The services of one client over a data folder, as the composition root wires them, and what they emitted. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AccountDraft } from '../../../../preload/contract/account.ts';
import type { EventName, EventPayload } from '../../../../preload/contract/events.ts';
import type { AccountId } from '../../../../preload/domain/ids.ts';
import type { Persistence } from '../../../../preload/domain/accounts/accounts.ts';
import { cameraSteps } from '../../../../main/db/cameras/steps.ts';
import { CameraNumbers } from '../../../../main/db/cameras/camera-numbers.ts';
import { openDatabase } from '../../../../main/db/database.ts';
import { DirectoryTable } from '../../../../main/db/cameras/directory.ts';
import { WallTable } from '../../../../main/db/walls/walls.ts';
import type { SecretStore } from '../../../../main/keychain/secret-store.ts';
import { Vault } from '../../../../main/keychain/vault.ts';
import { AccountStore } from '../../../../main/services/accounts/account-store.ts';
import { AccountsService } from '../../../../main/services/accounts/accounts.ts';
import { DirectoryService } from '../../../../main/services/cameras/directory.ts';
import type { Emit } from '../../../../main/services/shared/emit.ts';
import { KeyConsent } from '../../../../main/services/accounts/key-consent.ts';
import { Questions } from '../../../../main/services/shared/questions.ts';
import { Sessions } from '../../../../main/services/accounts/sessions.ts';
import { WallsService } from '../../../../main/services/walls/walls.ts';
import type { ConfirmRequest } from '../../../../main/host.ts';
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
  /** The person's answer to a dialog; yes by default. */
  readonly confirm?: (request: ConfirmRequest) => Promise<boolean>;
  /** Simulated clouds on this computer are in use; they are where nothing is said. */
  readonly hasLocalClouds?: boolean;
}

export function openBench({
  dir,
  cloud,
  keychain = null,
  confirm = () => Promise.resolve(true),
  hasLocalClouds = true,
  ...pace
}: BenchOptions) {
  const questions: ConfirmRequest[] = [];
  const emitted: Emitted[] = [];
  const waiting = new Set<() => void>();
  const emit: Emit = (name, payload) => {
    emitted.push({ atMs: performance.now(), name, payload: structuredClone(payload) });
    for (const check of waiting) check();
  };
  const { db, checkpoint, close: closeDatabase } = openDatabase(join(dir, 'lanner.db'), cameraSteps);
  const accountStore = new AccountStore(dir);
  const vault = new Vault(keychain, accountStore.nameIndex());
  const sessions = new Sessions({ accountStore, vault, factories: { 'huawei-ivm': cloud.factory }, hasLocalClouds });
  const asking = new Questions((request) => {
    questions.push(request);
    return confirm(request);
  });
  const consent = new KeyConsent({ questions: asking, locale: () => 'en-US', hasLocalClouds });
  const accounts = new AccountsService({ accountStore, vault, sessions, consent, emit });
  const [numbers, table] = [new CameraNumbers(db), new DirectoryTable(db, checkpoint)];
  const directory = new DirectoryService({ accountStore, sessions, numbers, table, emit, ...pace });
  const walls = new WallsService({ table: new WallTable(db), emit, locale: () => 'en-US' });
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
      const check = () => {
        const found = emitted.find((e) => e.name === name && isMeant(e.payload as EventPayload<N>));
        if (!found) return;
        waiting.delete(check);
        resolve(found.payload as EventPayload<N>);
      };
      waiting.add(check);
      check();
    });
  /** Resolves when the directory of the account satisfies `isMeant`. */
  const directoryState = (id: AccountId, isMeant: (s: EventPayload<'directory.changed'>) => boolean) =>
    event('directory.changed', (state) => state.accountId === id && isMeant(state));
  return {
    emitted,
    event,
    directoryState,
    accountStore,
    vault,
    sessions,
    consent,
    questions,
    accounts,
    directory,
    walls,
    close,
  };
}

export function draftOf(
  endpoint: string,
  change: Partial<AccountDraft & { persistence: Persistence }> = {},
): AccountDraft & { persistence: Persistence } {
  return {
    vendor: 'huawei-ivm',
    label: 'Shop',
    endpoint,
    region: null,
    persistence: 'session',
    fields: { userId: '1234567890123456', ak: 'AK1' },
    secrets: { sk: 'the-secret-key' },
    ...change,
  };
}
