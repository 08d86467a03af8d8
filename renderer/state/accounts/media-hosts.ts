/** Hosts whose pictures come over plain http: allowed after a question of main's own, and revoked. */
import { create } from 'zustand';
import type { WireError } from '../../../preload/domain/error.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { request } from '../../page/bridge.ts';
import { postFailure, postIfFailed } from '../page/failure-notices.ts';
import { postNotice } from '../page/notices.ts';

interface Asking {
  /** Of whom main asks at the moment; null while no question is open. */
  readonly asked: { readonly accountId: AccountId; readonly host: string } | null;
}

export const useHostQuestion = create<Asking>(() => ({ asked: null }));

/** The host that a failure of pictures asks about; null for every other failure. */
export const hostToAllow = ({ code, params }: WireError): string | null =>
  code === 'media.not-encrypted' && typeof params['host'] === 'string' ? params['host'] : null;

/** Has main ask a person. @returns whether pictures come from the host now. */
export async function allowMediaHost(accountId: AccountId, host: string): Promise<boolean> {
  useHostQuestion.setState({ asked: { accountId, host } });
  const answer = await request['account.allow-media-host']({ accountId, host });
  useHostQuestion.setState({ asked: null });
  if (!answer.ok) {
    postFailure(answer.error);
    return false;
  }
  postNotice(answer.value.isAllowed ? 'mediaHostAllowed' : 'mediaHostNotAllowed', { host });
  return answer.value.isAllowed;
}

export async function revokeMediaHost(accountId: AccountId, host: string): Promise<void> {
  if (postIfFailed(await request['account.revoke-media-host']({ accountId, host })))
    postNotice('mediaHostRevoked', { host });
}
