/** The moment at which a recording begins, over main as one piece, the real gateway, and a simulated cloud. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { orderRecordings } from '../../simulator/footage-control.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

let dataDir: string;
let simulator: Simulator;
let client: Client;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lanner-playback-begin-'));
  simulator = await startSimulator({ cameras: 24 });
  client = await startClient(dataDir);
});

afterEach(async () => {
  await client.app.dispose();
  await simulator.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

/** A camera of Tencent IVP that is on line, and whose device records. */
async function recorder(): Promise<ChannelId> {
  const { id: accountId } = await client.get('account.add', draftFor(simulator, 'tencent-ivp'));
  await client.host.event('directory.changed', (state) => state.accountId === accountId && state.phase === 'ready');
  const { channels } = await client.get('directory.page', { accountId, cursor: null, limit: 1000 });
  const found = channels.find(
    ({ reachable, isFrozen, capabilities }) =>
      reachable === 'online' && !isFrozen && capabilities.includes('device-record'),
  );
  if (found === undefined) throw new Error('no camera');
  return found.id;
}

// Tencent IVP refuses a range without length: the last second of a day is requested with the second before it.
it('a recording of a device that is opened in the last second of a day begins where its stream begins', async () => {
  const channelId = await recorder();
  const midnightMs = Math.floor((Date.now() - 3 * HOUR_MS) / DAY_MS) * DAY_MS; // of UTC; Beijing's is 8 h later
  const range = { fromMs: midnightMs - MINUTE_MS, toMs: midnightMs + MINUTE_MS };
  await orderRecordings(simulator.control, 'tencent-ivp', 'recorded', range);
  const asked = { channelId, place: 'device', profile: 'main', range, takeOver: false } as const;
  const ticket = await client.get('playback.open', { ...asked, atMs: midnightMs - 600 });
  const starts = simulator.requests({ operation: 'getLocalRecordUrl' }).map(({ params }) => Number(params['Start']));
  expect(starts).toEqual([midnightMs / 1_000 - 2]);
  expect(ticket.range).toEqual({ fromMs: midnightMs - 2_000, toMs: midnightMs });
});
