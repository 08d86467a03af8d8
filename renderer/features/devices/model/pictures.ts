/** When this window showed a live picture of each camera last. */
import { create } from 'zustand';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { channelOfSlot } from '../../../media/slot-key.ts';
import type { SlotKey } from '../../../media/pool/player-pool.ts';
import { usePlayers } from '../../../state/players/players.ts';

interface Pictures {
  readonly playing: ReadonlySet<ChannelId>;
  /** By camera: until when its picture moved, epoch ms. */
  readonly untilMs: ReadonlyMap<ChannelId, number>;
}

export const usePictures = create<Pictures>(() => ({ playing: new Set(), untilMs: new Map() }));

/** `now`: the picture moves. Null: this window has shown none since it was opened. */
export type LastPicture = 'now' | number | null;

export const lastPictureOf = ({ playing, untilMs }: Pictures, channelId: ChannelId): LastPicture =>
  playing.has(channelId) ? 'now' : (untilMs.get(channelId) ?? null);

/** Notes which pictures move until the returned function is called. */
export function followPictures(): () => void {
  return usePlayers.subscribe(({ bySlot }) => {
    const before = usePictures.getState();
    const playing = new Set(
      Object.entries(bySlot).flatMap(([key, { state }]) =>
        state.phase === 'playing' || state.phase === 'delayed' ? [channelOfSlot(key as SlotKey)] : [],
      ),
    );
    const ended = [...before.playing].filter((id) => !playing.has(id));
    if (ended.length === 0 && playing.size === before.playing.size) return;
    const nowMs = Date.now();
    usePictures.setState({
      playing,
      untilMs:
        ended.length === 0 ? before.untilMs : new Map([...before.untilMs, ...ended.map((id) => [id, nowMs] as const)]),
    });
  });
}
