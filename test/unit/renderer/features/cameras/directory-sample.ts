/** A directory of any size for the tests of the tree: deterministic, nested, with every state. */
import type { AccountView } from '../../../../../preload/contract/account.ts';
import {
  asAccountId,
  channelIdOf,
  deviceIdOf,
  orgNodeIdOf,
  type AccountId,
} from '../../../../../preload/domain/ids.ts';
import type { NumberedChannel, OrgNode } from '../../../../../preload/domain/cameras/cameras.ts';
import type { AccountDirectory, DirectoryView } from '../../../../../renderer/state/cameras/directory-merge.ts';

export function account(id: string, label: string): AccountView {
  return {
    id: asAccountId(id),
    vendor: 'huawei-ivm',
    label,
    region: null,
    endpoint: 'https://cloud.example',
    fields: {},
    persistence: 'keychain',
    createdAtMs: 0,
    health: { state: 'unchecked' },
    isKeyMissing: false,
    isEnabled: true,
    confirmedOrigins: [],
    mediaHosts: [],
    refusedHosts: [],
    mediaCertificates: [],
    untrustedHosts: [],
  };
}

export function group(accountId: AccountId, id: string, name: string, parent: string | null = null): OrgNode {
  const parentId = parent === null ? null : orgNodeIdOf(accountId, parent);
  return { id: orgNodeIdOf(accountId, id), accountId, parentId, name };
}

export function camera(
  accountId: AccountId,
  number: number,
  name: string,
  inGroup: string | null,
  rest: Partial<NumberedChannel> = {},
): NumberedChannel {
  const deviceId = deviceIdOf(accountId, `d${number}`);
  return {
    id: channelIdOf(deviceId, '0'),
    number,
    deviceId,
    deviceName: `IPC ${number}`,
    accountId,
    orgNodeId: inGroup === null ? null : orgNodeIdOf(accountId, inGroup),
    name,
    reachable: 'online',
    isFrozen: false,
    protocol: 'holosens',
    capabilities: [],
    ...rest,
  };
}

export function viewOf(...parts: AccountDirectory[]): DirectoryView {
  return {
    parts,
    byId: new Map(parts.flatMap((part) => part.channels.map((channel) => [channel.id, channel] as const))),
  };
}

/** Campus with two groups and one camera in none. */
export function campus(id = 'a1'): AccountDirectory {
  const accountId = asAccountId(id);
  return {
    accountId,
    revision: 1,
    groups: [group(accountId, 'root', 'Riverside campus'), group(accountId, 'gates', 'Gates', 'root')],
    channels: [
      camera(accountId, 101, 'North gate', 'gates'),
      camera(accountId, 102, 'South gate', 'gates', { reachable: 'offline' }),
      camera(accountId, 110, 'Server room', 'root', { protocol: 'gb28181' }),
      camera(accountId, 131, '运河桥', null, { isFrozen: true }),
    ],
  };
}

export function large(cameras: number): AccountDirectory {
  const accountId = asAccountId('big');
  const groups = Array.from({ length: Math.ceil(cameras / 50) }, (_, i) =>
    group(accountId, `g${i}`, `Group ${i}`, i < 10 ? null : `g${i % 10}`),
  );
  const channels = Array.from({ length: cameras }, (_, i) =>
    camera(accountId, i + 1, `Camera ${i}`, `g${Math.floor(i / 50)}`, i % 9 === 0 ? { reachable: 'offline' } : {}),
  );
  return { accountId, revision: 1, groups, channels };
}
