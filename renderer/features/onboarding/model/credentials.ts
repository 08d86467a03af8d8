/** The credentials of an account, as its cloud listed them last. No secret is in it. */
import { create } from 'zustand';
import type { AccountView } from '../../../../preload/contract/account.ts';
import { VENDORS_WITH_CREDENTIALS, type Credentials } from '../../../../preload/domain/onboarding/credentials.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { AccountId } from '../../../../preload/domain/ids.ts';
import { request } from '../../../page/bridge.ts';
import { chooseAccount, useOnboarding } from './onboarding.ts';

interface State {
  readonly accountId: AccountId | null;
  /** Null before the first reading of this account. */
  readonly credentials: Credentials | null;
  readonly error: WireError | null;
}

export const useCredentials = create<State>(() => ({ accountId: null, credentials: null, error: null }));

export const credentialAccounts = (accounts: readonly AccountView[]): readonly AccountView[] =>
  accounts.filter(({ vendor, isEnabled }) => isEnabled && VENDORS_WITH_CREDENTIALS.has(vendor));

export async function loadCredentials(accountId: AccountId): Promise<void> {
  if (useCredentials.getState().accountId !== accountId)
    useCredentials.setState({ accountId, credentials: null, error: null });
  const answer = await request['onboarding.credentials']({ accountId });
  if (useCredentials.getState().accountId !== accountId) return;
  useCredentials.setState(answer.ok ? { credentials: answer.value, error: null } : { error: answer.error });
}

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
