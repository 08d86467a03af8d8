/** Finds the account here for each account of a file by the cameras that both list. Pure. */
import { createHash } from 'node:crypto';
import type { ImportedWallAccount } from '../../../preload/contract/walls.ts';
import { asAccountId, channelIdOf, deviceIdOf, type AccountId, type ChannelId } from '../../../preload/domain/ids.ts';
import type { Account } from '../../../preload/domain/accounts/accounts.ts';
import type { FileAccount, FileCamera } from './wall-file-format.ts';

interface Choice {
  readonly accountId: AccountId;
  readonly found: number | null;
}

export interface MatchInput {
  readonly accounts: readonly FileAccount[];
  readonly cameras: Iterable<FileCamera>;
  /** The accounts of this client. */
  readonly present: readonly Pick<Account, 'id' | 'vendor' | 'label'>[];
  /** Whether an account lists a camera; null where it was not read yet. */
  readonly isListed: (id: ChannelId) => boolean | null;
  /** The operator's choices. For an account that is not in the map, `matchAccounts` chooses. */
  readonly chosen: ReadonlyMap<string, AccountId | null>;
}

export function matchAccounts({ accounts, cameras, present, isListed, chosen }: MatchInput): ImportedWallAccount[] {
  const byAccount = Map.groupBy(cameras, (camera) => camera.account);
  return accounts.map(({ key, vendor, label }) => {
    const own = byAccount.get(key) ?? [];
    const fitting = present.filter((account) => account.vendor === vendor);
    const choices = fitting.map(({ id }) => ({ accountId: id, found: countFound(id, own, isListed) }));
    const wanted = chosen.get(key);
    const isFree = wanted === undefined || (wanted !== null && !choices.some(({ accountId }) => accountId === wanted));
    const twin = fitting.find((account) => account.label === label)?.id ?? null;
    return { key, vendor, label, cameraCount: own.length, choices, accountId: isFree ? best(choices, twin) : wanted };
  });
}

/** Null as soon as one camera is uncertain, because the account was not read. */
function countFound(id: AccountId, cameras: readonly FileCamera[], isListed: MatchInput['isListed']): number | null {
  const listed = cameras.map((camera) => isListed(channelOfFile(id, camera)));
  return listed.includes(null) ? null : listed.filter(Boolean).length;
}

/** The account that lists the most; among equals, and among those that were not read yet, the one of the same name. */
function best(choices: readonly Choice[], twin: AccountId | null): AccountId | null {
  const rank = ({ accountId, found }: Choice): number => (found ?? 0) + (accountId === twin ? 0.5 : 0);
  const [first] = choices.toSorted((a, b) => rank(b) - rank(a));
  if (first === undefined) return null;
  if ((first.found ?? 0) > 0) return first.accountId;
  const unread = choices.filter(({ found }) => found === null);
  const isUnreadTwin = unread.some(({ accountId }) => accountId === twin);
  return isUnreadTwin ? twin : unread.length === 1 ? (unread[0]?.accountId ?? null) : null;
}

/** The camera under an account of this client. */
export function channelOfFile(accountId: AccountId, camera: Pick<FileCamera, 'device' | 'channel'>): ChannelId {
  return channelIdOf(deviceIdOf(accountId, camera.device), camera.channel);
}

/** Stands for an account that is not here; the same for the same account of the same file at any time. */
export function absentAccount({ vendor, label }: Pick<FileAccount, 'vendor' | 'label'>): AccountId {
  return asAccountId(`absent-${createHash('sha256').update(`${vendor}|${label}`).digest('hex').slice(0, 24)}`);
}
