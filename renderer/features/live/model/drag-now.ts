/**
 * What is being dragged in this window. The browser keeps the data of a drag from the tiles that the pointer passes over, so
 * the page notes the data when the drag begins. A drag from another window stays unknown.
 */
import { create } from 'zustand';
import type { ChannelId, WallId } from '../../../../preload/domain/ids.ts';
import type { SpecialTile, TileContent } from '../../../../preload/domain/walls/wall.ts';
import { CHANNELS_TYPE, channelsIn, CONTENT_TYPE } from '../../../state/page/drag-types.ts';

/** {@link DraggedTiles} as JSON. */
export const TILE_TYPE = 'application/x-lanner-tile';

export interface DraggedTiles {
  readonly wallId: WallId;
  /** The tile at which the drag began. */
  readonly from: number;
  readonly tiles: readonly number[];
  readonly contents: readonly TileContent[];
}

export type Dragged =
  | { readonly kind: 'contents'; readonly contents: readonly Exclude<TileContent, null>[] }
  | { readonly kind: 'tiles'; readonly tiles: DraggedTiles };

export const useDragNow = create<{ readonly dragged: Dragged | null }>(() => ({ dragged: null }));

/** Reads what a drag carries, while its data can be read: at its beginning and at its end. */
export function readDrag(data: Pick<DataTransfer, 'getData'>): Dragged | null {
  const tiles = data.getData(TILE_TYPE);
  if (tiles !== '') return { kind: 'tiles', tiles: JSON.parse(tiles) as DraggedTiles };
  const content = data.getData(CONTENT_TYPE);
  if (content !== '') return { kind: 'contents', contents: [JSON.parse(content) as SpecialTile] };
  const channels: readonly ChannelId[] = channelsIn(data.getData(CHANNELS_TYPE));
  return channels.length === 0 ? null : { kind: 'contents', contents: channels };
}

/** Notes every drag of this window until the returned function is called. */
export function followDrags(): () => void {
  const onStart = ({ dataTransfer }: DragEvent): void => {
    useDragNow.setState({ dragged: dataTransfer === null ? null : readDrag(dataTransfer) });
  };
  const onEnd = (): void => useDragNow.setState({ dragged: null });
  // After the element that is dragged has given the data.
  window.addEventListener('dragstart', onStart);
  window.addEventListener('dragend', onEnd);
  return () => {
    window.removeEventListener('dragstart', onStart);
    window.removeEventListener('dragend', onEnd);
    onEnd();
  };
}
