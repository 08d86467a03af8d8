import { expect, it } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf, orgNodeIdOf } from '../../../../../preload/domain/ids.ts';
import type { Device, OrgNode } from '../../../../../preload/domain/cameras/cameras.ts';
import { withDevices } from '../../../../../main/services/cameras/directory-reading.ts';
import type { StoredChannel } from '../../../../../main/db/cameras/directory.ts';

const accountId = asAccountId('a');
const hall = orgNodeIdOf(accountId, 'hall');
const yard = orgNodeIdOf(accountId, 'yard');
const group = (id: OrgNode['id'], kind?: 'streams'): OrgNode => ({
  id,
  accountId,
  parentId: null,
  name: String(id),
  ...(kind ? { kind } : {}),
});
const device = (native: string, kind: Device['kind'], orgNodeId: Device['orgNodeId']): Device => ({
  id: deviceIdOf(accountId, native),
  accountId,
  orgNodeId,
  name: `Device ${native}`,
  kind,
  protocol: 'gb28181',
  status: 'online',
});
const channel = (native: string, n: number, orgNodeId: Device['orgNodeId']): StoredChannel => {
  const deviceId = deviceIdOf(accountId, native);
  return {
    id: channelIdOf(deviceId, String(n)),
    deviceId,
    deviceName: '',
    accountId,
    orgNodeId,
    name: `${native}-${n}`,
    reachable: 'online',
    isFrozen: false,
    protocol: 'gb28181',
    capabilities: [],
  };
};

it('a recorder becomes the group of its channels, inside the group in which it stands', async () => {
  const devices = [
    device('nvr', 'recorder', hall),
    device('ipc', 'camera', hall),
    device('dome', 'camera', null),
    device('empty', 'recorder', hall),
  ];
  const channels = [
    channel('nvr', 1, hall),
    channel('nvr', 2, yard),
    channel('ipc', 1, hall),
    channel('dome', 1, null),
    channel('dome', 2, null),
  ];
  const read = await withDevices(
    { groups: [group(hall), group(yard), group(orgNodeIdOf(accountId, 'streams'), 'streams')], channels },
    new Map(devices.map((one) => [one.id, one])),
  );
  const nvr = orgNodeIdOf(accountId, 'device:nvr');
  const dome = orgNodeIdOf(accountId, 'device:dome');
  expect(read.groups.map(({ id, parentId, kind }) => [id, parentId, kind])).toEqual([
    [hall, null, undefined],
    [yard, null, undefined],
    [nvr, hall, 'recorder'],
    [dome, null, 'recorder'],
  ]);
  expect(read.channels.map(({ orgNodeId }) => orgNodeId)).toEqual([nvr, yard, hall, dome, dome]);
});

it('the cameras of a recorder that is off line name the recorder as the cause, and those of a camera do not', async () => {
  const down = { status: 'offline' } as const;
  const devices = [
    { ...device('nvr', 'recorder', hall), ...down },
    { ...device('ipc', 'camera', hall), ...down },
    { ...device('new', 'recorder', hall), status: 'unregistered' as const },
  ];
  const channels = [channel('nvr', 1, hall), channel('ipc', 1, hall), channel('new', 1, yard)];
  const read = await withDevices({ groups: [group(hall)], channels }, new Map(devices.map((one) => [one.id, one])));
  expect(read.channels.map(({ stateReason }) => stateReason)).toEqual([
    ...['recorder-offline', undefined, 'recorder-unregistered'],
  ]);
  expect(read.groups.find(({ kind }) => kind === 'recorder')).toMatchObject({ status: 'offline', protocol: 'gb28181' });
});
