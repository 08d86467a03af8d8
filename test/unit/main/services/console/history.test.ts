/** The console's history, and the length of an answer that it shows. */
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { MAX_CONSOLE_ANSWER, MAX_CONSOLE_HISTORY } from '../../../../../preload/contract/console.ts';
import { asAccountId } from '../../../../../preload/domain/ids.ts';
import { ConsoleHistoryTable, type PastCall } from '../../../../../main/db/console/console-history.ts';
import { ConsoleDraftTable } from '../../../../../main/db/console/console-drafts.ts';
import { openDatabase } from '../../../../../main/db/database.ts';
import { Redactor } from '../../../../../main/redactor.ts';
import { Secret } from '../../../../../main/secret.ts';
import { AccountStore } from '../../../../../main/services/accounts/account-store.ts';
import { answerOf } from '../../../../../main/services/console/console-answer.ts';
import { ConsoleDrafts } from '../../../../../main/services/console/console-drafts.ts';
import { ConsoleHistory } from '../../../../../main/services/console/console-history.ts';
import { entryOf } from '../../../../../main/services/console/console-operations.ts';
import { storedAccount } from '../../../preload/domain/accounts/account-sample.ts';
import { testFolder } from '../folder.ts';

const ID = asAccountId('a1');

const account = storedAccount({ id: ID });

const call = (n: number): PastCall => ({
  operationId: `op${n}`,
  paramsJson: '{}',
  atMs: n,
  code: n % 2 === 0 ? null : 'cloud.refused',
  vendorCode: null,
  requestId: null,
  elapsedMs: 1.5,
});

function setUp(isEphemeral: boolean) {
  const dir = testFolder();
  const database = openDatabase(join(dir, 'lanner.db'));
  onTestFinished(() => database.close());
  const accountStore = new AccountStore(dir);
  accountStore.put(account, isEphemeral);
  const table = new ConsoleHistoryTable(database.db);
  return { accountStore, database, table, history: new ConsoleHistory(table, accountStore) };
}

it.each([true, false])(
  'the history of the console stores the newest calls of an account, newest first (of this run only: %s)',
  (isEphemeral) => {
    const { history, table } = setUp(isEphemeral);
    for (let n = 0; n < MAX_CONSOLE_HISTORY + 5; n++) history.add(ID, call(n));
    const kept = history.of(ID);
    expect(kept).toHaveLength(MAX_CONSOLE_HISTORY);
    expect(kept[0]).toMatchObject({ operationId: `op${MAX_CONSOLE_HISTORY + 4}`, isOk: true, elapsedMs: 1.5 });
    expect(kept[1]).toMatchObject({ isOk: false, code: 'cloud.refused' });
    expect(new Set(kept.map(({ id }) => id)).size).toBe(MAX_CONSOLE_HISTORY);
    expect(table.of(ID)).toHaveLength(isEphemeral ? 0 : MAX_CONSOLE_HISTORY);
    history.clear(ID);
    expect(history.of(ID)).toEqual([]);
  },
);

it('the history of the console deletes entries of removed accounts, and accepts no more of them', () => {
  const { accountStore, table, history } = setUp(false);
  history.add(ID, call(1));
  accountStore.remove(ID);
  history.add(ID, call(2));
  expect(history.of(ID)).toEqual([]);
  expect(table.of(ID)).toHaveLength(1);
  const again = new ConsoleHistory(table, accountStore);
  expect(again.of(ID)).toEqual([]);
  expect(table.of(ID)).toEqual([]);
});

it('the history of the console stores typed words over a restart, except secrets and accounts of this run', () => {
  const { accountStore, database } = setUp(false);
  const drafts = new ConsoleDrafts(new ConsoleDraftTable(database.db), accountStore);
  const typed = {
    name: 'Gate',
    limit: 5,
    password: 'pw',
    remark: 'my k3y-of-mine',
    push_url: 'rtmp://media.example/live?auth=1',
    device: { id: 'D1', access_token: 't' },
    ids: ['a', 'b'],
    notes: ['fine', 'k3y-of-mine'],
  };
  const redactor = new Redactor([new Secret('k3y-of-mine')]);
  onTestFinished(() => redactor.dispose());
  drafts.keep(ID, 'op', typed, redactor);
  const again = new ConsoleDrafts(new ConsoleDraftTable(database.db), accountStore);
  expect(again.of(ID, 'op')).toEqual({ name: 'Gate', limit: 5, device: { id: 'D1' }, ids: ['a', 'b'] });
  expect(again.of(ID, 'other')).toBeNull();
  drafts.keep(ID, 'op', {}, null);
  expect(drafts.of(ID, 'op')).toBeNull();
  drafts.keep(ID, 'op', { name: 'Gate' }, null);
  drafts.keep(ID, 'op', { name: 'x'.repeat(100_000) }, null);
  expect(drafts.of(ID, 'op')).toBeNull();
  drafts.keep(ID, 'op', { name: 'Gate' }, null);
  accountStore.remove(ID);
  expect(drafts.of(ID, 'op')).toBeNull();
  accountStore.put(account, true);
  drafts.clear(ID);
  drafts.keep(ID, 'op', { name: 'Gate' }, null);
  expect(drafts.of(ID, 'op')).toBeNull();
});

it('the history of the console cuts a long answer and states its full length', async () => {
  const entry = entryOf('huawei-ivm', 'listDevices');
  const texts = Array.from({ length: 100 }, () => 'x'.repeat(MAX_CONSOLE_ANSWER / 100));
  const data = { texts, none: [], nothing: {}, left: undefined, nested: [{ a: 1, b: null }, [true]] };
  const answer = await answerOf(entry, { data, httpStatus: 200, requestId: null }, null);
  expect(answer.isCut).toBe(true);
  expect(answer.valueJson).toHaveLength(MAX_CONSOLE_ANSWER);
  const whole = JSON.stringify(data, null, 2);
  expect(answer.totalChars).toBe(whole.length);
  expect(answer.valueJson).toBe(whole.slice(0, MAX_CONSOLE_ANSWER));
});

it('the history of the console names a file and its size, and puts no byte of it among the words', async () => {
  const reply = { data: { '(binary)': undefined }, httpStatus: 200, requestId: null };
  const answer = await answerOf(entryOf('tencent-ivp', 'exportDevices'), reply, null, 3_000_000);
  expect(answer).toMatchObject({ file: { name: 'exportDevices.xlsx', bytes: 3_000_000 }, valueJson: '{}' });
  expect((await answerOf(entryOf('tencent-ivp', 'listDomains'), reply, null)).file).toBeNull();
});

it('the history of the console reports the items of a batch that the cloud did not do', async () => {
  const entry = entryOf('huawei-ivm', 'batchDeleteDevices');
  const failures = [
    { item: 'd1', code: 'cloud.not-found', vendorCode: 'IVM.1', text: 'see https://x.example/a?b' },
  ] as const;
  const answer = await answerOf(entry, { data: {}, httpStatus: 200, requestId: null, failures }, null);
  expect(answer.failures).toEqual([
    { item: 'd1', code: 'cloud.not-found', vendorCode: 'IVM.1', text: 'see https://x.example/***' },
  ]);
});
