/** The moment at which a recording begins, over main as one piece, the real gateway, and a simulated cloud. */
import { expect, it } from 'vitest';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { orderRecordings } from '../../simulator/footage-control.ts';
import { deskOfCameras } from './desk-of-cameras.ts';
import { records } from './footage.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const desk = deskOfCameras({ cameras: 24, seed: 1, hasMedia: true });

/** A camera of Tencent IVP that is on line, and whose device records. */
async function recorder(): Promise<ChannelId> {
  const { channels } = await desk.open('tencent-ivp');
  const found = channels.find(records('device'));
  if (found === undefined) throw new Error('no camera');
  return found.id;
}

// Tencent IVP refuses a range without length: the last second of a day is requested with the second before it.
it('a recording of a device that is opened in the last second of a day begins where its stream begins', async () => {
  const channelId = await recorder();
  const midnightMs = Math.floor((Date.now() - 3 * HOUR_MS) / DAY_MS) * DAY_MS; // of UTC; Beijing's is 8 h later
  const range = { fromMs: midnightMs - MINUTE_MS, toMs: midnightMs + MINUTE_MS };
  await orderRecordings(desk.simulator.control, 'tencent-ivp', 'recorded', range);
  const asked = { channelId, place: 'device', profile: 'main', range, takeOver: false } as const;
  const ticket = await desk.client.get('playback.open', { ...asked, atMs: midnightMs - 600 });
  const starts = desk.simulator
    .requests({ operation: 'getLocalRecordUrl' })
    .map(({ params }) => Number(params['Start']));
  expect(starts).toEqual([midnightMs / 1_000 - 2]);
  expect(ticket.range).toEqual({ fromMs: midnightMs - 2_000, toMs: midnightMs });
});

// Tencent IVP plays no range over midnight, and refuses the part before it where nothing is recorded there.
it('a recording of a device that begins behind midnight is played where the range begins before midnight', async () => {
  const channelId = await recorder();
  const midnightMs = Math.floor((Date.now() - 3 * HOUR_MS) / DAY_MS) * DAY_MS;
  const range = { fromMs: midnightMs - 5 * MINUTE_MS, toMs: midnightMs + 5 * MINUTE_MS };
  await orderRecordings(desk.simulator.control, 'tencent-ivp', 'gap', { ...range, toMs: midnightMs });
  await orderRecordings(desk.simulator.control, 'tencent-ivp', 'recorded', { ...range, fromMs: midnightMs });
  const asked = { channelId, place: 'device', profile: 'main', range, takeOver: false } as const;
  const ticket = await desk.client.get('playback.open', { ...asked, atMs: range.fromMs });
  expect(ticket).toMatchObject({ transport: 'flv', range: { fromMs: midnightMs, toMs: range.toMs } });
});
