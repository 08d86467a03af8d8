/** How often the console asks the keychain: each question is a round trip to the system. */
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { asAccountId, type AccountId } from '../../../../../preload/domain/ids.ts';
import { ConsoleDraftTable } from '../../../../../main/db/console/console-drafts.ts';
import { ConsoleHistoryTable } from '../../../../../main/db/console/console-history.ts';
import { openDatabase } from '../../../../../main/db/database.ts';
import { AppError } from '../../../../../main/errors.ts';
import { Vault } from '../../../../../main/keychain/vault.ts';
import { Secret } from '../../../../../main/secret.ts';
import { AccountStore } from '../../../../../main/services/accounts/account-store.ts';
import { ConsoleDrafts } from '../../../../../main/services/console/console-drafts.ts';
import { ConsoleFiles } from '../../../../../main/services/console/console-files.ts';
import { ConsoleHistory } from '../../../../../main/services/console/console-history.ts';
import { ConsoleService } from '../../../../../main/services/console/console.ts';
import { Sessions } from '../../../../../main/services/accounts/sessions.ts';
import type { CallReply } from '../../../../../main/ports/calls.ts';
import type { SessionFactory } from '../../../../../main/ports/session.ts';
import { testFolder } from '../folder.ts';
import { lastingStore } from '../accounts/lasting-store.ts';
import { MemoryCloud } from '../memory-cloud.ts';

const ID = asAccountId('a1');
const KEY = 'the-secret-key';

/** A console over a keychain that counts, and over a cloud that answers each call with `reply`. */
async function openConsole(reply: () => Promise<CallReply>) {
  const dir = testFolder();
  const { db, close } = openDatabase(join(dir, 'lanner.db'));
  const accountStore = new AccountStore(dir);
  const keychain = lastingStore();
  const vault = new Vault(keychain, accountStore.nameIndex());
  accountStore.put(
    {
      id: ID,
      vendor: 'huawei-ivm',
      label: 'Shop',
      region: null,
      endpoint: 'https://api-ivm.myhuaweicloud.com',
      fields: { userId: '1234567890123456', ak: 'AK1' },
      persistence: 'keychain',
      createdAtMs: 1,
      isEnabled: true,
      confirmedOrigins: [],
      mediaHosts: [],
      mediaCertificates: [],
    },
    false,
  );
  await vault.put(ID, 'keychain', 'sk', new Secret(KEY));
  const reads: string[] = [];
  const { read } = keychain;
  keychain.read = (account: AccountId, name: string) => (reads.push(name), read(account, name));
  const cloud = new MemoryCloud();
  const factory: SessionFactory = (settings) => ({
    ...cloud.factory(settings),
    calls: { call: reply, supplied: () => [], minGapMs: () => null },
  });
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
  const request = { runId: 'r', accountId: ID, operationId: 'listDevices', params: {}, isConfirmed: true };
  return { service, reads, run: () => service.run(request, 'w') };
}

const answer: CallReply = { data: { said: `the key is ${KEY}` }, requestId: 'r-1', httpStatus: 200 };

it('each secret of the account is read once for a call of the console, and not at all for the next calls', async () => {
  const { run, reads, service } = await openConsole(() => Promise.resolve(answer));
  const first = await run();
  expect(first.outcome).toMatchObject({ kind: 'ok' });
  expect(JSON.stringify(first)).not.toContain(KEY);
  expect(reads).toEqual(['sk']);
  await run();
  await service.curl({ accountId: ID, operationId: 'listDevices', params: {} });
  expect(reads).toEqual(['sk']);
  expect(service.history(ID)).toHaveLength(2);
});

it('each secret of the account is read once for a call that the cloud refuses', async () => {
  const { run, reads, service } = await openConsole(() => Promise.reject(new AppError('cloud.refused', 'no')));
  expect((await run()).outcome).toMatchObject({ kind: 'failed' });
  expect(service.history(ID)).toMatchObject([{ code: 'cloud.refused' }]);
  expect(reads).toEqual(['sk']);
});
