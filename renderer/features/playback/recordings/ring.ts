/**
 * The ring of a live stream: its last half minute, from this computer. It plays in playback until the cloud has the
 * same footage; then the cloud's footage takes its place.
 */
import { asPlaybackId, type ChannelId, type PlaybackId } from '../../../../preload/domain/ids.ts';
import type { Result } from '../../../../preload/domain/error.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { createPastEngine } from '../../../media/playback/engines/create-past-engine.ts';
import type { PastEngineFactory } from '../../../media/playback/engines/past-engine.ts';
import type { OpenedPast, PastPorts } from '../../../media/playback/past-setup.ts';
import { RingPastEngine } from '../../../media/playback/engines/ring-past.ts';
import { request } from '../../../page/bridge.ts';
import { usePlayers } from '../../../state/players/players.ts';
import { footageAt } from './footage.ts';
import { pastPorts } from '../play-bar/playback-ports.ts';

/** The longest time that the ring has. */
const BACK_MS = 36_000;
/** The stream of the live wall still grows for some seconds. */
const AHEAD_MS = 2_000;

interface Ring extends TimeRange {
  /** Works once. */
  readonly url: string;
}

const rings = new Map<ChannelId, Ring>();
/** The cameras of the playbacks that play a ring. */
const playing = new Map<PlaybackId, ChannelId>();
let count = 0;

/** Keeps what the live wall shows of the camera. Resolves with whether there was anything. */
export async function keepRing(channelId: ChannelId): Promise<boolean> {
  rings.delete(channelId);
  const player = Object.values(usePlayers.getState().bySlot).find((one) => one.channelId === channelId);
  if (player === undefined) return false;
  const answer = await request['clip.replay']({ channelId, profile: player.profile, backMs: BACK_MS });
  if (answer.ok) rings.set(channelId, { ...answer.value, toMs: Date.now() + AHEAD_MS });
  return answer.ok;
}

export function hasRingAt(channelId: ChannelId, atMs: number): boolean {
  const ring = rings.get(channelId);
  return ring !== undefined && ring.fromMs <= atMs && atMs < ring.toMs;
}

/** The ring is needed at a moment: the cloud does not list footage there. */
const isDue = (channelId: ChannelId, atMs: number): boolean =>
  hasRingAt(channelId, atMs) && footageAt(channelId, atMs).kind !== 'footage';

/** The range to open around a moment: that of the ring where it is needed; null elsewhere. */
export const ringRange = (channelId: ChannelId, atMs: number): TimeRange | null =>
  isDue(channelId, atMs) ? (rings.get(channelId) ?? null) : null;

function openRing(channelId: ChannelId): Result<OpenedPast> {
  const ring = rings.get(channelId);
  if (ring === undefined) throw new Error('a ring that is due is there');
  const { url, fromMs, toMs } = ring;
  count += 1;
  const playbackId = asPlaybackId(`ring-${count}`);
  playing.set(playbackId, channelId);
  return {
    ok: true,
    value: {
      playbackId,
      channelId,
      transport: 'ring',
      url,
      range: { fromMs, toMs },
      stamps: 'estimated',
      profile: null,
      control: null,
    },
  };
}

const notOpen: Result<OpenedPast> = {
  ok: false,
  error: { code: 'recording.not-open', params: {}, retryable: false, action: 'none', vendor: null },
};

/** The requests of a player: answered from the ring where it is needed, else by main. */
export const portsWithRing: PastPorts = {
  ...pastPorts,
  open: (opening) =>
    isDue(opening.channelId, opening.atMs) ? Promise.resolve(openRing(opening.channelId)) : pastPorts.open(opening),
  close: (id) => {
    const channelId = playing.get(id);
    if (channelId === undefined) return pastPorts.close(id);
    playing.delete(id);
    rings.delete(channelId);
  },
  // Its address worked once: the cloud is asked.
  resume: (id, atMs) => (playing.has(id) ? Promise.resolve(notOpen) : pastPorts.resume(id, atMs)),
};

export const enginesWithRing: PastEngineFactory = (asked) =>
  asked.ticket.transport === 'ring' ? new RingPastEngine(asked) : createPastEngine(asked);
