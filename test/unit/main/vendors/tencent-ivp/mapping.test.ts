import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { nativeRefOf, toChannels, toDevice, toOrgNodes } from '../../../../../main/vendors/tencent-ivp/mapping.ts';

const account = asAccountId('a1');
const gb = { Id: 'd1', Name: 'Gate', AccessProtocol: 2, Type: 2, Status: 1, OrganizationId: '7' };
const rtmp = { ...gb, AccessProtocol: 1, Type: 1 };
const channel = { ChannelId: 'c1', Name: 'Left', State: 1, PtzType: 1 };

it('organizations become a tree, parents first, whatever the order of the list', () => {
  const nodes = toOrgNodes(account, [
    { Id: '3', Name: 'Yard', ParentId: '2' },
    { Id: '2', Name: 'North', ParentId: '1' },
    { Id: '1', Name: 'All', ParentId: '0' },
    { Id: '4', ParentId: '1' },
    { Name: 'lost' },
  ]);
  expect(nodes.map(({ id, parentId, name }) => [id, parentId, name])).toEqual([
    ['a1~1', null, 'All'],
    ['a1~2', 'a1~1', 'North'],
    ['a1~3', 'a1~2', 'Yard'],
    ['a1~4', 'a1~1', '4'],
  ]);
});

it('organizations have one place each, and a parent that came before, in any list, circles too', () => {
  const ids = fc.constantFrom('0', '1', '2', '3', '4', '5', '');
  fc.assert(
    fc.property(fc.array(fc.record({ Id: ids, ParentId: ids })), (list) => {
      const nodes = toOrgNodes(account, list);
      const wanted = new Set(list.map(({ Id }) => Id).filter((id) => id !== ''));
      expect(nodes).toHaveLength(wanted.size);
      nodes.forEach(({ parentId }, i) => {
        if (parentId !== null) expect(nodes.slice(0, i).map(({ id }) => id)).toContain(parentId);
      });
    }),
  );
});

it.each([
  [0, 'unregistered'],
  [1, 'online'],
  [2, 'offline'],
  [3, 'offline'],
  [9, 'unknown'],
  [undefined, 'unknown'],
] as const)('a device of status %s is %s', (Status, status) => {
  const { Status: _, ...bare } = gb;
  expect(toDevice(account, Status === undefined ? bare : { ...gb, Status })?.status).toBe(status);
});

it('a device is a camera or a recorder, in its organization or at the top', () => {
  expect(toDevice(account, gb)).toMatchObject({ kind: 'recorder', protocol: 'gb28181', orgNodeId: 'a1~7' });
  expect(toDevice(account, rtmp)).toMatchObject({ kind: 'camera', protocol: 'other' });
  expect(toDevice(account, { ...gb, OrganizationId: '0' })?.orgNodeId).toBeNull();
  expect(toDevice(account, { Id: 'd1' })).toMatchObject({ name: 'd1', orgNodeId: null });
});

it('a device without an id is left out', () => expect(toDevice(account, { Name: 'lost' })).toBeNull());

it.each([
  [1, 1, 'online'],
  [1, 0, 'offline'],
  [2, 1, 'offline'],
  [0, 1, 'unregistered'],
  [3, 1, 'offline'],
  [9, 1, 'online'],
] as const)('a channel below a device of status %i, itself in state %i, is %s', (Status, State, reachable) => {
  expect(toChannels(account, { ...gb, Status }, [{ ...channel, State }])).toMatchObject([{ reachable }]);
});

it('a channel is frozen while its device is disabled', () => {
  expect(toChannels(account, { ...gb, Status: 3 }, [channel])).toMatchObject([{ isFrozen: true }]);
  expect(toChannels(account, gb, [channel])).toMatchObject([{ isFrozen: false }]);
});

it('a channel has the abilities that its signalling allows', () => {
  expect(toChannels(account, gb, [channel])[0]?.capabilities).toEqual([
    'ptz',
    'iris',
    'presets',
    'sub-stream',
    'cloud-record',
    'device-record',
  ]);
  expect(toChannels(account, rtmp, [{ ...channel, PtzType: 0 }])[0]?.capabilities).toEqual(['cloud-record']);
});

it('a channel without an id is dropped, and one without a name is called after its device', () => {
  expect(toChannels(account, gb, [{ Name: 'lost' }, { ChannelId: 'c2' }])).toMatchObject([{ name: 'Gate' }]);
  expect(toChannels(account, { Name: 'lost' }, [channel])).toEqual([]);
});

it('a channel of an RTMP camera that lists none is the camera itself, named by the device id alone', () => {
  const [own] = toChannels(account, rtmp, []);
  expect(own).toMatchObject({ id: 'a1:d1/d1', reachable: 'online', name: 'Gate' });
  expect(nativeRefOf(own!.id)).toEqual({ DeviceId: 'd1' });
  expect(toChannels(account, gb, [])).toEqual([]);
  expect(nativeRefOf(channelIdOf(deviceIdOf(account, 'd1'), 'c1'))).toEqual({ DeviceId: 'd1', ChannelId: 'c1' });
});
