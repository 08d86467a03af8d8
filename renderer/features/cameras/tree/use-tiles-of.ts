import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { useWalls, selectTilesOf } from '../../../state/walls/walls.ts';
import { useShallow } from 'zustand/react/shallow';

/** The numbers, from 1, of the tiles of the current wall that show a camera. */
export function useTilesOf(id: ChannelId): readonly number[] {
  return useWalls(useShallow(selectTilesOf(id))).map((tile) => tile + 1);
}
