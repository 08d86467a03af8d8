/** Borrows a player for a tile and reports the size of the tile's picture area to the pool. */
import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { StreamProfile } from '../../../../preload/domain/media/streams.ts';
import { livePool } from '../../../media/pool/live-pool.ts';
import type { SlotHandle, SlotKey } from '../../../media/pool/player-pool.ts';
import type { TileExtent } from '../../../media/live/stream-profile.ts';
import { selectClip, useClips } from '../../../state/players/clips.ts';
import { useListening } from '../model/listening.ts';
import { usePreferences } from '../../../state/page/preferences.ts';
import { selectWall, useWalls } from '../../../state/walls/walls.ts';
import { selectStreamChoice } from '../model/stream-choice.ts';
import { selectWallStream } from '../model/wall-stream.ts';
import { pixelRatioOf } from '../../../ui/tile/tile-video.ts';
import { selectView, useTileViews } from '../../../state/players/tile-views.ts';

interface SlotWish {
  readonly slotKey: SlotKey;
  readonly channelId: ChannelId;
  readonly hasSubStream: boolean;
  readonly isMaximised: boolean;
  /** A hotspot: the main stream, whatever was chosen for the wall. */
  readonly isBest?: boolean;
  readonly isSelected: boolean;
  /** Another tile covers the whole wall. */
  readonly isCovered: boolean;
  readonly isProtected: boolean;
}

interface Wishes {
  readonly isMaximised: boolean;
  readonly isWatched: boolean;
  readonly choice: StreamProfile | null;
}

/** In pixels of the screen. */
type Size = Pick<TileExtent, 'widthPx' | 'heightPx'>;

/** The browser lays out the page for this answer, if anything has changed since the last layout. */
function sizeOf(element: HTMLElement): Size {
  const ratio = pixelRatioOf(element);
  return { widthPx: element.clientWidth * ratio, heightPx: element.clientHeight * ratio };
}

function extentOf(size: Size, wishes: Wishes, slotKey: SlotKey): TileExtent {
  return { ...size, ...wishes, zoom: selectView(slotKey)(useTileViews.getState()).factor };
}

/** Whether the operator works with the tile: then its stream must not be closed for lack of room. */
function useIsWatched(channelId: ChannelId, isSelected: boolean): boolean {
  const isHeard = useListening((state) => state.channelId === channelId);
  const isRecorded = useClips((state) => selectClip(channelId)(state) !== null);
  return isSelected || isHeard || isRecorded;
}

export function usePlayerSlot(wish: SlotWish): RefObject<HTMLDivElement | null> {
  const { slotKey, channelId, hasSubStream, isMaximised, isBest = false, isSelected, isCovered, isProtected } = wish;
  const wallId = useWalls((state) => selectWall(state)?.id ?? null);
  const ofCamera = usePreferences(selectStreamChoice(channelId));
  const ofWall = usePreferences(selectWallStream(wallId));
  const choice = ofCamera ?? (isBest ? null : ofWall);
  const isWatched = useIsWatched(channelId, isSelected);
  const area = useRef<HTMLDivElement>(null);
  const lent = useRef<SlotHandle | null>(null);
  const wishes = useRef<Wishes>({ isMaximised, isWatched, choice });
  const report = useRef(() => undefined as void);

  useLayoutEffect(() => {
    wishes.current = { isMaximised, isWatched, choice };
    report.current();
  }, [isMaximised, isWatched, choice]);

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return undefined;
    let size = sizeOf(element);
    const extent = extentOf(size, wishes.current, slotKey);
    const handle = livePool.acquire(slotKey, { channelId, hasSubStream, extent });
    lent.current = handle;
    handle.show(element);
    report.current = () => handle.setExtent(extentOf(size, wishes.current, slotKey));
    const observer = new ResizeObserver(() => {
      size = sizeOf(element);
      report.current();
    });
    // In pixels of the screen: another monitor may have smaller or larger pixels although the tile keeps its size.
    observer.observe(element, { box: 'device-pixel-content-box' });
    const stop = useTileViews.subscribe(({ views }, before) => {
      if (views[slotKey]?.factor !== before.views[slotKey]?.factor) report.current();
    });
    return () => {
      stop();
      observer.disconnect();
      report.current = () => undefined;
      lent.current = null;
      handle.release();
    };
  }, [slotKey, channelId, hasSubStream]);

  // After the handle was taken, and again when another handle is taken.
  useLayoutEffect(() => {
    lent.current?.setSeen(!isCovered);
    lent.current?.setProtected(isProtected);
  }, [isCovered, isProtected, slotKey, channelId, hasSubStream]);

  return area;
}
