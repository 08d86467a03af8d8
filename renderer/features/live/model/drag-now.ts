/**
 * The data of the current drag in this window. The browser keeps the data of a drag from the tiles that the pointer
 * passes over, so the page notes the data when the drag begins. A drag from another window stays unknown.
 */
import { create } from 'zustand';
import type { ChannelId, WallId } from '../../../../preload/domain/ids.ts';
import { MAX_TILES } from '../../../../preload/domain/walls/layout.ts';
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

/** More than any drag of this client takes. */
const MAX_LETTERS = 1_000_000;

/**
 * Reads what a drag carries, while its data can be read: at its beginning and at its end. A page in another tab can drag text of
 * its own under our types.
 *
 * @returns null for anything that no window of this client drags.
 */
export function readDrag(data: Pick<DataTransfer, 'getData'>): Dragged | null {
  const tiles = jsonIn(data.getData(TILE_TYPE));
  if (isDraggedTiles(tiles)) return { kind: 'tiles', tiles };
  const content = jsonIn(data.getData(CONTENT_TYPE));
  if (isSpecial(content)) return { kind: 'contents', contents: [content] };
  const channels: readonly ChannelId[] = channelsIn(data.getData(CHANNELS_TYPE));
  return channels.length === 0 ? null : { kind: 'contents', contents: channels };
}

function jsonIn(text: string): unknown {
  if (text === '' || text.length > MAX_LETTERS) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isDraggedTiles(value: unknown): value is DraggedTiles {
  if (typeof value !== 'object' || value === null) return false;
  const { wallId, from, tiles, contents }: Partial<Record<keyof DraggedTiles, unknown>> = value;
  if (typeof wallId !== 'string' || !isTile(from) || !Array.isArray(tiles) || !Array.isArray(contents)) return false;
  return tiles.every(isTile) && contents.length <= MAX_TILES && contents.every(isContent);
}

const isTile = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < MAX_TILES;

const isContent = (value: unknown): boolean => value === null || typeof value === 'string' || isSpecial(value);

function isSpecial(value: unknown): value is SpecialTile {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, sequenceId }: { readonly kind?: unknown; readonly sequenceId?: unknown } = value;
  return kind === 'hotspot' || kind === 'alarm' || (kind === 'sequence' && typeof sequenceId === 'string');
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
