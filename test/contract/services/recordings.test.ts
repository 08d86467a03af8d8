/** What windows read of recordings, over main as one piece and simulated clouds. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { joinRanges, RECORDING_STORAGES, type RecordingPlace } from '../../../preload/domain/recordings.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';

const DAY_MS = 86_400_000;

let dataDir: string;
let simulator: Simulator;
let client: Client;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lanner-recordings-'));
  simulator = await startSimulator({ cameras: 24, hasMedia: false });
  client = await startClient(dataDir);
});

afterEach(async () => {
  await client.app.dispose();
  await simulator.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

/** A camera that is on line and recorded in the place. */
async function recorded(vendor: VendorId, place: RecordingPlace): Promise<ChannelId> {
  const { id: accountId } = await client.get('account.add', draftFor(simulator, vendor));
  await client.host.event('directory.changed', (state) => state.accountId === accountId && state.phase === 'ready');
  const { channels } = await client.get('directory.page', { accountId, cursor: null, limit: 1000 });
  const fits = channels.find(
    ({ reachable, isFrozen, capabilities }) =>
      reachable === 'online' && !isFrozen && capabilities.includes(`${place}-record`),
  );
  const [channel = fits] = fits === undefined ? channels : [fits];
  if (!channel) throw new Error('no camera');
  return channel.id;
}

const asking = (channelId: ChannelId, place: RecordingPlace, daysAgo: number, days: number) => {
  const toMs = Date.now() - daysAgo * DAY_MS;
  return { channelId, place, range: { fromMs: toMs - days * DAY_MS, toMs }, archiveGrainMs: DAY_MS / 4 };
};

it.each([
  ['huawei-ivm', 'cloud'],
  ['huawei-ivm', 'device'],
  ['tencent-ivp', 'cloud'],
  ['tencent-ivp', 'device'],
] as const)('recordings of %s in the %s are read once, and then known without the cloud', async (vendor, place) => {
  const request = asking(await recorded(vendor, place), place, 1, 2);
  expect((await client.get('recordings.known', request)).coverage.map(({ state }) => state)).toEqual(['unknown']);
  const { view, error } = await client.get('recordings.read', request);
  expect(error).toBeNull();
  expect(view.recordings.fromMs.length).toBeGreaterThan(0);
  expect(view.coverage.map(({ state }) => state)).not.toContain('unknown');
  const before = simulator.requests().length;
  expect(await client.get('recordings.known', request)).toEqual(view);
  expect(await client.get('recordings.read', request)).toEqual({ view, error: null });
  expect(simulator.requests()).toHaveLength(before);
  expect(simulator.requests().filter(({ status }) => status >= 400)).toEqual([]);
  const [atMs = 0] = view.recordings.fromMs;
  const { channelId } = request;
  const details = await client.get('recordings.at', { channelId, place, atMs: atMs + 1000 });
  expect(details).toMatchObject([{ channelId, place }]);
});

it('recordings of Huawei IVM that were archived say so', async () => {
  const request = asking(await recorded('huawei-ivm', 'cloud'), 'cloud', 22, 3);
  const { view } = await client.get('recordings.read', request);
  const storages = new Set(view.recordings.storage.map((at) => RECORDING_STORAGES[at]));
  expect([...storages]).toEqual(['archived']);
});

it('recordings of Tencent IVP that were archived are told as footage somewhere in a piece of the time', async () => {
  const request = asking(await recorded('tencent-ivp', 'cloud'), 'cloud', 10, 1);
  const { view } = await client.get('recordings.read', request);
  expect(view.recordings.fromMs).toEqual([]);
  expect(view.coverage.map(({ state }) => state)).toContain('archived-within');
});

it('a cloud without a list of recordings says that nothing is known, not that nothing is recorded', async () => {
  const request = asking(await recorded('huawei-vis', 'cloud'), 'cloud', 1, 1);
  const { view, error } = await client.get('recordings.read', request);
  expect(error).toMatchObject({ code: 'cloud.not-supported' });
  expect(view.coverage.map(({ state }) => state)).toEqual(['unknown']);
});

it.each(['huawei-ivm', 'tencent-ivp'] as const)(
  'each piece of %s without a recording has a reason, by a plan that is said to be of today',
  async (vendor) => {
    const request = asking(await recorded(vendor, 'cloud'), 'cloud', 0, 3);
    const { view } = await client.get('recordings.read', request);
    const empty = view.coverage.filter(({ state }) => state === 'empty');
    const { channelId, place, range } = request;
    const { gaps, planAsOfMs, error } = await client.get('recordings.gaps', { channelId, place, range });
    expect(error).toBeNull();
    expect(empty.length).toBeGreaterThan(0);
    expect(planAsOfMs).toBeGreaterThan(range.toMs - DAY_MS);
    expect(joinRanges(gaps)).toEqual(joinRanges(empty));
  },
);
