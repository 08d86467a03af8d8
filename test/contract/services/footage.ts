/** The footage of simulated cameras, and exports of it, as the tests of playback and of exports need them. */
import type { Input } from '../../../preload/contract/contract.ts';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { RecordingPlace } from '../../../preload/domain/recording/recordings.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { Client } from './client.ts';

const HOUR_MS = 3_600_000;

/** Whether a camera is on line and records in the place. */
export const records =
  (place: RecordingPlace) =>
  ({ reachable, isFrozen, capabilities }: NumberedChannel): boolean =>
    reachable === 'online' && !isFrozen && capabilities.includes(`${place}-record`);

/** Spans of footage of yesterday and today, as the cloud lists them. */
export async function footageOf(
  client: Client,
  channelId: ChannelId,
  place: RecordingPlace,
): Promise<readonly TimeRange[]> {
  const toMs = Math.floor((Date.now() - HOUR_MS) / 1000) * 1000;
  const range = { fromMs: toMs - 26 * HOUR_MS, toMs };
  const { view } = await client.get('recordings.read', { channelId, place, range, archiveGrainMs: 6 * HOUR_MS });
  return view.coverage.filter(({ state }) => state === 'covered');
}

/** The longest of these spans, from its first whole second on. @throws {Error} if nothing is recorded. */
export async function longestFootage(
  client: Client,
  channelId: ChannelId,
  place: RecordingPlace = 'cloud',
): Promise<TimeRange> {
  const spans = await footageOf(client, channelId, place);
  const [longest] = spans.toSorted((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs));
  if (longest === undefined) throw new Error('nothing is recorded');
  return { fromMs: Math.ceil(longest.fromMs / 1000) * 1000, toMs: longest.toMs };
}

/** An order of files from the clouds. */
export const exportOrder = (
  channelIds: readonly ChannelId[],
  range: TimeRange,
  more: Partial<Input<'exports.start'>> = {},
): Input<'exports.start'> => ({
  cameras: channelIds.map((channelId) => ({ channelId, place: 'cloud', profile: 'main', offsetMs: null })),
  range,
  form: 'files',
  reason: 'Incident 42',
  madeBy: 'Li Wei',
  zone: 'Asia/Shanghai',
  recalls: true,
  wantsCopies: false,
  ...more,
});
