import { afterEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../../../main/secret.ts';
import { IvpDirectory } from '../../../../../main/vendors/tencent-ivp/directory.ts';
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

describe('the directory', () => {
  it('lists the devices of all organizations, page by page from one', async () => {
    const { cloud, directory } = await cloudThat(cloudOf(Array.from({ length: 250 }, (_, i) => deviceAt(i))));
    expect(await all(directory.devices(signal))).toHaveLength(250);
    expect(cloud.calls.map(({ query }) => query['PageNumber'])).toEqual(['1', '2', '3']);
    expect(cloud.calls[0]?.query).toMatchObject({ OrganizationId: '0', IsContainSubLevel: 'true' });
  });

  it('counts them without listing them', async () => {
    const { cloud, account } = await cloudThat(cloudOf(Array.from({ length: 250 }, (_, i) => deviceAt(i))));
    expect(await account.countDevices(signal)).toBe(250);
    expect(cloud.calls).toHaveLength(1);
  });

  it('lists the channels in the order of their devices, and the devices once for both', async () => {
    const { cloud, directory } = await cloudThat(cloudOf(Array.from({ length: 20 }, (_, i) => deviceAt(i))));
    await all(directory.devices(signal));
    const channels = await all(directory.channels(signal));
    expect(channels.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, i) => `a1:d${i}/d${i}-c`));
    expect(cloud.calls.filter(({ path }) => path.endsWith('getUserResources'))).toHaveLength(1);
  });

  it('lists devices first when only the channels are asked for', async () => {
    const { directory } = await cloudThat(cloudOf([deviceAt(1)]));
    expect(await all(directory.channels(signal))).toHaveLength(1);
  });

  it('keeps a device once that moved to the next page during the walk, and drops one without an id', async () => {
    const { directory } = await cloudThat(cloudOf([deviceAt(1), { Name: 'lost' }, deviceAt(1)]));
    expect(await all(directory.devices(signal))).toHaveLength(1);
  });

  it('goes on when a device was deleted since it was listed', async () => {
    const { directory } = await cloudThat(cloudOf([deviceAt(1), deviceAt(2)], ['d1']));
    expect((await all(directory.channels(signal))).map(({ deviceId }) => deviceId)).toEqual(['a1:d2']);
  });

  it('asks a recorder for its channels each time, and a camera only when its device changed', async () => {
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

  it('asks a camera that has just come until its channel has come, too', async () => {
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

  it('asks a camera again after a while', async () => {
    const { cloud } = await cloudThat(cloudOf([deviceAt(1)]));
    const credential = { fields: { secretId: 'AKID' }, secrets: { secretKey: new Secret('SK') } };
    const { client, dispose } = createIvpClient({ endpoint: cloud.server.origin, credential });
    let nowMs = 0;
    const directory = new IvpDirectory(account, client, () => nowMs);
    for (nowMs of [0, 200_000, 400_000]) expect(await all(directory.channels(signal))).toHaveLength(1);
    expect(cloud.calls.filter(({ path }) => path.endsWith('/channel'))).toHaveLength(2);
    dispose();
  });

  it('does not call a list whole that broke off', async () => {
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
});
