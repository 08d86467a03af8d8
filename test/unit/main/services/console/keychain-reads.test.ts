/** How often the console asks the keychain: each question is a round trip to the system. */
import { expect, it } from 'vitest';
import type { AccountId } from '../../../../../preload/domain/ids.ts';
import { AppError } from '../../../../../main/errors.ts';
import type { CallReply } from '../../../../../main/ports/calls.ts';
import { ID, KEY, openConsole } from './console-bench.ts';

/** A console whose keychain records the names of the secrets that are read. */
async function openCounting(reply: () => Promise<CallReply>) {
  const { service, keychain } = await openConsole(reply);
  const reads: string[] = [];
  const { read } = keychain;
  keychain.read = (account: AccountId, name: string) => (reads.push(name), read(account, name));
  const request = { runId: 'r', accountId: ID, operationId: 'listDevices', params: {}, isConfirmed: true };
  return { service, reads, run: () => service.run(request, 'w') };
}

const answer: CallReply = { data: { said: `the key is ${KEY}` }, requestId: 'r-1', httpStatus: 200 };

it('each secret of the account is read once for a call of the console, and not at all for the next calls', async () => {
  const { run, reads, service } = await openCounting(() => Promise.resolve(answer));
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
  const { run, reads, service } = await openCounting(() => Promise.reject(new AppError('cloud.refused', 'no')));
  expect((await run()).outcome).toMatchObject({ kind: 'failed' });
  expect(service.history(ID)).toMatchObject([{ code: 'cloud.refused' }]);
  expect(reads).toEqual(['sk']);
});
