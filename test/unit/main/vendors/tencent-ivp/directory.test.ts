import { afterEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../../../main/secret.ts';
import { deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { ASKED_EACH, IvpDirectory } from '../../../../../main/vendors/tencent-ivp/directory.ts';
import { createIvpClient } from '../../../../../main/vendors/tencent-ivp/wire/client.ts';
import type { DirectoryPort } from '../../../../../main/ports/directory.ts';
import type { Page } from '../../../../../main/ports/page.ts';
import { account, failure, startTinyCloud, type Call, type TinyCloud } from './cloud.ts';

const signal = new AbortController().signal;
let cloud: TinyCloud | undefined;
afterEach(() => cloud?.close());

async function cloudThat(answer: (call: Call) => unknown) {
  cloud = await startTinyCloud(answer);
  return { cloud, directory: cloud.session.directory as DirectoryPort, account: cloud.session.account };
}

async function all<T>(walk: AsyncIterable<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of walk) items.push(...page.items);
  return items;
}

const deviceAt = (i: number) => ({ Id: `d${i}`, Name: `Device ${i}`, AccessProtocol: 2, Type: 1, Status: 1 });

/** @param gone devices that are listed and have no channels any more. */
function cloudOf(devices: readonly object[], gone: readonly string[] = []) {
  return ({ path, query }: Call): unknown => {
    if (path === '/ivc/cms/device/channel') {
      const DeviceId = query['DeviceId'] ?? '';
      return gone.includes(DeviceId) ? failure(40006) : [{ DeviceId, ChannelId: `${DeviceId}-c`, State: 1 }];
    }
    const [size, page] = [Number(query['PageSize']), Number(query['PageNumber'])];
    return { TotalCount: devices.length, List: devices.slice((page - 1) * size, page * size) };
  };
}

it('the directory lists the devices of all organizations, page by page from one', async () => {
  const { cloud, directory } = await cloudThat(cloudOf(Array.from({ length: 250 }, (_, i) => deviceAt(i))));
  expect(await all(directory.devices(signal))).toHaveLength(250);
  expect(cloud.calls.map(({ query }) => query['PageNumber'])).toEqual(['1', '2', '3']);
  expect(cloud.calls[0]?.query).toMatchObject({ OrganizationId: '0', IsContainSubLevel: 'true' });
});

it('the directory counts devices without listing them', async () => {
  const { cloud, account } = await cloudThat(cloudOf(Array.from({ length: 250 }, (_, i) => deviceAt(i))));
  expect(await account.countDevices(signal)).toBe(250);
  expect(cloud.calls).toHaveLength(1);
});

it('the directory lists the channels in the order of their devices, and the devices once for both', async () => {
  const { cloud, directory } = await cloudThat(cloudOf(Array.from({ length: 20 }, (_, i) => deviceAt(i))));
  await all(directory.devices(signal));
  const channels = await all(directory.channels(signal));
  expect(channels.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, i) => `a1:d${i}/d${i}-c`));
  expect(cloud.calls.filter(({ path }) => path.endsWith('getUserResources'))).toHaveLength(1);
});

it('the directory lists devices first when only the channels are asked for', async () => {
  const { directory } = await cloudThat(cloudOf([deviceAt(1)]));
  expect(await all(directory.channels(signal))).toHaveLength(1);
});

it('the directory lists a device once that moved to the next page during the walk, and drops a device without an id', async () => {
  const { directory } = await cloudThat(cloudOf([deviceAt(1), { Name: 'lost' }, deviceAt(1)]));
  expect(await all(directory.devices(signal))).toHaveLength(1);
});

it('the directory is complete when a device was deleted since it was listed', async () => {
  const { directory } = await cloudThat(cloudOf([deviceAt(1), deviceAt(2)], ['d1']));
  expect((await all(directory.channels(signal))).map(({ deviceId }) => deviceId)).toEqual(['a1:d2']);
});

it('the directory asks a recorder for its channels each time, and a camera only when its device changed', async () => {
  let Status = 1;
  const { cloud, directory } = await cloudThat((call) =>
    cloudOf([
      { ...deviceAt(1), Status },
      { ...deviceAt(2), Type: 2 },
    ])(call),
  );
  const asked = async (): Promise<readonly (string | undefined)[]> => {
    const before = cloud.calls.length;
    await all(directory.devices(signal));
    await all(directory.channels(signal));
    const calls = cloud.calls.slice(before).filter(({ path }) => path.endsWith('/channel'));
    return calls.map(({ query }) => query['DeviceId']);
  };
  expect(await asked()).toEqual(['d1', 'd2']);
  expect(await asked()).toEqual(['d2']);
  Status = 2;
  expect(await asked()).toEqual(['d1', 'd2']);
});

it('the directory asks a new camera until the channel of the camera has arrived, too', async () => {
  const { cloud, directory } = await cloudThat((call) => {
    if (call.path !== '/ivc/cms/device/channel') return cloudOf([deviceAt(1)])(call);
    const asked = cloud.calls.filter(({ path }) => path === call.path).length;
    return asked === 1 ? [] : [{ ChannelId: 'c', State: asked === 2 ? 0 : 1 }];
  });
  const states: (string | undefined)[] = [];
  for (let i = 0; i < 4; i += 1) states.push((await all(directory.channels(signal)))[0]?.reachable);
  expect(states).toEqual([undefined, 'offline', 'online', 'online']);
  expect(cloud.calls.filter(({ path }) => path.endsWith('/channel'))).toHaveLength(3);
});

it('the directory asks a camera again after a while', async () => {
  const { cloud } = await cloudThat(cloudOf([deviceAt(1)]));
  const credential = { fields: { secretId: 'AKID' }, secrets: { secretKey: new Secret('SK') } };
  const { client, dispose } = createIvpClient({ endpoint: cloud.server.origin, credential });
  let nowMs = 0;
  const directory = new IvpDirectory(account, client, () => nowMs);
  for (nowMs of [0, 200_000, 400_000]) expect(await all(directory.channels(signal))).toHaveLength(1);
  expect(cloud.calls.filter(({ path }) => path.endsWith('/channel'))).toHaveLength(2);
  dispose();
});

it('the directory does not report an interrupted list as complete', async () => {
  const { directory } = await cloudThat(({ query }) =>
    query['PageNumber'] === '1'
      ? { TotalCount: 150, List: Array.from({ length: 100 }, (_, i) => deviceAt(i)) }
      : failure(40001),
  );
  await expect(all(directory.devices(signal))).rejects.toMatchObject({
    code: 'cloud.invalid-parameter',
    vendor: { id: 'tencent-ivp', operation: 'listDevices', code: '40001', requestId: 'r1' },
  });
});

/** Rows that a cloud lists of the channels of an organization: three organizations take turns, the last device is a recorder. */
const MANY = ASKED_EACH + 100;
const placeAt = (i: number): string => `o${i % 3}`;
const manyDevices = Array.from({ length: MANY }, (_, i) => ({
  ...deviceAt(i),
  OrganizationId: placeAt(i),
  Type: i === MANY - 1 ? 2 : 1,
}));

/** @param unnamed devices that no list of channels names. */
function largeCloud(unnamed: readonly number[] = []) {
  const small = cloudOf(manyDevices);
  return (call: Call): unknown => {
    if (call.path === '/ivc/cms/device/channel') {
      const DeviceId = call.query['DeviceId'] ?? '';
      return [{ DeviceId, ChannelId: `${DeviceId}-c`, Name: 'own', State: 0, PtzType: 1 }];
    }
    if (call.path !== '/ivc/record/channellist/query') return small(call);
    const [size, page] = [Number(call.query['PageSize']), Number(call.query['PageNumber'])];
    const rows = manyDevices.flatMap(({ Id, Name, OrganizationId }, i) =>
      OrganizationId !== call.query['OrganizationId'] || unnamed.includes(i)
        ? []
        : [{ DeviceId: Id, DeviceName: Name, ChannelId: `${Id}-c`, ChannelName: `Camera ${i}`, InPlan: false }],
    );
    return { TotalCount: rows.length, List: rows.slice((page - 1) * size, page * size) };
  };
}

const callsTo = ({ calls }: TinyCloud, end: string): readonly Call[] => calls.filter(({ path }) => path.endsWith(end));

describe('the directory of a large account', () => {
  // @promise large.calls: More than 500 devices are read by the lists of their organizations, for a hundredth of the
  // calls.
  it('the directory lists the channels by organization: a hundredth of the calls that asking each device would cost', async () => {
    const { cloud, directory } = await cloudThat(largeCloud());
    await all(directory.devices(signal));
    const channels = await all(directory.channels(signal));
    expect(channels).toHaveLength(MANY);
    expect(channels[0]).toMatchObject({ id: 'a1:d0/d0-c', name: 'Camera 0', reachable: 'online', orgNodeId: 'a1~o0' });
    expect(callsTo(cloud, '/device/channel')).toHaveLength(0);
    expect(callsTo(cloud, '/channellist/query')).toHaveLength(6); // two pages for each of three organizations
  });

  // @promise large.unasked: In a large account no camera is called fixed, and none of a recorder on line, before its
  // device was asked.
  it('before its device was asked, no camera is called fixed, and no camera of a recorder is called online', async () => {
    const { directory } = await cloudThat(largeCloud());
    const channels = await all(directory.channels(signal));
    expect(channels.every(({ capabilities }) => capabilities.includes('ptz-unknown'))).toBe(true);
    const below = channels.find(({ deviceId }) => deviceId === `a1:d${MANY - 1}`);
    expect(below).toMatchObject({ reachable: 'unknown', stateReason: 'unasked' });
  });

  it('the next reading knows the answer that a device gave', async () => {
    const { cloud, directory } = await cloudThat(largeCloud());
    await all(directory.channels(signal));
    const recorder = deviceIdOf(account, `d${MANY - 1}`);
    const [told] = (await directory.ask?.(recorder, signal)) ?? [];
    expect(told).toMatchObject({ reachable: 'offline', name: 'own' });
    expect(told?.capabilities).toContain('ptz');
    const again = (await all(directory.channels(signal))).find(({ deviceId }) => deviceId === recorder);
    expect(again).toEqual(told);
    expect(callsTo(cloud, '/device/channel')).toHaveLength(1);
  });

  it('an answer that is too old gives no state any more, and still whether the camera turns', async () => {
    cloud = await startTinyCloud(largeCloud());
    const credential = { fields: { secretId: 'AKID' }, secrets: { secretKey: new Secret('SK') } };
    const { client, dispose } = createIvpClient({ endpoint: cloud.server.origin, credential });
    let nowMs = 0;
    const directory = new IvpDirectory(account, client, () => nowMs);
    await all(directory.channels(signal));
    const recorder = deviceIdOf(account, `d${MANY - 1}`);
    await directory.ask(recorder, signal);
    nowMs = 11 * 60_000;
    const later = (await all(directory.channels(signal))).find(({ deviceId }) => deviceId === recorder);
    expect(later).toMatchObject({ reachable: 'unknown', stateReason: 'unasked' });
    expect(later?.capabilities).toContain('ptz');
    dispose();
  });

  // @promise large.unlisted: A device that no list names is asked itself, so that its channels do not count as none.
  it('the directory asks a device itself that no list names, so that its channels do not count as none', async () => {
    const { cloud, directory } = await cloudThat(largeCloud([7]));
    const channels = await all(directory.channels(signal));
    expect(channels).toHaveLength(MANY);
    expect(callsTo(cloud, '/device/channel').map(({ query }) => query['DeviceId'])).toEqual(['d7']);
  });

  it('the directory asks the devices of an organization that is gone', async () => {
    const { cloud, directory } = await cloudThat((call) =>
      call.path === '/ivc/record/channellist/query' && call.query['OrganizationId'] === 'o1'
        ? failure(40006)
        : largeCloud()(call),
    );
    expect(await all(directory.channels(signal))).toHaveLength(MANY);
    expect(callsTo(cloud, '/device/channel')).toHaveLength(MANY / 3);
  });

  it('a list of channels that breaks off ends the reading: nothing is called gone', async () => {
    const { directory } = await cloudThat((call) =>
      call.path === '/ivc/record/channellist/query' && call.query['PageNumber'] === '2'
        ? failure(40001)
        : largeCloud()(call),
    );
    await expect(all(directory.channels(signal))).rejects.toMatchObject({ code: 'cloud.invalid-parameter' });
  });
});
