/** Groups lost pictures by their common cause. Pure. */
import type { ErrorCode, WireError } from '../../../preload/domain/error.ts';
import type { AccountId, DeviceId } from '../../../preload/domain/ids.ts';
import type { SlotKey } from '../../media/pool/player-pool.ts';

/** One tile without a picture. */
export interface Loss {
  readonly slot: SlotKey;
  readonly accountId: AccountId;
  /** Null while the directory does not know the camera. */
  readonly deviceId: DeviceId | null;
  readonly error: WireError;
  readonly sinceMs: number;
}

/** The common cause of the lost pictures. */
export type OutageScope =
  | { readonly kind: 'account'; readonly accountId: AccountId }
  | { readonly kind: 'device'; readonly accountId: AccountId; readonly deviceId: DeviceId }
  /** Not of any cloud: this client's own part. */
  | { readonly kind: 'client' };

export interface LossGroup {
  readonly scope: OutageScope;
  /** The error that most of them report. */
  readonly error: WireError;
  readonly losses: readonly Loss[];
  /** The cloud's API does not answer, so that the cloud reports nothing about its other cameras either. */
  readonly isOfApi: boolean;
}

type Family = 'client' | 'cloud' | 'refusal' | 'device' | 'media';

/** How many lost pictures of a family cannot be a coincidence. */
const LEAST: Readonly<Record<Family, number>> = { client: 2, cloud: 2, refusal: 3, device: 2, media: 3 };

/** Failures of a single camera, whatever other cameras do. */
const OWN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'media.unsupported-codec',
  'cloud.not-found',
  'cloud.invalid-parameter',
  'cloud.not-supported',
  'channel.not-found',
  'cancelled',
]);

function familyOf(code: ErrorCode): Family | null {
  if (OWN.has(code)) return null;
  if (code === 'media.gateway-down' || code === 'ipc.disconnected') return 'client';
  if (code.startsWith('device.')) return 'device';
  if (code.startsWith('media.')) return 'media';
  if (code === 'cloud.unavailable' || code === 'cloud.rate-limited') return 'cloud';
  if (code.startsWith('cloud.') || code === 'auth.no-permission') return 'refusal';
  const isOfAccount = ['network.', 'auth.', 'vault.', 'account.'].some((area) => code.startsWith(area));
  return isOfAccount ? 'cloud' : null;
}

/** Names a scope; the same scope has the same name. */
export function scopeKey(scope: OutageScope): string {
  if (scope.kind === 'client') return 'client';
  return scope.kind === 'account' ? `account|${scope.accountId}` : `device|${scope.deviceId}`;
}

/** Each loss is in one group at most; an account has one group, whatever its pictures say in detail. */
export function groupLosses(losses: readonly Loss[]): readonly LossGroup[] {
  const groups: LossGroup[] = [];
  const add = (scope: OutageScope, family: Family, members: readonly Loss[], all = members): void => {
    if (members.length < LEAST[family]) return;
    groups.push({ scope, error: commonest(members), losses: all, isOfApi: family === 'cloud' });
  };
  const inFamily = (members: readonly Loss[], family: Family): readonly Loss[] =>
    members.filter(({ error }) => familyOf(error.code) === family);
  add({ kind: 'client' }, 'client', inFamily(losses, 'client'));
  for (const [accountId, members] of by(losses, (loss) => loss.accountId)) {
    const before = groups.length;
    const media = inFamily(members, 'media');
    const scope: OutageScope = { kind: 'account', accountId };
    const cloud = inFamily(members, 'cloud');
    // While the cloud does not answer, a stream that ended cannot come back either: one cause.
    add(scope, 'cloud', cloud, [...cloud, ...media]);
    if (groups.length === before) add(scope, 'refusal', inFamily(members, 'refusal'));
    if (groups.length === before) add(scope, 'media', media);
    for (const [deviceId, cameras] of by(inFamily(members, 'device'), (loss) => loss.deviceId)) {
      if (deviceId !== null) add({ kind: 'device', accountId, deviceId }, 'device', cameras);
    }
  }
  return groups;
}

function by<K>(losses: readonly Loss[], keyOf: (loss: Loss) => K): ReadonlyMap<K, readonly Loss[]> {
  const groups = new Map<K, Loss[]>();
  for (const loss of losses) {
    const key = keyOf(loss);
    const group = groups.get(key);
    if (group) group.push(loss);
    else groups.set(key, [loss]);
  }
  return groups;
}

function commonest(losses: readonly Loss[]): WireError {
  const kinds = by(
    losses,
    ({ error }) => `${error.code}|${error.vendor?.httpStatus ?? ''}|${error.vendor?.code ?? ''}`,
  );
  const [first] = [...kinds.values()].sort((a, b) => b.length - a.length);
  const error = first?.[0]?.error;
  if (!error) throw new RangeError('a group without losses has no cause');
  return error;
}
