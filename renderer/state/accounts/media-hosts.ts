/** Hosts whose pictures the client refuses unless a person allows them: asked about by main itself, and revoked. */
import { create } from 'zustand';
import type { WireError } from '../../../preload/domain/error.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { hostWithoutTls, untrustedHostOf } from '../../../preload/domain/accounts/media-hosts.ts';
import { request } from '../../page/bridge.ts';
import { isKiosk } from '../page/kiosk.ts';
import { postFailure, postIfFailed } from '../page/failure-notices.ts';
import { postNotice } from '../page/notices.ts';
import { selectAccount, useAccounts } from './accounts.ts';

/** The question to a person: plain http from a host, or a certificate that nobody vouches for. */
type Permission = 'plain' | 'certificate';

/** One host of one account. */
export interface HostQuestion {
  readonly accountId: AccountId;
  /** With its port. */
  readonly host: string;
  readonly permission: Permission;
}

interface Asking {
  /** The question that main asks now; null while no question is open. */
  readonly asked: HostQuestion | null;
}

const useAsking = create<Asking>(() => ({ asked: null }));

const NOTICES = {
  plain: { yes: 'mediaHostAllowed', no: 'mediaHostNotAllowed', revoked: 'mediaHostRevoked' },
  certificate: { yes: 'certificateTrusted', no: 'certificateNotTrusted', revoked: 'certificateRevoked' },
} as const;

/** Whether main asks this very question now. */
export const useIsAsking = ({ accountId, host, permission }: HostQuestion): boolean =>
  useAsking(({ asked }) => asked?.accountId === accountId && asked.host === host && asked.permission === permission);

/** The question that can help after a failure of pictures; null for every other failure, and in a kiosk. */
export function useHostQuestion(id: AccountId | undefined, error: WireError): HostQuestion | null {
  const account = useAccounts(selectAccount(id ?? null));
  if (account === undefined || isKiosk()) return null;
  const accountId = account.id;
  const untrusted = untrustedHostOf(error);
  if (untrusted !== null && account.untrustedHosts.includes(untrusted))
    return { accountId, host: untrusted, permission: 'certificate' };
  const plain = error.code === 'media.not-encrypted' ? error.params['host'] : hostWithoutTls(error);
  const isRefused = typeof plain === 'string' && account.refusedHosts.includes(plain);
  return isRefused ? { accountId, host: plain, permission: 'plain' } : null;
}

/** Has main ask a person. @returns whether pictures come from the host now. */
export async function askAboutHost(question: HostQuestion): Promise<boolean> {
  const { accountId, host, permission } = question;
  const name = permission === 'plain' ? 'account.allow-media-host' : 'account.trust-certificate';
  useAsking.setState({ asked: question });
  const answer = await request[name]({ accountId, host });
  useAsking.setState({ asked: null });
  if (!answer.ok) {
    postFailure(answer.error);
    return false;
  }
  const { isAllowed } = answer.value;
  postNotice(NOTICES[permission][isAllowed ? 'yes' : 'no'], { host });
  return isAllowed;
}

export async function revokeHost({ accountId, host, permission }: HostQuestion): Promise<void> {
  const name = permission === 'plain' ? 'account.revoke-media-host' : 'account.revoke-certificate';
  if (postIfFailed(await request[name]({ accountId, host }))) postNotice(NOTICES[permission].revoked, { host });
}
