/** A console over a real database, a keychain in memory, and a cloud that answers each call alike. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ConsoleDraftTable } from '../../../../../main/db/console/console-drafts.ts';
import { ConsoleHistoryTable } from '../../../../../main/db/console/console-history.ts';
import { openDatabase } from '../../../../../main/db/database.ts';
import type { SecretStore } from '../../../../../main/keychain/secret-store.ts';
import { Vault } from '../../../../../main/keychain/vault.ts';
import type { CallPort, CallReply } from '../../../../../main/ports/calls.ts';
import type { SessionFactory } from '../../../../../main/ports/session.ts';
import { Secret } from '../../../../../main/secret.ts';
import { AccountStore } from '../../../../../main/services/accounts/account-store.ts';
import { Sessions } from '../../../../../main/services/accounts/sessions.ts';
import { ConsoleDrafts } from '../../../../../main/services/console/console-drafts.ts';
import { ConsoleFiles } from '../../../../../main/services/console/console-files.ts';
import { ConsoleHistory } from '../../../../../main/services/console/console-history.ts';
import { ConsoleService } from '../../../../../main/services/console/console.ts';
import { storedAccount } from '../../../preload/domain/accounts/account-sample.ts';
import { lastingStore } from '../accounts/lasting-store.ts';
import { testFolder } from '../folder.ts';
import { MemoryCloud } from '../memory-cloud.ts';

const ACCOUNT = storedAccount({
  endpoint: 'https://api-ivm.myhuaweicloud.com',
  fields: { userId: '1234567890123456', ak: 'AK1' },
  persistence: 'keychain',
});
export const ID = ACCOUNT.id;
/** The secret key of the account. */
export const KEY = 'the-secret-key';

interface OpenConsole {
  readonly service: ConsoleService;
  readonly keychain: SecretStore;
}

/**
 * A console whose only account is that of {@link ID}; the running test closes it.
 *
 * @param reply the answer of the cloud to each call.
 * @param supplied the parameters that the session of the account supplies.
 */
export async function openConsole(
  reply: () => Promise<CallReply>,
  supplied: readonly string[] = [],
): Promise<OpenConsole> {
  const dir = testFolder();
  const { db, close } = openDatabase(join(dir, 'lanner.db'));
  const accountStore = new AccountStore(dir);
  const keychain = lastingStore();
  const vault = new Vault(keychain, accountStore.nameIndex());
  accountStore.put(ACCOUNT, false);
  await vault.put(ID, 'keychain', 'sk', new Secret(KEY));
  const cloud = new MemoryCloud();
  const calls: CallPort = { call: reply, supplied: () => supplied, minGapMs: () => null };
  const factory: SessionFactory = (settings) => ({ ...cloud.factory(settings), calls });
  const sessions = new Sessions({ accountStore, vault, factories: { 'huawei-ivm': factory }, hasLocalClouds: false });
  const history = new ConsoleHistory(new ConsoleHistoryTable(db), accountStore);
  const drafts = new ConsoleDrafts(new ConsoleDraftTable(db), accountStore);
  const files = new ConsoleFiles({ choosePath: null, onSaved: () => {} });
  const service = new ConsoleService({ accountStore, vault, sessions, history, drafts, files });
  onTestFinished(async () => {
    service.dispose();
    await sessions.forgetAll();
    await close();
  });
  return { service, keychain };
}
