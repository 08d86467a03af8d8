/** Calls whose parameters hold names and pictures of persons: the console stores none of their parameters. */
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { asAccountId } from '../../../../../preload/domain/ids.ts';
import { ConsoleDraftTable } from '../../../../../main/db/console/console-drafts.ts';
import { ConsoleHistoryTable } from '../../../../../main/db/console/console-history.ts';
import { openDatabase } from '../../../../../main/db/database.ts';
import { Vault } from '../../../../../main/keychain/vault.ts';
import { Secret } from '../../../../../main/secret.ts';
import { AccountStore } from '../../../../../main/services/accounts/account-store.ts';
import { Sessions } from '../../../../../main/services/accounts/sessions.ts';
import { ConsoleDrafts } from '../../../../../main/services/console/console-drafts.ts';
import { ConsoleFiles } from '../../../../../main/services/console/console-files.ts';
import { ConsoleHistory } from '../../../../../main/services/console/console-history.ts';
import { ConsoleService } from '../../../../../main/services/console/console.ts';
import type { SessionFactory } from '../../../../../main/ports/session.ts';
import { lastingStore } from '../accounts/lasting-store.ts';
import { testFolder } from '../folder.ts';
import { MemoryCloud } from '../memory-cloud.ts';

const ID = asAccountId('a1');
const PERSON = { name: 'Zaphod', gender: 'male', jpegBase64: '/9j/4AAQSkZJRgABAQAAAQABAAD/2Q==' };
const OPERATIONS = {
  batchAddTargets: { device_id: '952352LWXT001', group_id: 2, targets: [PERSON] },
  batchUpdateTargets: { device_id: '952352LWXT001', group_id: 2, targets: [{ ...PERSON, target_id: '2' }] },
};

async function openConsole() {
  const dir = testFolder();
  const { db, close } = openDatabase(join(dir, 'lanner.db'));
  const accountStore = new AccountStore(dir);
  const vault = new Vault(lastingStore(), accountStore.nameIndex());
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
  await vault.put(ID, 'keychain', 'sk', new Secret('the-key'));
  const cloud = new MemoryCloud();
  const reply = { data: { targets: [] }, requestId: 'r-1', httpStatus: 200 };
  const factory: SessionFactory = (settings) => ({
    ...cloud.factory(settings),
    calls: { call: () => Promise.resolve(reply), supplied: () => ['user_id', 'Access-Token'], minGapMs: () => null },
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
  return service;
}

it.each(Object.entries(OPERATIONS))(
  'a call of %s stands in the history without its parameters',
  async (name, params) => {
    const service = await openConsole();
    const report = await service.run({ runId: 'r', accountId: ID, operationId: name, params, isConfirmed: true }, 'w');
    expect(report.outcome.kind).toBe('ok');
    expect(service.history(ID)).toMatchObject([{ operationId: name, paramsJson: null, isOk: true }]);
  },
);

it.each(Object.entries(OPERATIONS))('the form of %s is not stored', async (operationId, params) => {
  const service = await openConsole();
  await service.keepDraft({ accountId: ID, operationId, params });
  expect(service.draft({ accountId: ID, operationId })).toEqual({ params: null });
});

it('the form of an operation without persons is stored as before', async () => {
  const service = await openConsole();
  await service.keepDraft({ accountId: ID, operationId: 'listTargets', params: { group_id: 2 } });
  expect(service.draft({ accountId: ID, operationId: 'listTargets' })).toEqual({ params: { group_id: 2 } });
});
