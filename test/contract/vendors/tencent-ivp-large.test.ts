/** The directory of a Tencent account of more devices than are asked one by one, against the simulated cloud. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel, Device } from '../../../preload/domain/cameras/cameras.ts';
import { asAccountId } from '../../../preload/domain/ids.ts';
import { Secret } from '../../../main/secret.ts';
import { tencentIvp } from '../../../main/vendors/tencent-ivp/vendor.ts';
import type { VendorSession } from '../../../main/ports/session.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { all, NO_TOKENS } from './real-sessions.ts';

const CAMERAS = 2_000;
const signal = new AbortController().signal;

describe('a tencent-ivp account of many devices', () => {
  let simulator: Simulator;
  let session: VendorSession;
  let devices: readonly Device[];
  let channels: readonly Channel[];

  beforeAll(async () => {
    simulator = await startSimulator({ cameras: CAMERAS, seed: 7, hasMedia: false });
    const cloud = simulator.clouds['tencent-ivp'];
    if (!cloud) throw new Error('the simulator offers no tencent-ivp');
    const { secretId = '', secretKey = '' } = cloud.credentials;
    session = tencentIvp.createSession({
      accountId: asAccountId('a1'),
      endpoint: cloud.endpoint,
      region: null,
      tokens: NO_TOKENS,
      credential: { fields: { secretId }, secrets: { secretKey: new Secret(secretKey) } },
    });
    devices = await all(session.directory!.devices(signal));
    channels = await all(session.directory!.channels(signal));
  });
  afterAll(async () => {
    await session.dispose();
    await simulator.close();
  });

  it('lists every camera in the group of its device, and asks no device', () => {
    expect(channels).toHaveLength(CAMERAS);
    const places = new Map(devices.map(({ id, orgNodeId }) => [id, orgNodeId]));
    expect(channels.filter(({ deviceId, orgNodeId }) => places.get(deviceId) !== orgNodeId)).toEqual([]);
    expect(simulator.requests({ operation: 'listDeviceChannels' })).toEqual([]);
    expect(simulator.requests({ vendor: 'tencent-ivp' }).length).toBeLessThan(devices.length / 3);
  });

  it('a device that is asked reports of each of its cameras what the lists left open', async () => {
    const recorder = devices.find(({ kind, status }) => kind === 'recorder' && status === 'online');
    const open = channels.filter(({ deviceId }) => deviceId === recorder?.id);
    expect(open.map(({ reachable, stateReason }) => [reachable, stateReason])).toEqual(
      open.map(() => ['unknown', 'unasked']),
    );
    const told = (recorder && (await session.directory!.ask?.(recorder.id, signal))) ?? [];
    expect(told.map(({ id }) => id)).toEqual(open.map(({ id }) => id));
    expect(told.some(({ reachable }) => reachable === 'online')).toBe(true);
    expect(told.flatMap(({ capabilities }) => capabilities)).not.toContain('ptz-unknown');
  });
});
