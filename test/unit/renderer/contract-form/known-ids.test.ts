/** Ids of the camera tree in the console: the offered cameras, and the name of an id. */
import { describe, expect, it } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf, orgNodeIdOf } from '../../../../preload/domain/ids.ts';
import type { NumberedChannel, OrgNode } from '../../../../preload/domain/cameras/cameras.ts';
import { deviceBeside, fieldsBeside, knownChoices, nameOfId } from '../../../../renderer/contract-form/known-ids.ts';
import { targetsOf } from '../../../../renderer/contract-form/console-values.ts';
import { field } from '../features/console/sample.ts';

const accountId = asAccountId('a1');
const group = (id: string, name: string, parent: string | null = null, kind?: OrgNode['kind']): OrgNode => ({
  id: orgNodeIdOf(accountId, id),
  accountId,
  parentId: parent === null ? null : orgNodeIdOf(accountId, parent),
  name,
  ...(kind === undefined ? {} : { kind }),
});
function camera(
  device: string,
  channel: string,
  number: number,
  org: string,
  name = `Camera ${number}`,
): NumberedChannel {
  const deviceId = deviceIdOf(accountId, device);
  return {
    id: channelIdOf(deviceId, channel),
    deviceId,
    accountId,
    orgNodeId: orgNodeIdOf(accountId, org),
    name,
    number,
    deviceName: `Device ${device}`,
    reachable: 'online',
    isFrozen: false,
    protocol: 'gb28181',
    capabilities: [],
  };
}

const part = {
  accountId,
  revision: 1,
  groups: [group('g1', 'Harbour'), group('g1/w1', 'Gate', 'g1'), group('streams', 'Streams', null, 'streams')],
  channels: [
    camera('D1', '0', 12, 'g1/w1', 'North gate'),
    camera('N1', '0', 13, 'g1', 'Ramp 1'),
    camera('N1', '1', 14, 'g1', 'Ramp 2'),
    camera('stream:yard', 'yard', 15, 'streams', 'Yard'),
  ],
};

describe('offered cameras', () => {
  it('the cameras that a field offers are found by name, by number, by group and by the id of the cloud', () => {
    const found = (query: string) => knownChoices(part, 'channel', query).found.map(({ number }) => number);
    expect(found('')).toEqual([12, 13, 14]);
    expect(found('north')).toEqual([12]);
    expect(found('14')).toEqual([14]);
    expect(found('gate')).toEqual([12]);
    expect(found('n1/1')).toEqual([14]);
    expect(found('nothing')).toEqual([]);
  });

  it('the offered cameras of a field carry the ids of device and channel together, and their place in the tree', () => {
    const [choice] = knownChoices(part, 'device', 'north').found;
    expect(choice).toMatchObject({ name: 'North gate', ids: { device: 'D1', channel: '0' }, place: 'Harbour / Gate' });
  });

  it('the cameras that a field offers are streams where the field names a stream, and never where it names a device', () => {
    expect(knownChoices(part, 'stream', '').found).toMatchObject([{ name: 'Yard', ids: { stream: 'yard' } }]);
    expect(knownChoices(part, 'device', 'yard').total).toBe(0);
  });

  it('the cameras that a field offers are counted in full and listed in part where there are 5,000', () => {
    const channels = Array.from({ length: 5000 }, (_, i) => camera(`D${i}`, '0', i + 1, 'g1'));
    const { found, total } = knownChoices({ ...part, channels }, 'channel', '');
    expect([found.length, total]).toEqual([100, 5000]);
  });

  it('the choices are groups where the field names a group, and an inner group has its own id', () => {
    expect(knownChoices(part, 'group', '').found).toMatchObject([{ name: 'Harbour', ids: { group: 'g1' } }]);
    expect(knownChoices(part, 'subgroup', '').found).toMatchObject([{ name: 'Gate', ids: { subgroup: 'w1' } }]);
  });
});

it('the name of an id is the name of the camera, of the recorder, or of the group', () => {
  expect(nameOfId(part, 'device', 'D1', null)).toEqual({ name: 'North gate', number: 12 });
  expect(nameOfId(part, 'device', 'N1', null)).toEqual({ name: 'Device N1', number: null });
  expect(nameOfId(part, 'channel', '1', 'N1')).toEqual({ name: 'Ramp 2', number: 14 });
  expect(nameOfId(part, 'group', 'g1', null)).toEqual({ name: 'Harbour', number: null });
});

it('the name of an id is unknown for an id that no camera has, and for a channel that several devices have', () => {
  expect(nameOfId(part, 'device', 'D9', null)).toBeNull();
  expect(nameOfId(part, 'channel', '0', null)).toBeNull();
  expect(nameOfId(part, 'channel', '1', null)).toEqual({ name: 'Ramp 2', number: 14 });
});

describe('the question before a write', () => {
  const fields = [
    field('channels', {
      kind: 'list',
      item: field('', {
        kind: 'object',
        children: [field('device_id', { knownId: 'device' }), field('channel_id', { knownId: 'channel' })],
      }),
    }),
    field('devices', { kind: 'list', item: field('', { knownId: 'device' }) }),
  ];

  it('the question before a write names the camera behind each id, at any depth', () => {
    const params = { channels: [{ device_id: 'N1', channel_id: '1' }], devices: ['D1', 'D9'] };
    const said = targetsOf(params, fields, ({ text, field: at, fields: beside, object }) => {
      const known = at?.knownId === undefined ? null : nameOfId(part, at.knownId, text, deviceBeside(beside, object));
      return known === null ? text : `${known.name} (${text})`;
    });
    expect(said).toEqual([
      { name: 'device_id', values: ['Device N1 (N1)'] },
      { name: 'channel_id', values: ['Ramp 2 (1)'] },
      { name: 'devices', values: ['North gate (D1)', 'D9'] },
    ]);
  });

  it('the question before a write finds the fields beside a field inside a list', () => {
    expect(fieldsBeside(fields, ['channels', 0, 'channel_id']).map(({ name }) => name)).toEqual([
      'device_id',
      'channel_id',
    ]);
  });
});
