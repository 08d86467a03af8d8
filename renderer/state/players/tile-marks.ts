/**
 * Signs on a tile for the last action on its camera: an operator looks at the tile, not at the status bar. A sign
 * leaves by itself.
 */
import { create } from 'zustand';
import type { ChannelId } from '../../../preload/domain/ids.ts';

export type TileMark = 'saving' | 'snapshot' | 'clip' | 'failed';

interface TileMarks {
  readonly byChannel: Readonly<Record<ChannelId, TileMark>>;
}

export const useTileMarks = create<TileMarks>(() => ({ byChannel: {} }));

const SHOWN_MS = 5_000;
const timers = new Map<ChannelId, ReturnType<typeof setTimeout>>();

/** Shows a sign on the tiles of a camera, in place of an earlier sign. `saving` stays until the next sign. */
export function markTile(channelId: ChannelId, mark: TileMark): void {
  clearTimeout(timers.get(channelId));
  timers.delete(channelId);
  useTileMarks.setState(({ byChannel }) => ({ byChannel: { ...byChannel, [channelId]: mark } }));
  if (mark !== 'saving')
    timers.set(
      channelId,
      setTimeout(() => unmark(channelId), SHOWN_MS),
    );
}

function unmark(channelId: ChannelId): void {
  timers.delete(channelId);
  useTileMarks.setState(({ byChannel }) => {
    const { [channelId]: _, ...others } = byChannel;
    return { byChannel: others };
  });
}

export const selectMark =
  (channelId: ChannelId) =>
  ({ byChannel }: TileMarks): TileMark | null =>
    byChannel[channelId] ?? null;
