/** The credentials of an account, as its cloud listed them last. No secret is in it. */
import type { WireError } from '../../../../preload/domain/error.ts';
import type { AccountId } from '../../../../preload/domain/ids.ts';
import { request } from '../../../page/bridge.ts';
import { RemoteList } from '../../../state/page/remote-list.ts';
import { chooseAccount, useOnboarding } from './onboarding.ts';

const list = new RemoteList((accountId: AccountId) => request['onboarding.credentials']({ accountId }));

export const useCredentials = list.use;
export const loadCredentials = (accountId: AccountId): Promise<void> => list.read(accountId);

/** The form of cameras offers the credentials of its account. */
async function reload(accountId: AccountId): Promise<void> {
  await loadCredentials(accountId);
  if (useOnboarding.getState().accountId === accountId) await chooseAccount(accountId);
}

type Answer = { readonly ok: true } | { readonly ok: false; readonly error: WireError };

/** @returns why it was refused, or null. */
async function change(accountId: AccountId, asking: Promise<Answer>): Promise<WireError | null> {
  const answer = await asking;
  await reload(accountId);
  return answer.ok ? null : answer.error;
}

/** @param userName null: anonymous. @param password nothing here holds it afterwards. */
export const addPassword = (id: AccountId, userName: string | null, password: string): Promise<WireError | null> =>
  change(id, request['onboarding.addPassword']({ accountId: id, userName, password }));

export const changePassword = (
  id: AccountId,
  userName: string,
  oldPassword: string,
  password: string,
): Promise<WireError | null> =>
  change(id, request['onboarding.changePassword']({ accountId: id, userName, oldPassword, password }));

export const removePassword = (id: AccountId, userName: string): Promise<WireError | null> =>
  change(id, request['onboarding.removePassword']({ accountId: id, userName }));

export const renameKey = (id: AccountId, accessKey: string, name: string): Promise<WireError | null> =>
  change(id, request['onboarding.renameKey']({ accountId: id, accessKey, name }));

export const removeKey = (id: AccountId, accessKey: string): Promise<WireError | null> =>
  change(id, request['onboarding.removeKey']({ accountId: id, accessKey }));

type MadeKey =
  | { readonly ok: true; readonly value: { readonly accessKey: string; readonly secretKey: string } }
  | { readonly ok: false; readonly error: WireError };

/** The secret of the key is in the answer alone: the caller forgets it. */
export async function addKey(accountId: AccountId, name: string): Promise<MadeKey> {
  const answer = await request['onboarding.addKey']({ accountId, name });
  await reload(accountId);
  return answer;
}
